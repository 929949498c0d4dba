package fr.passerelle.requests;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aGrant;
import static fr.passerelle.testing.Examples.aReceipt;
import static fr.passerelle.testing.Examples.aRefusal;
import static fr.passerelle.testing.Examples.aRequest;
import static fr.passerelle.testing.Examples.aResolution;
import static fr.passerelle.testing.Examples.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.AttemptId;
import fr.passerelle.ids.AuthorisationId;
import fr.passerelle.platform.PlatformFile.Complement;
import fr.passerelle.platform.Rejection;
import fr.passerelle.requests.RequestState.InformationRequested.Answer;
import fr.passerelle.requests.Situation.WaitingFor;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SituationTest {
    private static final FiledReceipt RECEIPT = aReceipt("D-1");
    private static final LocalDate SILENCE_ENDS = LocalDate.of(2026, 5, 2);
    private static final LocalDate ANSWER_DUE = LocalDate.of(2026, 4, 1);
    private static final Complement ASKED = new Complement(1, NOW, ANSWER_DUE, null, List.of(), null);

    static Stream<Arguments> states() {
        Rejection rejection = new Rejection("FORM", "Refusé", List.of());
        AttemptId attempt = AttemptId.next(NOW);
        return Stream.of(
                state(new RequestState.Draft(), WaitingFor.EMPLOYER, null, "state.draft"),
                state(new RequestState.NotAccepted(rejection), WaitingFor.EMPLOYER, null, "state.not_accepted"),
                state(new RequestState.Queued(), WaitingFor.US, null, "state.queued"),
                state(new RequestState.Filing(attempt), WaitingFor.US, null, "state.filing"),
                state(new RequestState.OutcomeUnknown(attempt), WaitingFor.US, null, "state.outcome_unknown"),
                state(new RequestState.Withdrawn("no"), WaitingFor.NOBODY, null, "state.withdrawn"),
                state(new RequestState.Filed(RECEIPT), WaitingFor.PLATFORM, SILENCE_ENDS, "state.filed"),
                state(new RequestState.UnderReview(RECEIPT), WaitingFor.PLATFORM, SILENCE_ENDS, "state.under_review"),
                asked(Answer.AWAITED, WaitingFor.EMPLOYER),
                asked(Answer.QUEUED, WaitingFor.US),
                asked(Answer.SENDING, WaitingFor.US),
                asked(Answer.OUTCOME_UNKNOWN, WaitingFor.US),
                asked(Answer.SENT, WaitingFor.PLATFORM),
                state(
                        new RequestState.Granted(RECEIPT, aGrant(), AuthorisationId.next(NOW)),
                        WaitingFor.NOBODY,
                        null,
                        "state.granted"),
                state(new RequestState.Refused(RECEIPT, aRefusal()), WaitingFor.NOBODY, null, "state.refused"),
                state(
                        new RequestState.DeemedRefused(RECEIPT, SILENCE_ENDS),
                        WaitingFor.EMPLOYER,
                        null,
                        "state.deemed_refused"),
                state(
                        new RequestState.DeemedGranted(RECEIPT, SILENCE_ENDS),
                        WaitingFor.NOBODY,
                        null,
                        "state.deemed_granted"),
                state(
                        new RequestState.ClosedByPlatform(RECEIPT, "Clôturée", null),
                        WaitingFor.EMPLOYER,
                        null,
                        "state.closed_by_platform"));
    }

    @ParameterizedTest
    @MethodSource("states")
    void saysWhoActsNextUntilWhen(
            RequestState state, WaitingFor waitingFor, @Nullable LocalDate nextDate, String sentence) {
        AuthorisationRequest request =
                aRequest().in(state).updatedAt(NOW.plusSeconds(60)).build();

        assertThat(Situation.of(request, List.of(), true))
                .isEqualTo(new Situation(waitingFor, NOW.plusSeconds(60), nextDate, sentence));
    }

    @Test
    void tellsAnAdoptionFromAFiling() {
        AuthorisationRequest adoption = aRequest().adopting("D-1").build();

        assertThat(Situation.of(adoption, List.of(), true).sentence()).isEqualTo("state.adopting");
    }

    @Test
    void countsTheTimesInWhichTheSilenceStoodStill() {
        AuthorisationRequest request = aRequest()
                .in(new RequestState.UnderReview(RECEIPT))
                .suspended(NOW, NOW.plus(Duration.ofDays(10)))
                .build();

        assertThat(Situation.of(request, List.of(), true).nextDate()).isEqualTo(SILENCE_ENDS.plusDays(10));
    }

    @Test
    void speaksOfTheMostUrgentTaskFirst() {
        AuthorisationRequest request = aRequest().queued().build();
        Task later = aTask().of(request)
                .kind(TaskKind.DOCUMENT_REFUSED)
                .dueAt(NOW.plus(Duration.ofDays(3)))
                .build();
        Task sooner = aTask().of(request)
                .kind(TaskKind.ALREADY_ON_PLATFORM)
                .dueAt(NOW.plus(Duration.ofDays(2)))
                .build();

        assertThat(Situation.of(request, List.of(later, sooner), true))
                .isEqualTo(
                        new Situation(WaitingFor.EMPLOYER, NOW, LocalDate.of(2026, 3, 4), "task.already_on_platform"));
    }

    @Test
    void isSilentAboutTasksThatWereSettled() {
        AuthorisationRequest request = aRequest().queued().build();
        Task settled = aTask().of(request).build().resolved(aResolution());

        assertThat(Situation.of(request, List.of(settled), true).sentence()).isEqualTo("state.queued");
    }

    @ParameterizedTest
    @CsvSource({"2026-03-04T22:59:59Z, 2026-03-04", "2026-03-04T23:00:00Z, 2026-03-05"})
    void namesTheDayInParisOnWhichATaskIsDue(Instant dueAt, LocalDate day) {
        AuthorisationRequest request = aRequest().queued().build();

        assertThat(Situation.of(
                                request,
                                List.of(aTask().of(request).dueAt(dueAt).build()),
                                true)
                        .nextDate())
                .isEqualTo(day);
    }

    @ParameterizedTest
    @MethodSource("states")
    void waitsForTheEmployerToLinkAnAccountWhenAllElseWouldGoOn(RequestState state, WaitingFor waitingFor) {
        AuthorisationRequest request = aRequest().in(state).build();
        boolean goesOn = waitingFor == WaitingFor.US || waitingFor == WaitingFor.PLATFORM;

        Situation unlinked = Situation.of(request, List.of(), false);

        assertThat(unlinked.waitingFor()).isEqualTo(goesOn ? WaitingFor.EMPLOYER : waitingFor);
        assertThat(unlinked.sentence().equals("account.unlinked")).isEqualTo(goesOn);
    }

    @Test
    void speaksOfATaskBeforeTheMissingAccount() {
        AuthorisationRequest request = aRequest().queued().build();
        Task task = aTask().of(request).kind(TaskKind.MANDATE_LAPSED).build();

        assertThat(Situation.of(request, List.of(task), false).sentence()).isEqualTo("task.mandate_lapsed");
    }

    private static Arguments asked(Answer answer, WaitingFor waitingFor) {
        return state(
                new RequestState.InformationRequested(RECEIPT, ASKED, answer),
                waitingFor,
                ANSWER_DUE,
                "state.information_requested." + RequestState.lower(answer));
    }

    private static Arguments state(
            RequestState state, WaitingFor waitingFor, @Nullable LocalDate nextDate, String sentence) {
        return Arguments.of(state, waitingFor, nextDate, sentence);
    }
}
