package fr.passerelle.requests;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.parties.Employer;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.InMemoryPlatform.Call;
import fr.passerelle.requests.ResolveTask.Resolved;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.tasks.TaskOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WarnOfDeadlinesTest {
    private static final LocalDate START = LocalDate.of(2027, 6, 1);
    private static final Instant DEADLINE =
            START.atStartOfDay(ZoneId.of("Europe/Paris")).toInstant();

    private final FilingWorld world = new FilingWorld();
    private final Employer employer = world.employer();
    private final WarnOfDeadlines warning =
            new WarnOfDeadlines(world.store.queue(), world.dossiers, world.store.requests(), world.clock);

    @Test
    void asksForHelpWithWhatIsNotFiledInTime() {
        AuthorisationRequest request = starting(START);
        world.portal.goDown();

        world.clock.set(DEADLINE.minus(Duration.ofHours(72)));
        warning.warn().block();
        assertThat(world.openKinds(request)).isEmpty();

        world.clock.advance(Duration.ofSeconds(1));
        warning.warn().block();
        warning.warn().block();
        assertThat(world.openTasks(request)).singleElement().satisfies(task -> {
            assertThat(task.kind()).isEqualTo(TaskKind.DEADLINE_NEAR);
            assertThat(task.dueAt()).isEqualTo(DEADLINE);
        });
    }

    @Test
    void asksAsWellWhileTheOutcomeIsUnknown() {
        AuthorisationRequest request = starting(START);
        world.portal.loseNextSubmitAnswer();
        world.runOnce();
        assertThat(world.state(request)).isEqualTo("outcome_unknown");

        world.clock.set(DEADLINE.minus(Duration.ofHours(1)));
        warning.warn().block();

        assertThat(world.openKinds(request)).containsExactly(TaskKind.DEADLINE_NEAR);
    }

    @Test
    void asksNothingAboutWhatIsFiled() {
        AuthorisationRequest request = starting(START);
        world.runUntilIdle();

        world.clock.set(DEADLINE.minus(Duration.ofHours(1)));
        warning.warn().block();

        assertThat(world.openTasks(request)).isEmpty();
    }

    @Test
    void asksNothingAboutAFileThatIsAdopted() {
        world.portal.goDown();
        AuthorisationRequest request = adopted(new DepositNumber("D-2026-0000001"));

        warning.warn().block();

        assertThat(world.state(request)).isEqualTo("queued");
        assertThat(world.openTasks(request)).isEmpty();
    }

    @Test
    void doesNotFileWhatWasFiledElsewhere() {
        AuthorisationRequest request = starting(START);
        world.portal.goDown();
        world.clock.set(DEADLINE.minus(Duration.ofHours(1)));
        warning.warn().block();

        world.resolve(world.task(request), TaskOutcome.DONE_OUTSIDE);
        world.portal.comeBack();
        world.runUntilIdle();

        assertThat(world.state(request)).isEqualTo("withdrawn");
        assertThat(world.portal.calls(Call.SUBMIT)).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = TaskOutcome.class,
            names = {"DONE_OUTSIDE", "GIVE_UP"})
    void isNotSettledWhileTheOutcomeIsUnknown(TaskOutcome outcome) {
        AuthorisationRequest request = starting(START);
        world.portal.loseNextSubmitAnswer();
        world.runOnce();
        world.clock.set(DEADLINE.minus(Duration.ofHours(1)));
        warning.warn().block();

        assertThat(world.resolve(world.task(request), outcome)).isEqualTo(new Resolved.Overtaken());
        assertThat(world.openKinds(request)).containsExactly(TaskKind.DEADLINE_NEAR);
    }

    @Test
    void staysOpenWhenTheSubmissionDoesNotLeave() {
        AuthorisationRequest request = starting(START);
        world.clock.set(DEADLINE.minus(Duration.ofHours(1)));
        warning.warn().block();
        world.portal.failBeforeSendingNextSubmission();

        world.runOnce();

        assertThat(world.state(request)).isEqualTo("queued");
        assertThat(world.portal.calls(Call.SUBMIT)).isEqualTo(1);
        assertThat(world.openKinds(request)).containsExactly(TaskKind.DEADLINE_NEAR);
    }

    @Test
    void isSettledByTheNextLookWhenItWasOpenedWhileItWasFiled() {
        AuthorisationRequest request = starting(START);
        world.clock.set(DEADLINE.minus(Duration.ofHours(1)));
        FilingWorld.Frozen submitting = world.freezeBefore("submit");
        warning.warn().block();
        assertThat(world.openKinds(request)).containsExactly(TaskKind.DEADLINE_NEAR);

        submitting.wakesUp();
        world.runUntilIdle();

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.openTasks(request)).isEmpty();
    }

    @Test
    void isSettledByTheFiling() {
        AuthorisationRequest request = starting(START);
        world.portal.goDown();
        world.clock.set(DEADLINE.minus(Duration.ofHours(1)));
        warning.warn().block();

        world.portal.comeBack();
        world.runUntilIdle();

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.openKinds(request)).doesNotContain(TaskKind.DEADLINE_NEAR);
    }

    private AuthorisationRequest adopted(DepositNumber deposit) {
        AdoptFile.Command command = new AdoptFile.Command(
                employer.id(),
                world.worker(employer).id(),
                new ClientReference("adopted"),
                deposit,
                RequestType.SALARIE,
                "author",
                Map.of());
        return FilingWorld.done(world.adoption.adopt(world.tenant, command, FilingWorld.key()));
    }

    private AuthorisationRequest starting(LocalDate day) {
        return world.submitted(world.drafted(world.draft(world.worker(employer), typed -> typed.starting(day))));
    }
}
