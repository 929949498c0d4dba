package fr.passerelle.requests;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.platform.InMemoryPlatform.Call;
import fr.passerelle.requests.FilingWorld.Frozen;
import fr.passerelle.requests.Lifeline.Fault;
import fr.passerelle.tasks.TaskKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was done between a backup and its restore is forgotten: it is looked up, and never done again. */
class RestorationTest {
    private final FilingWorld world = new FilingWorld();

    @ParameterizedTest(name = "after {0} calls")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24})
    void filesOnceWhateverWasDoneSinceTheBackup(int calls) {
        AuthorisationRequest request = world.submitted(world.employer());
        Runnable backup = world.store.backup();
        world.lifeline.strike(calls, Fault.DEATH_AFTER);
        world.claim().forEach(world::survive);
        world.lifeline.spare();

        world.restore(backup);
        world.outlive(Duration.ofHours(3), Duration.ofMinutes(3));

        assertThatItIsFiledOnce(request);
    }

    @ParameterizedTest(name = "backup after {0} calls")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24})
    void filesOnceFromABackupOfAnyMoment(int calls) {
        AuthorisationRequest request = world.submitted(world.employer());
        world.lifeline.strike(calls, Fault.DEATH_AFTER);
        world.claim().forEach(world::survive);
        world.lifeline.spare();
        Runnable backup = world.store.backup();
        world.outlive(Duration.ofMinutes(30), Duration.ofMinutes(1));

        world.restore(backup);
        world.outlive(Duration.ofHours(3), Duration.ofMinutes(3));

        assertThat(world.portal.ledger()).hasSize(1);
        assertThat(world.portal.openDrafts()).isEmpty();
        assertThat(world.state(request).equals("filed")
                        || world.openKinds(request).contains(TaskKind.OUTCOME_UNKNOWN))
                .isTrue();
    }

    @ParameterizedTest(name = "woken after {0} minutes")
    @ValueSource(ints = {0, 1, 2, 3, 10})
    void standsASenderThatSleptThroughTheRestore(int minutes) {
        AuthorisationRequest request = world.submitted(world.employer());
        Runnable backup = world.store.backup();
        Frozen sender = world.freezeBefore("submit");

        world.restore(backup);
        world.during(Duration.ofMinutes(minutes), Duration.ofMinutes(1));
        sender.wakesUp();
        world.outlive(Duration.ofHours(3), Duration.ofMinutes(3));

        assertThatItIsFiledOnce(request);
    }

    @Test
    void sendsNothingBeforeThePlatformShowsWhatWasSent() {
        AuthorisationRequest before = world.submitted(world.employer());
        world.restore(world.store.backup());
        AuthorisationRequest since = world.submitted(world.employer("autre@cuisines-du-rhone.example"));
        world.runUntilIdle();

        assertThat(world.portal.calls(Call.CREATE_DRAFT)).isZero();
        assertThat(world.state(before)).isEqualTo("outcome_unknown");
        assertThat(world.state(since)).isEqualTo("queued");
    }

    @Test
    void looksEachRequestUpOnce() {
        AuthorisationRequest request = world.submitted(world.employer());
        world.restore(world.store.backup());

        world.outlive(Duration.ofHours(3), Duration.ofMinutes(3));

        assertThatItIsFiledOnce(request);
        assertThat(world.events(request)).containsOnlyOnce("request.outcome_unknown");
        assertThat(world.attemptStates(request)).containsExactly(Attempt.State.NOT_FILED, Attempt.State.ACCEPTED);
    }

    @Test
    void tellsAHumanThatWhatIsWithdrawnWasFiledAndForgotten() {
        AuthorisationRequest request = world.submitted(world.employer());
        Runnable backup = world.store.backup();
        world.runUntilIdle();

        world.restore(backup);
        Outcome outcome = world.withdraw(request);
        world.outlive(Duration.ofHours(3), Duration.ofMinutes(3));

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(world.portal.ledger()).hasSize(1);
        assertThat(world.openKinds(request)).containsExactly(TaskKind.WITHDRAWAL_WISHED);
    }

    @Test
    void answersAComplementOnceThoughTheAnswerIsForgotten() {
        AuthorisationRequest request = world.asked(world.employer());
        world.attachedToComplement(request, 1);
        FilingWorld.done(world.answering.answer(world.tenant, request.id(), 1, FilingWorld.key()));
        Runnable backup = world.store.backup();
        world.runUntilIdle();

        world.restore(backup);
        world.outlive(Duration.ofHours(3), Duration.ofMinutes(3));

        assertThat(world.portal.calls(Call.SEND_COMPLEMENT)).isEqualTo(1);
        assertThat(world.state(request)).isEqualTo("under_review");
    }

    private void assertThatItIsFiledOnce(AuthorisationRequest request) {
        assertThat(world.portal.ledger()).hasSize(1);
        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.portal.openDrafts()).isEmpty();
        assertThat(world.attempts(request)).allMatch(attempt -> attempt.closedAt() != null);
        assertThat(world.openTasks(request)).isEmpty();
    }
}
