package fr.passerelle.requests;

import static fr.passerelle.testing.Examples.aWorker;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Worker;
import fr.passerelle.platform.InMemoryPlatform.Call;
import fr.passerelle.platform.InMemoryPlatform.Filing;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.tasks.TaskOutcome;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class MoveOnTest {
    private final FilingWorld world = new FilingWorld();
    private final Employer employer = world.employer();

    @Test
    void letsSilenceDecideWhileThePlatformIsDown() {
        AuthorisationRequest request = world.filed(employer);
        world.portal.goDown();

        world.during(Duration.ofDays(70), Duration.ofHours(12));

        assertThat(world.state(request)).isEqualTo("deemed_refused");
    }

    @Test
    void letsSilenceDecideWhileTheAccountIsLocked() {
        AuthorisationRequest request = world.filed(employer);
        world.portal.endSessions();
        world.portal.lockAccount(world.account(employer).login());

        world.during(Duration.ofDays(70), Duration.ofHours(12));

        assertThat(world.state(request)).isEqualTo("deemed_refused");
        assertThat(world.portal.calls(Call.LOG_IN)).isEqualTo(2);
    }

    @Test
    void givesFailedWorkBackSoThatOthersOfTheEmployerGoOn() {
        AuthorisationRequest failing = starting(LocalDate.of(2026, 4, 1));
        AuthorisationRequest other = starting(LocalDate.of(2026, 12, 1));

        world.claim().forEach(claim -> world.moveOn.giveBack(claim).block());
        world.runOnce();

        assertThat(world.state(failing)).isEqualTo("queued");
        assertThat(world.state(other)).isEqualTo("filed");
    }

    @Test
    void filesWhatStartsFirst() {
        AuthorisationRequest late = starting(LocalDate.of(2026, 12, 1));
        AuthorisationRequest soon = starting(LocalDate.of(2026, 4, 1));

        world.runUntilIdle();

        assertThat(world.portal.ledger())
                .extracting(Filing::reference)
                .containsExactly(soon.platformReference(), late.platformReference());
    }

    @Test
    void letsOneRequestOfAnEmployerBeWorkedOnAtATime() {
        starting(LocalDate.of(2026, 12, 1));
        starting(LocalDate.of(2026, 4, 1));

        assertThat(world.claim()).hasSize(1);
        assertThat(world.claim()).isEmpty();
    }

    @Test
    void acceptsWhileThePlatformIsDownAndFilesOnceItIsBack() {
        world.portal.goDown();
        AuthorisationRequest first = world.submitted(employer);
        AuthorisationRequest second = world.submitted(world.employer("autre@example.org"));
        world.during(Duration.ofDays(3), Duration.ofMinutes(30));
        assertThat(world.state(first)).isEqualTo("queued");

        world.portal.comeBack();
        world.after(FilingWorld.PACES.longestRetry());

        assertThat(world.state(first)).isEqualTo("filed");
        assertThat(world.state(second)).isEqualTo("filed");
        assertThat(world.portal.ledger()).hasSize(2);
    }

    @Test
    void waitsLongerEachTimeThePlatformIsDown() {
        world.portal.goDown();
        world.submitted(employer);

        world.during(Duration.ofHours(6), Duration.ofSeconds(5));

        assertThat(world.portal.calls(Call.LOG_IN)).isBetween(12, 40);
    }

    @Test
    void typesWhatIsKnownOfTheWorkerWhenItFiles() {
        Worker worker = world.worker(employer);
        AuthorisationRequest request =
                world.submitted(world.attached(world.drafted(world.draft(worker, typed -> typed)), "permit_copy"));
        world.lifeline.strike(6, Lifeline.Fault.UNREACHABLE);
        world.runUntilIdle();
        world.clock.advance(Duration.ofSeconds(1));
        FilingWorld.got(world.putWorker.put(
                employer,
                worker.reference(),
                aWorker().named("Kouassi", "Aïcha").profile(),
                null));

        world.during(Duration.ofMinutes(2), Duration.ofSeconds(30));

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.attemptStates(request)).containsExactly(Attempt.State.ABANDONED, Attempt.State.ACCEPTED);
        assertThat(world.portal.ledger()).hasSize(1);
    }

    @Test
    void goesOnWithTheDraftThatWasBeingPrepared() {
        AuthorisationRequest request = world.submitted(employer);
        world.lifeline.strike(6, Lifeline.Fault.UNREACHABLE);
        world.runUntilIdle();
        assertThat(world.attemptStates(request)).containsExactly(Attempt.State.PREPARING);

        world.after(Duration.ofMinutes(1));

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.portal.calls(Call.CREATE_DRAFT)).isEqualTo(1);
    }

    @Test
    void putsWhatCrashesEverybodyIntoQuarantine() {
        AuthorisationRequest poison = world.submitted(employer);
        crash(3);
        AuthorisationRequest other = world.submitted(world.employer("autre@example.org"));

        world.during(Duration.ofDays(3), Duration.ofHours(6));

        assertThat(world.openKinds(poison)).containsExactly(TaskKind.QUARANTINED);
        assertThat(world.state(poison)).isEqualTo("queued");
        assertThat(world.portal.ledger())
                .extracting(Filing::reference)
                .doesNotContain(poison.platformReference())
                .contains(other.platformReference());
    }

    @Test
    void doesNotTakeTwoCrashesForPoison() {
        AuthorisationRequest unlucky = world.submitted(employer);
        crash(2);

        world.runUntilIdle();

        assertThat(world.state(unlucky)).isEqualTo("filed");
    }

    @Test
    void takesItOutOfQuarantineWhenAHumanSaysSo() {
        AuthorisationRequest poison = world.submitted(employer);
        crash(3);
        world.runUntilIdle();

        world.resolve(world.openTasks(poison).getFirst(), TaskOutcome.TRY_AGAIN);
        world.runUntilIdle();

        assertThat(world.state(poison)).isEqualTo("filed");
    }

    @Test
    void letsSilenceDecideInQuarantine() {
        AuthorisationRequest request = world.filed(employer);
        world.after(Duration.ofHours(1));
        crash(3);

        world.during(Duration.ofDays(70), Duration.ofHours(12));

        assertThat(world.openKinds(request)).contains(TaskKind.QUARANTINED);
        assertThat(world.state(request)).isEqualTo("deemed_refused");
    }

    /** So many replicas take up whatever is due, and end. */
    private void crash(int times) {
        for (int i = 0; i < times; i++) {
            world.clock.advance(Duration.ofDays(1));
            assertThat(world.claim()).isNotEmpty();
            world.store.expireLeases();
        }
    }

    private AuthorisationRequest starting(LocalDate day) {
        DraftRequest.Draft draft = world.draft(world.worker(employer), typed -> typed.starting(day));
        return world.submitted(world.drafted(draft));
    }
}
