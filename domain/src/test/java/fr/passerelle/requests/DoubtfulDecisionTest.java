package fr.passerelle.requests;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.parties.Employer;
import fr.passerelle.platform.FileStatus;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.tasks.TaskOutcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A label of a decision beside a decision that says otherwise, or nothing that we can read. */
class DoubtfulDecisionTest {
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    private final FilingWorld world = new FilingWorld();
    private final Employer employer = world.employer();
    private final AuthorisationRequest request = world.filed(employer);

    @ParameterizedTest
    @CsvSource({"GRANTED, false", "REFUSED, true"})
    void callsAHumanOnceWhenLabelAndDecisionDisagree(FileStatus label, boolean favourable) {
        world.portal.decide(world.deposit(request), label, favourable);
        world.during(Duration.ofDays(5), HALF_A_DAY);

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.openKinds(request)).containsExactly(TaskKind.UNKNOWN_LABEL);
        assertThat(world.authorisations()).isEmpty();
        assertThat(world.isQueueEmpty()).isFalse();
    }

    @Test
    void asksNoMoreAboutADisagreementThatAHumanHasRead() {
        world.portal.decide(world.deposit(request), FileStatus.GRANTED, false);
        world.after(HALF_A_DAY);

        world.resolve(world.task(request), TaskOutcome.DONE_OUTSIDE);
        world.during(Duration.ofDays(5), HALF_A_DAY);

        assertThat(world.openTasks(request)).isEmpty();
    }

    @Test
    void callsAHumanWhenADisagreeingDecisionFollowsItsLabel() {
        world.portal.show(world.deposit(request), FileStatus.GRANTED);
        world.after(HALF_A_DAY);
        assertThat(world.openTasks(request)).isEmpty();

        world.portal.decide(world.deposit(request), FileStatus.GRANTED, false);
        world.after(HALF_A_DAY);

        assertThat(world.openKinds(request)).containsExactly(TaskKind.UNKNOWN_LABEL);
    }

    @Test
    void waitsTwoDaysForADecisionThatItCannotRead() {
        world.portal.show(world.deposit(request), FileStatus.REFUSED);

        world.during(Duration.ofDays(2), HALF_A_DAY);
        assertThat(world.openTasks(request)).isEmpty();
        world.during(Duration.ofDays(3), HALF_A_DAY);

        assertThat(world.openKinds(request)).containsExactly(TaskKind.UNKNOWN_LABEL);
        assertThat(world.state(request)).isEqualTo("filed");
    }

    @Test
    void asksOnceAboutADecisionThatItCannotRead() {
        world.portal.show(world.deposit(request), FileStatus.REFUSED);
        world.during(Duration.ofDays(3), HALF_A_DAY);

        world.resolve(world.task(request), TaskOutcome.DONE_OUTSIDE);
        world.during(Duration.ofDays(3), HALF_A_DAY);

        assertThat(world.openTasks(request)).isEmpty();
    }

    @Test
    void goesOnOnceLabelAndDecisionAgree() {
        world.portal.decide(world.deposit(request), FileStatus.GRANTED, false);
        world.after(HALF_A_DAY);

        world.portal.grant(world.deposit(request), "AT-2026-3");
        world.after(HALF_A_DAY);

        assertThat(world.state(request)).isEqualTo("granted");
        assertThat(world.openTasks(request)).isEmpty();
        assertThat(world.authorisations()).hasSize(1);
    }
}
