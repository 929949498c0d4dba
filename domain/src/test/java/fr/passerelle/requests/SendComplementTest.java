package fr.passerelle.requests;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.parties.Employer;
import fr.passerelle.platform.FileStatus;
import fr.passerelle.platform.InMemoryPlatform.Call;
import fr.passerelle.platform.Rejection;
import fr.passerelle.requests.RequestState.InformationRequested;
import fr.passerelle.requests.RequestState.InformationRequested.Answer;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.tasks.TaskOutcome;
import fr.passerelle.testing.Examples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendComplementTest {
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    private final FilingWorld world = new FilingWorld();
    private final Employer employer = world.employer();

    @Test
    void tellsTheEmployerWhatIsAskedAndByWhen() {
        AuthorisationRequest request = world.asked(employer);

        assertThat(answer(request)).isEqualTo(Answer.AWAITED);
        assertThat(world.openKinds(request)).containsExactly(TaskKind.COMPLEMENT_ASKED);
        assertThat(world.task(request).dueAt()).isEqualTo("2026-03-31T22:00:00Z");
    }

    @Test
    void sendsTheAnswerAndSettlesTheTask() {
        AuthorisationRequest request = answered(world.asked(employer), 1);
        world.runUntilIdle();
        assertThat(answer(request)).isEqualTo(Answer.SENT);

        world.after(HALF_A_DAY);

        assertThat(world.state(request)).isEqualTo("under_review");
        assertThat(world.openTasks(request)).isEmpty();
        assertThat(world.events(request))
                .containsSubsequence(
                        "request.information_requested", "request.complement_sent", "request.under_review");
        assertThat(world.attempts(request))
                .extracting(attempt -> attempt.kind().code())
                .containsExactlyInAnyOrder("submission", "complement-1");
    }

    @Test
    void answersASecondRequestForComplements() {
        AuthorisationRequest request = answered(world.asked(employer), 1);
        world.after(HALF_A_DAY);

        world.portal.askForComplement(world.deposit(request), "Encore une pièce.", Examples.TODAY.plusDays(60));
        world.after(HALF_A_DAY);
        answered(world.now(request), 2);
        world.runUntilIdle();
        world.after(HALF_A_DAY);

        assertThat(world.state(request)).isEqualTo("under_review");
        assertThat(world.openTasks(request)).isEmpty();
        assertThat(world.portal.calls(Call.SEND_COMPLEMENT)).isEqualTo(2);
        assertThat(world.now(request).trail().suspensions()).hasSize(2);
    }

    @Test
    void saysWhatTheAnswerLacks() {
        AuthorisationRequest request = world.asked(employer);

        Outcome outcome = FilingWorld.got(world.answering.answer(world.tenant, request.id(), 1, FilingWorld.key()));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.NotReady.class,
                        not -> assertThat(not.completeness().missing())
                                .extracting(gap -> String.valueOf(gap.document()))
                                .containsExactly(FilingWorld.COMPLEMENT_PIECE));
    }

    @Test
    void doesNotAnswerARequestThatWasNotMade() {
        AuthorisationRequest request = world.asked(employer);

        Outcome outcome = FilingWorld.got(world.answering.answer(world.tenant, request.id(), 2, FilingWorld.key()));

        assertThat(outcome).isEqualTo(new Outcome.WrongState("information_requested"));
    }

    @Test
    void findsTheAnswerWhoseReceiptWasLost() {
        AuthorisationRequest request = answered(world.asked(employer), 1);
        world.portal.loseNextSubmitAnswer();
        world.runUntilIdle();
        assertThat(answer(request)).isEqualTo(Answer.OUTCOME_UNKNOWN);

        world.after(Duration.ofMinutes(5));

        assertThat(world.events(request)).containsOnlyOnce("request.complement_sent");
        assertThat(world.portal.calls(Call.SEND_COMPLEMENT)).isEqualTo(1);
        assertThat(world.openTasks(request)).isEmpty();
    }

    @Test
    void keepsTheReceiptWhenAHumanSettlesTheTaskMeanwhile() {
        AuthorisationRequest request = answered(world.asked(employer), 1);
        FilingWorld.Frozen sender = world.freezeBefore("send_complement");

        world.resolve(world.task(request, TaskKind.COMPLEMENT_ASKED), TaskOutcome.DONE_OUTSIDE);
        sender.wakesUp();

        assertThat(answer(request)).isEqualTo(Answer.SENT);
        assertThat(world.attemptStates(request)).containsOnly(Attempt.State.ACCEPTED);
        assertThat(world.openTasks(request)).isEmpty();
    }

    @Test
    void isNotWithdrawnWhileAnAnswerIsOnItsWay() {
        AuthorisationRequest request = answered(world.asked(employer), 1);
        FilingWorld.Frozen sender = world.freezeBefore("send_complement");
        world.withdraw(request);

        ResolveTask.Resolved resolved =
                world.resolve(world.task(request, TaskKind.WITHDRAWAL_WISHED), TaskOutcome.DONE_OUTSIDE);
        sender.wakesUp();

        assertThat(resolved).isEqualTo(new ResolveTask.Resolved.Overtaken());
        assertThat(answer(request)).isEqualTo(Answer.SENT);
    }

    @Test
    void asksAHumanWhetherAnAnswerArrivedThatCannotBeFound() {
        AuthorisationRequest request = lost();

        assertThat(world.openKinds(request)).contains(TaskKind.COMPLEMENT_UNKNOWN);
        world.during(Duration.ofDays(2), HALF_A_DAY);
        assertThat(world.openKinds(request)).containsOnlyOnce(TaskKind.COMPLEMENT_UNKNOWN);
        assertThat(world.portal.calls(Call.SEND_COMPLEMENT)).isEqualTo(1);
    }

    @Test
    void sendsAgainWhenAHumanFoundNoAnswer() {
        AuthorisationRequest request = lost();

        world.resolve(world.task(request, TaskKind.COMPLEMENT_UNKNOWN), TaskOutcome.NOT_FOUND);
        world.runUntilIdle();
        world.after(HALF_A_DAY);

        assertThat(world.state(request)).isEqualTo("under_review");
        assertThat(world.openTasks(request)).isEmpty();
    }

    @Test
    void followsTheFileAgainWhenAHumanAnsweredOnThePortal() {
        AuthorisationRequest request = lost();

        world.resolve(world.task(request, TaskKind.COMPLEMENT_UNKNOWN), TaskOutcome.ANSWERED_ON_PORTAL);
        world.portal.grant(world.deposit(request), "AT-1");
        world.after(HALF_A_DAY);

        assertThat(world.state(request)).isEqualTo("granted");
        assertThat(world.openTasks(request)).isEmpty();
    }

    @Test
    void doesNotMissADecisionWhileItsAnswerIsUnclear() {
        AuthorisationRequest request = lost();

        world.portal.grant(world.deposit(request), "AT-1");
        world.after(HALF_A_DAY);

        assertThat(world.state(request)).isEqualTo("granted");
        assertThat(world.openTasks(request)).isEmpty();
        assertThat(world.attempts(request)).allMatch(attempt -> attempt.closedAt() != null);
    }

    @Test
    void sendsNothingWhenAHumanAnsweredMeanwhile() {
        AuthorisationRequest request = answered(world.asked(employer), 1);
        world.portal.answerByHand(world.deposit(request), 1);

        world.after(HALF_A_DAY);

        assertThat(world.state(request)).isEqualTo("under_review");
        assertThat(world.portal.calls(Call.SEND_COMPLEMENT)).isZero();
        assertThat(world.openTasks(request)).isEmpty();
    }

    @Test
    void sendsNothingOnceItIsDecided() {
        AuthorisationRequest request = answered(world.asked(employer), 1);
        world.portal.show(world.deposit(request), FileStatus.CLOSED);

        world.runUntilIdle();

        assertThat(world.state(request)).isEqualTo("closed_by_platform");
        assertThat(world.portal.calls(Call.SEND_COMPLEMENT)).isZero();
    }

    @Test
    void asksForAnotherDocumentWhenThePortalRefusesOne() {
        AuthorisationRequest request = answered(world.asked(employer), 1);
        world.portal.rejectDocuments(new Rejection("PIECE_ILLISIBLE", "Illisible", List.of()));
        world.runUntilIdle();
        assertThat(answer(request)).isEqualTo(Answer.AWAITED);
        assertThat(world.openKinds(request)).contains(TaskKind.DOCUMENT_REFUSED);

        world.portal.rejectDocuments(null);
        answered(world.now(request), 1);
        world.runUntilIdle();

        assertThat(answer(request)).isEqualTo(Answer.SENT);
        assertThat(world.openTasks(request)).isEmpty();
    }

    @Test
    void keepsTheReceiptThatCameWhileTheClientWishedToWithdraw() {
        AuthorisationRequest request = answered(world.asked(employer), 1);
        FilingWorld.Frozen sender = world.freezeBefore("send_complement");
        world.withdraw(request);

        sender.wakesUp();

        assertThat(answer(request)).isEqualTo(Answer.SENT);
        assertThat(world.openKinds(request)).containsExactly(TaskKind.WITHDRAWAL_WISHED);
    }

    @Test
    void takesOverFromASenderThatStopped() {
        AuthorisationRequest request = answered(world.asked(employer), 1);
        FilingWorld.Frozen late = world.freezeBefore("send_complement");
        world.store.expireLeases();
        world.runOnce();
        assertThat(answer(request)).isEqualTo(Answer.OUTCOME_UNKNOWN);

        late.wakesUp();
        world.after(Duration.ofMinutes(5));

        assertThat(world.events(request)).containsOnlyOnce("request.complement_sent");
        assertThat(world.attempts(request).stream().filter(a -> a.state() == Attempt.State.ACCEPTED))
                .hasSize(2);
    }

    @Test
    void waitsLongerEachTimeNothingCouldBeSent() {
        AuthorisationRequest request = answered(world.asked(employer), 1);
        for (int i = 0; i < 50; i++) {
            world.portal.failBeforeSendingNextSubmission();
        }

        world.during(Duration.ofMinutes(10), Duration.ofSeconds(10));

        assertThat(answer(request)).isEqualTo(Answer.QUEUED);
        assertThat(world.portal.calls(Call.SEND_COMPLEMENT)).isLessThan(10);
    }

    private AuthorisationRequest answered(AuthorisationRequest request, int number) {
        world.attachedToComplement(request, number);
        return FilingWorld.done(world.answering.answer(world.tenant, request.id(), number, FilingWorld.key()));
    }

    /** A request whose answer was lost on its way, until a human has the task. */
    private AuthorisationRequest lost() {
        AuthorisationRequest request = answered(world.asked(employer), 1);
        world.portal.loseNextSubmission();
        world.during(Duration.ofMinutes(10), Duration.ofMinutes(1));
        return world.now(request);
    }

    private Answer answer(AuthorisationRequest request) {
        return ((InformationRequested) world.now(request).state()).answer();
    }
}
