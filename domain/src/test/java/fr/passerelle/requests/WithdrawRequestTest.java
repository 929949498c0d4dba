package fr.passerelle.requests;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.journal.Idempotency;
import fr.passerelle.parties.Employer;
import fr.passerelle.platform.FileStatus;
import fr.passerelle.platform.InMemoryPlatform.Call;
import fr.passerelle.platform.Rejection;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.tasks.TaskOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WithdrawRequestTest {
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    private final FilingWorld world = new FilingWorld();
    private final Employer employer = world.employer();

    @Test
    void withdrawsADraftAtOnce() {
        AuthorisationRequest request = world.drafted(employer);

        Outcome outcome = world.withdraw(request);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(world.now(request).state()).isEqualTo(new RequestState.Withdrawn("hired elsewhere"));
        assertThat(world.isQueueEmpty()).isTrue();
    }

    @Test
    void withdrawsAQueuedRequestBeforeAnythingIsSent() {
        AuthorisationRequest request = world.submitted(employer);

        world.withdraw(request);
        world.runUntilIdle();

        assertThat(world.state(request)).isEqualTo("withdrawn");
        assertThat(world.portal.calls(Call.CREATE_DRAFT)).isZero();
        assertThat(world.isQueueEmpty()).isTrue();
    }

    @Test
    void takesBackTheDraftThatWasBeingPreparedAndNeverIntends() {
        AuthorisationRequest request = world.submitted(employer);
        FilingWorld.Frozen preparing = world.freezeBefore("read_draft");
        assertThat(world.attemptStates(request)).containsExactly(Attempt.State.PREPARING);
        world.withdraw(request);

        preparing.wakesUp();
        world.after(FilingWorld.PACES.retry());

        assertThat(world.state(request)).isEqualTo("withdrawn");
        assertThat(world.attemptStates(request)).containsExactly(Attempt.State.ABANDONED);
        assertThat(world.portal.openDrafts()).isEmpty();
        assertThat(world.portal.calls(Call.SUBMIT)).isZero();
        assertThat(world.isQueueEmpty()).isTrue();
    }

    @Test
    void takesBackTheDraftOfARequestWhoseDocumentWasRefused() {
        world.portal.rejectDocuments(new Rejection("PIECE_ILLISIBLE", "Illisible", List.of()));
        AuthorisationRequest request = world.filed(employer);
        assertThat(world.portal.openDrafts()).hasSize(1);

        world.withdraw(request);
        world.runUntilIdle();

        assertThat(world.portal.openDrafts()).isEmpty();
        assertThat(world.openTasks(request)).isEmpty();
        assertThat(world.isQueueEmpty()).isTrue();
    }

    @Test
    void callsAHumanWhenTheDraftOfAWithdrawnRequestWasSubmittedOnThePortal() {
        AuthorisationRequest request = world.submitted(employer);
        FilingWorld.Frozen preparing = world.freezeBefore("read_draft");
        world.withdraw(request);
        world.portal.submitByHand(world.portal.openDrafts().getFirst());

        preparing.wakesUp();
        world.after(FilingWorld.PACES.retry());

        assertThat(world.state(request)).isEqualTo("withdrawn");
        assertThat(world.openKinds(request)).containsExactly(TaskKind.WITHDRAWAL_WISHED);
    }

    @Test
    void settlesWhatAwaitedAHuman() {
        AuthorisationRequest request = world.submitted(employer);
        world.revokeMandates(employer);
        world.runUntilIdle();
        assertThat(world.openKinds(request)).containsExactly(TaskKind.MANDATE_LAPSED);

        world.withdraw(request);

        assertThat(world.openTasks(request)).isEmpty();
    }

    @Test
    void keepsTheWishOfAFiledRequestAsATask() {
        AuthorisationRequest request = world.filed(employer);

        Outcome outcome = world.withdraw(request);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.now(request).trail().withdrawalWishedAt()).isEqualTo(world.clock.instant());
        assertThat(world.openKinds(request)).containsExactly(TaskKind.WITHDRAWAL_WISHED);
        assertThat(world.task(request).evidence()).isEqualTo(Map.of("reason", "hired elsewhere"));
        assertThat(world.withdraw(request)).isEqualTo(new Outcome.WrongState("filed"));
    }

    @Test
    void isWithdrawnOnceAHumanAttestsIt() {
        AuthorisationRequest request = world.asked(employer);
        world.withdraw(request);

        world.resolve(world.task(request, TaskKind.WITHDRAWAL_WISHED), TaskOutcome.DONE_OUTSIDE);

        assertThat(world.now(request).state()).isEqualTo(new RequestState.Withdrawn("attested"));
        assertThat(world.openTasks(request)).isEmpty();
        assertThat(world.isQueueEmpty()).isTrue();
    }

    @Test
    void mayBeWishedAgainAfterTheWishWasGivenUp() {
        AuthorisationRequest request = world.filed(employer);
        world.withdraw(request);
        world.resolve(world.task(request), TaskOutcome.GIVE_UP);

        Outcome outcome = world.withdraw(request);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(world.openKinds(request)).containsExactly(TaskKind.WITHDRAWAL_WISHED);
    }

    @Test
    void isNotFiledAgainWhenItTurnsOutThatItWasNotFiled() {
        world.portal.loseNextSubmission();
        AuthorisationRequest request = world.filed(employer);
        world.withdraw(request);

        world.during(Duration.ofMinutes(10), Duration.ofMinutes(1));

        assertThat(world.state(request)).isEqualTo("withdrawn");
        assertThat(world.portal.ledger()).isEmpty();
        assertThat(world.openTasks(request)).isEmpty();
        assertThat(world.isQueueEmpty()).isTrue();
    }

    @Test
    void isCalledOffWhenThePortalDoesNotAcceptWhatWasWishedAway() {
        AuthorisationRequest request = world.submitted(employer);
        world.portal.rejectSubmissions(new Rejection("DEPOT_REJETE", "Non.", List.of()));
        FilingWorld.Frozen sender = world.freezeBefore("submit");
        world.withdraw(request);

        sender.wakesUp();
        world.runUntilIdle();

        assertThat(world.state(request)).isEqualTo("withdrawn");
        assertThat(world.openTasks(request)).isEmpty();
        assertThat(world.portal.openDrafts()).isEmpty();
    }

    @Test
    void cannotBeAttestedWhileItsFateIsUnknown() {
        world.portal.loseNextSubmitAnswer();
        AuthorisationRequest request = world.filed(employer);
        world.withdraw(request);

        ResolveTask.Resolved resolved = world.resolve(world.task(request), TaskOutcome.DONE_OUTSIDE);

        assertThat(resolved).isEqualTo(new ResolveTask.Resolved.Overtaken());
        assertThat(world.state(request)).isEqualTo("outcome_unknown");
    }

    @Test
    void needsNoHumanMoreWhenThePlatformClosesWhatWasWishedAway() {
        AuthorisationRequest request = world.filed(employer);
        world.withdraw(request);

        world.portal.show(world.deposit(request), FileStatus.CLOSED);
        world.after(HALF_A_DAY);

        assertThat(world.state(request)).isEqualTo("closed_by_platform");
        assertThat(world.openTasks(request)).isEmpty();
    }

    @Test
    void refusesToWithdrawWhatIsOver() {
        AuthorisationRequest request = world.drafted(employer);
        world.withdraw(request);

        assertThat(world.withdraw(request)).isEqualTo(new Outcome.WrongState("withdrawn"));
    }

    @Test
    void answersARepeatedCallFromTheFirst() {
        AuthorisationRequest request = world.filed(employer);
        Idempotency key = FilingWorld.key();
        FilingWorld.done(world.withdrawal.withdraw(world.tenant, request.id(), "hired elsewhere", key));

        Outcome again = FilingWorld.got(world.withdrawal.withdraw(world.tenant, request.id(), "hired elsewhere", key));

        assertThat(again)
                .isInstanceOfSatisfying(
                        Outcome.Done.class, done -> assertThat(done.replayed()).isTrue());
        assertThat(world.openKinds(request)).containsExactly(TaskKind.WITHDRAWAL_WISHED);
    }

    @Test
    void knowsNoRequestOfAnotherTenant() {
        AuthorisationRequest request = world.drafted(employer);

        Outcome outcome = FilingWorld.got(
                world.withdrawal.withdraw(world.store.aTenant(), request.id(), "not mine", FilingWorld.key()));

        assertThat(outcome).isEqualTo(new Outcome.NotFound("request"));
    }
}
