package fr.passerelle.requests;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aGrant;
import static fr.passerelle.testing.Examples.aReceipt;
import static fr.passerelle.testing.Examples.aRefusal;
import static fr.passerelle.testing.Examples.aRequest;
import static fr.passerelle.testing.Examples.anAttempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import fr.passerelle.ids.AttemptId;
import fr.passerelle.ids.AuthorisationId;
import fr.passerelle.platform.PlatformFile.Complement;
import fr.passerelle.platform.Rejection;
import fr.passerelle.requests.RequestState.InformationRequested.Answer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RequestStateTest {
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final AttemptId ATTEMPT = AttemptId.next(NOW);
    private static final FiledReceipt RECEIPT = aReceipt("D-1");
    private static final Rejection REJECTION = new Rejection("FORM", "Refusé", List.of());
    private static final LocalDate SILENCE_ENDS = LocalDate.of(2026, 5, 2);
    private static final Complement ASKED = new Complement(1, NOW, null, null, List.of(), null);

    /** Each state, with whether it is over, live and editable. */
    static Stream<Arguments> states() {
        return Stream.of(
                Arguments.of("draft", new RequestState.Draft(), false, true, true),
                Arguments.of("queued", new RequestState.Queued(), false, true, false),
                Arguments.of("filing", new RequestState.Filing(ATTEMPT), false, true, false),
                Arguments.of("outcome_unknown", new RequestState.OutcomeUnknown(ATTEMPT), false, true, false),
                Arguments.of("not_accepted", new RequestState.NotAccepted(REJECTION), false, true, true),
                Arguments.of("withdrawn", new RequestState.Withdrawn("no"), true, false, false),
                Arguments.of("filed", new RequestState.Filed(RECEIPT), false, true, false),
                Arguments.of("under_review", new RequestState.UnderReview(RECEIPT), false, true, false),
                Arguments.of(
                        "information_requested",
                        new RequestState.InformationRequested(RECEIPT, ASKED, Answer.SENT),
                        false,
                        true,
                        false),
                Arguments.of(
                        "granted",
                        new RequestState.Granted(RECEIPT, aGrant(), AuthorisationId.next(NOW)),
                        true,
                        false,
                        false),
                Arguments.of("refused", new RequestState.Refused(RECEIPT, aRefusal()), true, false, false),
                Arguments.of(
                        "deemed_refused", new RequestState.DeemedRefused(RECEIPT, SILENCE_ENDS), false, false, false),
                Arguments.of(
                        "deemed_granted", new RequestState.DeemedGranted(RECEIPT, SILENCE_ENDS), false, false, false),
                Arguments.of(
                        "closed_by_platform",
                        new RequestState.ClosedByPlatform(RECEIPT, "Clôturée", null),
                        true,
                        false,
                        false));
    }

    @ParameterizedTest
    @MethodSource("states")
    void saysWhetherItIsOverLiveAndEditable(
            String code, RequestState state, boolean over, boolean live, boolean editable) {
        assertThat(state.code()).isEqualTo(code);
        assertThat(state.isOver()).isEqualTo(over);
        assertThat(state.countsAsLive()).isEqualTo(live);
        assertThat(state.isEditable()).isEqualTo(editable);
    }

    @Test
    void hasAllItsCodesListed() {
        assertThat(states().map(state -> state.get()[0])).containsExactlyInAnyOrderElementsOf(RequestState.CODES);
        assertThat(states().filter(state -> (boolean) state.get()[2]).map(state -> state.get()[0]))
                .containsExactlyInAnyOrderElementsOf(RequestState.CODES_WHEN_OVER);
    }

    @ParameterizedTest
    @MethodSource("states")
    void isChangedAndQueuedOnlyWhileItIsEditable(
            String code, RequestState state, boolean over, boolean live, boolean editable) {
        AuthorisationRequest request = aRequest().in(state).build();

        allowsIf(editable, request, from -> from.queued(from.wishes(), LATER));
        allowsIf(
                editable,
                request,
                from -> from.changed(from.worker(), from.content(), from.wishes(), from.metadata(), LATER));
    }

    @ParameterizedTest
    @MethodSource("states")
    void isReachedFromTheStatesThatPermitIt(String code, RequestState state) {
        AuthorisationRequest request = aRequest().in(state).build();
        boolean onPlatform = state instanceof RequestState.OnPlatform;

        allowsIf(is(code, "queued"), request, from -> from.filing(ATTEMPT, LATER));
        allowsIf(is(code, "filing"), request, from -> from.outcomeUnknown(ATTEMPT, NOW, LATER));
        allowsIf(is(code, "filing", "outcome_unknown"), request, from -> from.notFiled(LATER));
        allowsIf(is(code, "queued", "filing", "outcome_unknown"), request, from -> from.notAccepted(REJECTION, LATER));
        allowsIf(is(code, "draft", "not_accepted", "queued"), request, from -> from.withdrawn("no", LATER));
        allowsIf(!onPlatform && !is(code, "withdrawn"), request, from -> from.filed(RECEIPT, NOW, LATER));
        allowsIf(is(code, "information_requested"), request, from -> from.answering(Answer.SENT, LATER));
    }

    @Test
    void beginsAgainAsADraftWhenARejectedRequestIsChanged() {
        AuthorisationRequest rejected =
                aRequest().in(new RequestState.NotAccepted(REJECTION)).build();

        AuthorisationRequest changed =
                rejected.changed(rejected.worker(), rejected.content(), rejected.wishes(), rejected.metadata(), LATER);

        assertThat(changed.state()).isEqualTo(new RequestState.Draft());
        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.updatedAt()).isEqualTo(LATER);
        assertThat(changed.createdAt()).isEqualTo(NOW);
    }

    @Test
    void keepsItsInstantsApart() {
        AuthorisationRequest queued =
                aRequest().build().queued(aRequest().build().wishes(), NOW.plusSeconds(1));
        AuthorisationRequest filing = queued.filing(ATTEMPT, NOW.plusSeconds(2));
        AuthorisationRequest unknown = filing.outcomeUnknown(ATTEMPT, NOW.plusSeconds(3), NOW.plusSeconds(4));
        AuthorisationRequest filed = unknown.filed(RECEIPT, null, NOW.plusSeconds(5));

        assertThat(filed.trail().receivedAt()).isEqualTo(NOW.plusSeconds(1));
        assertThat(filed.trail().submittedAt()).isEqualTo(NOW.plusSeconds(3));
        assertThat(filed.trail().stateSince()).isEqualTo(NOW.plusSeconds(5));
        assertThat(filed.receipt()).contains(RECEIPT);
    }

    @Test
    void forgetsASubmissionThatWasProvenNotToBeFiled() {
        AuthorisationRequest unknown = aRequest()
                .queued()
                .build()
                .filing(ATTEMPT, NOW)
                .outcomeUnknown(ATTEMPT, NOW, NOW)
                .notFiled(LATER);

        assertThat(unknown.state()).isEqualTo(new RequestState.Queued());
        assertThat(unknown.trail().submittedAt()).isNull();
    }

    @Test
    void gathersTheWarningsThatWereAcknowledgedAndKeepsTheAuthor() {
        AuthorisationRequest request = aRequest().acknowledging("a").build();

        AuthorisationRequest.Wishes wishes = request.wishes().submittedBy("user-9", null, Set.of("b"));

        assertThat(wishes.acknowledged()).containsExactlyInAnyOrder("a", "b");
        assertThat(wishes.actingUser()).isEqualTo("user-1");
        assertThat(request.wishes().submittedBy(null, "user-8", Set.of()).actingUser())
                .isEqualTo("user-1");
    }

    @ParameterizedTest
    @EnumSource
    void excludesAnotherAttemptUnlessItFiledNothing(Attempt.State state) {
        boolean mayHaveFiled = Set.of(
                        Attempt.State.PREPARING, Attempt.State.INTENDED, Attempt.State.UNKNOWN, Attempt.State.ACCEPTED)
                .contains(state);

        assertThat(state.excludesAnother()).isEqualTo(mayHaveFiled);
    }

    @Test
    void endsAnAttemptOnce() {
        Attempt closed = anAttempt().build().intended(NOW).closed(Attempt.State.ACCEPTED, null, "receipt", null, LATER);

        assertThat(closed.intentAt()).isEqualTo(NOW);
        assertThatIllegalStateException()
                .isThrownBy(() -> closed.closed(Attempt.State.NOT_FILED, null, "again", null, LATER));
    }

    @Test
    void looksUpAnAttemptWhoseOutcomeIsUnknownAlone() {
        Attempt intended = anAttempt().build().intended(NOW);

        assertThatIllegalStateException().isThrownBy(() -> intended.looked(intended.looks()));
        assertThatIllegalStateException().isThrownBy(() -> anAttempt().build().unknown(null, "timeout"));
        assertThatIllegalStateException().isThrownBy(() -> intended.intended(LATER));
        assertThat(intended.unknown(null, "timeout").sentAt()).isEqualTo(NOW);
    }

    private static boolean is(String code, String... codes) {
        return Arrays.asList(codes).contains(code);
    }

    private static void allowsIf(
            boolean allowed, AuthorisationRequest request, UnaryOperator<AuthorisationRequest> transition) {
        if (allowed) {
            assertThat(transition.apply(request).version()).isEqualTo(request.version() + 1);
        } else {
            assertThatIllegalStateException().isThrownBy(() -> transition.apply(request));
        }
    }
}
