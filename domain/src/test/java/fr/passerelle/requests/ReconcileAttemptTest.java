package fr.passerelle.requests;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.parties.Employer;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.DraftNumber;
import fr.passerelle.platform.InMemoryPlatform.Call;
import fr.passerelle.platform.Rejection;
import fr.passerelle.requests.FiledReceipt.Obtained;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.tasks.TaskOutcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconcileAttemptTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FilingWorld world = new FilingWorld();
    private final Employer employer = world.employer();

    @Test
    void findsTheFileWhoseReceiptWasLost() {
        world.portal.loseNextSubmitAnswer();
        AuthorisationRequest request = world.filed(employer);
        assertThat(world.state(request)).isEqualTo("outcome_unknown");

        world.during(Duration.ofMinutes(10), MINUTE);

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.now(request).receipt().orElseThrow().obtained()).isEqualTo(Obtained.RECONCILIATION);
        assertThat(world.now(request).trail().submittedAt())
                .isEqualTo(request.trail().stateSince());
        assertThat(world.portal.calls(Call.SUBMIT)).isEqualTo(1);
        assertThat(world.portal.calls(Call.DELETE_DRAFT)).isZero();
    }

    @Test
    void filesOnceMoreBehindAFenceWhatNeverArrived() {
        world.portal.loseNextSubmission();
        AuthorisationRequest request = world.filed(employer);
        DraftNumber lost = world.portal.openDrafts().getFirst();

        world.during(Duration.ofMinutes(10), MINUTE);

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.attemptStates(request)).containsExactly(Attempt.State.NOT_FILED, Attempt.State.ACCEPTED);
        assertThat(world.portal.ledger()).hasSize(1);
        assertThat(world.portal.ledger().getFirst().draft()).isNotEqualTo(lost);
        assertThat(world.events(request))
                .containsExactly(
                        "request.created",
                        "request.queued",
                        "request.filing",
                        "request.outcome_unknown",
                        "request.queued",
                        "request.filing",
                        "request.filed");
    }

    @Test
    void doesNotConcludeBeforeTheVisibilityDelayIsOver() {
        world.portal.loseNextSubmission();
        AuthorisationRequest request = world.filed(employer);
        world.after(MINUTE);
        Attempt fenced = world.attempts(request).getFirst();

        world.after(FilingWorld.PACES.visibilityDelay());

        assertThat(fenced.looks().draftGoneAt()).isNotNull();
        assertThat(world.state(request)).isEqualTo("outcome_unknown");
        world.after(Duration.ofMillis(1));
        assertThat(world.state(request)).isEqualTo("filed");
    }

    @Test
    void takesOverTheDutyOfASenderThatStoppedBeforeItSent() {
        AuthorisationRequest request = world.submitted(employer);
        world.freezeBefore("submit");

        world.store.expireLeases();
        world.runOnce();

        assertThat(world.state(request)).isEqualTo("outcome_unknown");
        assertThat(world.attempts(request).getFirst().reason()).isEqualTo("sender_stopped");
        world.during(Duration.ofMinutes(10), MINUTE);
        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.portal.ledger()).hasSize(1);
    }

    @Test
    void leavesNothingToALateSender() {
        AuthorisationRequest request = world.submitted(employer);
        FilingWorld.Frozen late = world.freezeBefore("submit");
        world.store.expireLeases();
        world.during(Duration.ofMinutes(10), MINUTE);
        AuthorisationRequest settled = world.now(request);

        late.wakesUp();

        assertThat(world.portal.ledger()).hasSize(1);
        assertThat(world.now(request)).isEqualTo(settled);
        assertThat(world.attemptStates(request)).containsExactly(Attempt.State.NOT_FILED, Attempt.State.ACCEPTED);
    }

    @Test
    void findsWhatALateSenderSubmittedBeforeTheFence() {
        AuthorisationRequest request = world.submitted(employer);
        FilingWorld.Frozen late = world.freezeBefore("submit");
        world.store.expireLeases();
        world.runOnce();

        late.wakesUp();
        world.during(Duration.ofMinutes(10), MINUTE);

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.attemptStates(request)).containsExactly(Attempt.State.ACCEPTED);
        assertThat(world.portal.ledger()).hasSize(1);
    }

    @Test
    void handsADraftThatIsNeverDeletedToAHumanOnce() {
        AuthorisationRequest request = unclearForGood();

        world.during(Duration.ofDays(2), Duration.ofHours(6));

        assertThat(world.openKinds(request)).containsExactly(TaskKind.OUTCOME_UNKNOWN);
        assertThat(world.task(request).evidence()).containsKeys("attempt_id", "draft_number");
        assertThat(world.portal.calls(Call.SUBMIT)).isEqualTo(1);
    }

    @Test
    void filesAnewWhenAHumanFoundNothing() {
        AuthorisationRequest request = unclearForGood();

        world.resolve(world.task(request), TaskOutcome.NOT_FOUND);
        world.runUntilIdle();

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.attemptStates(request)).containsExactly(Attempt.State.NOT_FILED, Attempt.State.ACCEPTED);
        assertThat(world.portal.ledger()).hasSize(1);
    }

    @Test
    void takesTheFileThatAHumanFound() {
        AuthorisationRequest request = unclearForGood();
        DepositNumber deposit = world.portal.fileByHand(world.form(request), request.platformReference());

        world.resolve(world.task(request), TaskOutcome.FOUND_ON_PLATFORM, deposit);
        world.runUntilIdle();

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.deposit(request)).isEqualTo(deposit);
        assertThat(world.now(request).receipt().orElseThrow().obtained()).isEqualTo(Obtained.HUMAN);
        assertThat(world.attemptStates(request)).containsExactly(Attempt.State.ACCEPTED);
    }

    @Test
    void asksAgainWhenTheFileThatAHumanFoundIsAnothers() {
        AuthorisationRequest request = unclearForGood();
        AuthorisationRequest ofAnother =
                world.drafted(world.draft(world.worker(employer, typed -> typed.named("Autre")), typed -> typed));
        DepositNumber mistaken = world.portal.fileByHand(world.form(ofAnother), null);

        world.resolve(world.task(request), TaskOutcome.FOUND_ON_PLATFORM, mistaken);
        world.runUntilIdle();

        assertThat(world.state(request)).isEqualTo("outcome_unknown");
        assertThat(world.task(request).evidence())
                .containsEntry("deposit_number", mistaken.value())
                .containsEntry("reason", "other_person_or_employer");
    }

    @Test
    void asksAgainWhenTheFileThatAHumanFoundIsOfAnotherRequest() {
        AuthorisationRequest request = unclearForGood();
        AuthorisationRequest ofSame = world.drafted(world.draft(world.worker(employer), typed -> typed));
        DepositNumber mistaken = world.portal.fileByHand(world.form(ofSame), ofSame.platformReference());

        world.resolve(world.task(request), TaskOutcome.FOUND_ON_PLATFORM, mistaken);
        world.runUntilIdle();

        assertThat(world.state(request)).isEqualTo("outcome_unknown");
        assertThat(world.task(request).evidence()).containsEntry("reason", "other_request");
    }

    @Test
    void leavesADraftToAHumanThatThePresentLoginCannotTakeBack() {
        AuthorisationRequest request = world.submitted(employer);
        world.lifeline.strike(6, Lifeline.Fault.UNREACHABLE);
        world.runUntilIdle();
        assertThat(world.attemptStates(request)).containsExactly(Attempt.State.PREPARING);
        FilingWorld.got(world.accounts.link(employer, "another@example.org", "secret"));

        world.during(Duration.ofHours(2), MINUTE);

        assertThat(world.openKinds(request)).containsExactly(TaskKind.OUTCOME_UNKNOWN);
        assertThat(world.portal.calls(Call.CREATE_DRAFT)).isEqualTo(1);
        assertThat(world.portal.calls(Call.SUBMIT)).isZero();
    }

    @Test
    void asksAgainWhenTheFileThatAHumanFoundDoesNotExist() {
        AuthorisationRequest request = unclearForGood();

        world.resolve(world.task(request), TaskOutcome.FOUND_ON_PLATFORM, new DepositNumber("D-2020-0000000"));
        world.during(Duration.ofDays(2), Duration.ofHours(6));

        assertThat(world.state(request)).isEqualTo("outcome_unknown");
        assertThat(world.openKinds(request)).containsExactly(TaskKind.OUTCOME_UNKNOWN);
        assertThat(world.task(request).evidence()).containsEntry("reason", "absent");
    }

    @Test
    void believesAHumanWhereThePlatformHidesTheFile() {
        AuthorisationRequest request = unclearForGood();
        FilingWorld.got(world.accounts.link(employer, "another@example.org", "secret"));
        DepositNumber deposit = new DepositNumber("D-2026-0000001");

        world.resolve(world.task(request), TaskOutcome.FOUND_ON_PLATFORM, deposit);

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.deposit(request)).isEqualTo(deposit);
    }

    @Test
    void settlesTheTaskWhenTheFileAppearsByItself() {
        AuthorisationRequest request = unclearForGood();
        world.portal.fileByHand(world.form(request), request.platformReference());

        world.after(Duration.ofHours(13));

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.openTasks(request)).isEmpty();
    }

    @Test
    void tellsOfTheTwinThatThePlatformMade() {
        AuthorisationRequest request = unclearForGood();
        world.portal.fileByHand(world.form(request), request.platformReference());
        world.portal.fileByHand(world.form(request), request.platformReference());

        world.after(Duration.ofHours(13));

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.openKinds(request)).containsExactly(TaskKind.DUPLICATE_ON_PLATFORM);
        assertThat(world.task(request).evidence()).containsKeys("kept", "twins");
    }

    @Test
    void leavesToAHumanWhatAnotherLoginCannotSee() {
        world.portal.loseNextSubmission();
        AuthorisationRequest request = world.filed(employer);
        FilingWorld.got(world.accounts.link(employer, "another@example.org", "secret"));

        world.during(Duration.ofHours(2), MINUTE);

        assertThat(world.state(request)).isEqualTo("outcome_unknown");
        assertThat(world.openKinds(request)).containsExactly(TaskKind.OUTCOME_UNKNOWN);
        assertThat(world.portal.calls(Call.SUBMIT)).isEqualTo(1);
        assertThat(world.portal.calls(Call.DELETE_DRAFT)).isZero();
    }

    @Test
    void neverConcludesAgainstAFileThatBearsItsReference() {
        world.portal.loseNextSubmission();
        AuthorisationRequest request = world.filed(employer);
        AuthorisationRequest ofAnother =
                world.drafted(world.draft(world.worker(employer, typed -> typed.named("Autre")), typed -> typed));
        world.portal.fileByHand(world.form(ofAnother), request.platformReference());

        world.during(Duration.ofHours(2), MINUTE);

        assertThat(world.state(request)).isEqualTo("outcome_unknown");
        assertThat(world.openKinds(request)).containsExactly(TaskKind.OUTCOME_UNKNOWN);
        assertThat(world.portal.calls(Call.SUBMIT)).isEqualTo(1);
    }

    @Test
    void outlivesASessionThatEndsInTheMiddle() {
        world.portal.loseNextSubmitAnswer();
        AuthorisationRequest request = world.filed(employer);
        world.portal.endSessions();

        world.during(Duration.ofMinutes(10), MINUTE);

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.portal.calls(Call.LOG_IN)).isEqualTo(2);
    }

    @Test
    void keepsTheAnswerThatCameWhileTheClientWishedToWithdraw() {
        AuthorisationRequest request = world.submitted(employer);
        FilingWorld.Frozen sender = world.freezeBefore("submit");
        world.withdraw(request);

        sender.wakesUp();

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.attempts(request).getFirst().answer()).isNotNull();
        assertThat(world.now(request).receipt().orElseThrow().obtained()).isEqualTo(Obtained.RECEIPT);
        assertThat(world.openKinds(request)).containsExactly(TaskKind.WITHDRAWAL_WISHED);
    }

    /** A request whose submission was lost, and whose draft the platform never deletes, until a human has the task. */
    @Test
    void settlesByItselfWhatItHeldBackForLong() {
        world.portal.loseNextSubmission();
        world.portal.holdBackDeletions(true);
        AuthorisationRequest request = world.filed(employer);
        world.during(Duration.ofDays(2), Duration.ofMinutes(10));
        assertThat(world.openTasks(request)).isEmpty();

        world.portal.holdBackDeletions(false);
        world.during(Duration.ofHours(2), MINUTE);

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.portal.ledger()).hasSize(1);
    }

    @Test
    void deletesTheDraftAfterAllOnceThePlatformLetsIt() {
        AuthorisationRequest request = unclearForGood();
        assertThat(world.openKinds(request)).containsExactly(TaskKind.OUTCOME_UNKNOWN);

        world.portal.refuseDeletions(null);
        world.during(FilingWorld.PACES.humanPause().plusHours(1), Duration.ofMinutes(5));

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.openTasks(request)).isEmpty();
        assertThat(world.portal.ledger()).hasSize(1);
    }

    private AuthorisationRequest unclearForGood() {
        world.portal.loseNextSubmission();
        world.portal.refuseDeletions(new Rejection("SUPPRESSION_IMPOSSIBLE", "Réessayez.", List.of()));
        AuthorisationRequest request = world.filed(employer);
        world.during(Duration.ofHours(2), MINUTE);
        return world.now(request);
    }
}
