package fr.passerelle.requests;

import static fr.passerelle.testing.Examples.aGrant;
import static fr.passerelle.testing.Examples.aReceipt;
import static fr.passerelle.testing.Examples.aRefusal;
import static fr.passerelle.testing.Examples.aRequest;
import static fr.passerelle.testing.Examples.filed;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.AttemptId;
import fr.passerelle.ids.AuthorisationId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.law.Certainty;
import fr.passerelle.law.time.Deadline;
import fr.passerelle.law.time.Deadline.Dated;
import fr.passerelle.law.time.Deadline.Reading;
import fr.passerelle.law.time.ReviewTime;
import fr.passerelle.parties.Employer;
import fr.passerelle.platform.FilingForm.ContractType;
import fr.passerelle.platform.Receipt;
import fr.passerelle.testing.Examples;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The times of requests that are filed on 2 March 2026 for a contract that starts on 4 May. */
class RequestDeadlinesTest {
    private static final LocalDate SILENCE = LocalDate.of(2026, 5, 2);

    private final FilingWorld world = new FilingWorld();
    private final Employer employer = world.employer();

    @Test
    void knowsOfADraftByWhenToFileIt() {
        assertThat(shown(aRequest().build())).containsExactly("FILE_BY 2026-03-04");
    }

    @Test
    void knowsNothingOfADraftWithoutAStart() {
        AuthorisationRequest request =
                aRequest().content(typed -> typed.starting(null)).build();

        assertThat(RequestDeadlines.of(request)).isEmpty();
        assertThat(RequestDeadlines.willMissStart(request, Examples.NOW)).isEmpty();
    }

    @Test
    void runsWhileADecisionIsAwaited() {
        assertThat(shown(aRequest().in(filed("D-1")).build()))
                .containsExactly(
                        "FILE_BY 2026-03-04", "DAT_SILENCE_REFUSAL 2026-05-02", "PORTAL_INACTIVITY_CLOSURE 2026-04-02");
    }

    @Test
    @Tag("CESEDA-L554-3")
    void letsSilenceGrantForAnAsylumSeeker() {
        AuthorisationRequest request = aRequest()
                .content(typed -> typed.type(RequestType.DEMANDEUR_ASILE))
                .in(filed("D-1"))
                .trail(AuthorisationRequest.Trail.begunAt(Examples.NOW)
                        .asylum(new AsylumClaim(LocalDate.of(2025, 9, 1), null)))
                .build();

        assertThat(shown(request))
                .contains("DAT_ASYLUM_SILENCE_GRANT 2026-05-02")
                .noneMatch(one -> one.startsWith("DAT_SILENCE_REFUSAL"));
    }

    @Test
    @Tag("CESEDA-L554-3")
    void knowsNotWhatSilenceMeansWhereNoPaperTellsOfAsylum() {
        AuthorisationRequest request = aRequest()
                .content(typed -> typed.type(RequestType.DEMANDEUR_ASILE))
                .in(filed("D-1"))
                .build();

        assertThat(RequestDeadlines.of(request).stream()
                        .filter(one -> one.code().contains("SILENCE"))
                        .map(one -> one.code() + " " + one.certainty()))
                .containsExactly("DAT_SILENCE_REFUSAL UNVERIFIED", "DAT_ASYLUM_SILENCE_GRANT UNVERIFIED");
    }

    @Test
    @Tag("CRPA-L232-4")
    void runsAgainstASilentRefusal() {
        assertThat(shown(aRequest()
                        .in(new RequestState.DeemedRefused(aReceipt("D-1"), SILENCE))
                        .build()))
                .containsExactly(
                        "FILE_BY 2026-03-04",
                        "DAT_SILENCE_REFUSAL 2026-05-02",
                        "REASONS_REQUEST 2026-07-02",
                        "ADMIN_APPEAL 2026-07-02",
                        "APPEAL_COURT_IMPLICIT 2026-07-02");
    }

    @Test
    @Tag("CJA-R421-1")
    void runsAgainstAnExpressRefusal() {
        assertThat(shown(aRequest()
                        .in(new RequestState.Refused(aReceipt("D-1"), aRefusal()))
                        .build()))
                .containsExactly("FILE_BY 2026-03-04", "ADMIN_APPEAL 2026-06-01", "APPEAL_COURT_EXPLICIT 2026-06-01");
    }

    @Test
    @Tag("CRPA-L411-7")
    @Tag("CRPA-L232-4")
    void goesOnWithWhatPeopleDidAboutASilentRefusal() {
        Reminders said = Reminders.NONE.reasonsAsked(LocalDate.of(2026, 5, 10)).appealed(LocalDate.of(2026, 6, 15));

        assertThat(shown(refused(said)))
                .containsExactly(
                        "FILE_BY 2026-03-04",
                        "DAT_SILENCE_REFUSAL 2026-05-02",
                        "REASONS_ANSWER 2026-06-10",
                        "ADMIN_APPEAL_SILENCE 2026-08-15",
                        "APPEAL_COURT_IMPLICIT 2026-10-15");
        assertThat(shown(refused(said.appealRejected(LocalDate.of(2026, 7, 1)))))
                .endsWith("REASONS_ANSWER 2026-06-10", "APPEAL_COURT_IMPLICIT 2026-09-01");
        assertThat(shown(refused(said.asSettled())))
                .containsExactly("FILE_BY 2026-03-04", "DAT_SILENCE_REFUSAL 2026-05-02");
    }

    @ParameterizedTest
    @CsvSource({"2026-01-09", "2026-05-02", "2026-12-31", "2026-11-08"})
    @Tag("CJA-R421-2")
    void showsTheLastDayThatItTells(LocalDate lastDay) {
        AuthorisationRequest request = aRequest()
                .in(new RequestState.DeemedRefused(aReceipt("D-1"), lastDay))
                .build();
        Dated court = (Dated) RequestDeadlines.of(request).getLast();

        assertThat(Timers.untold(request))
                .allSatisfy(timer -> assertThat(timer.actBy()).isEqualTo(court.date()));
        assertThat(Timers.untold(request)).isNotEmpty();
    }

    @Test
    @Tag("CRPA-R112-11-1")
    void expectsNoAcknowledgementOnceOneWasRead() {
        Receipt bare = new Receipt(
                aReceipt("D-1").receipt().deposit(), null, Examples.NOW, "le 02/03/2026 à 10h00", null, null);
        AuthorisationRequest unacknowledged = aRequest()
                .in(new RequestState.Filed(new FiledReceipt(bare, FiledReceipt.Obtained.RECEIPT)))
                .build();
        AuthorisationRequest seen = aRequest()
                .in(new RequestState.Filed(
                        new FiledReceipt(aReceipt("D-1").receipt(), FiledReceipt.Obtained.RECONCILIATION)))
                .build();

        assertThat(shown(unacknowledged)).contains("AR_ELECTRONIC_ACK 2026-03-16");
        assertThat(shown(seen)).contains("AR_ELECTRONIC_ACK 2026-03-16");
        assertThat(shown(aRequest().in(filed("D-1")).build())).noneMatch(one -> one.startsWith("AR_ELECTRONIC_ACK"));
    }

    @Test
    @Tag("CRPA-R112-11-2")
    void expectsTheRegistrationReceiptOnlyWhileItsFateIsUnknown() {
        AuthorisationRequest.Trail sent =
                AuthorisationRequest.Trail.begunAt(Examples.NOW).submittedAt(Examples.NOW);

        assertThat(shown(aRequest()
                        .in(new RequestState.OutcomeUnknown(AttemptId.next(Examples.NOW)))
                        .trail(sent)
                        .build()))
                .contains("AEE_REGISTRATION_RECEIPT 2026-03-03");
        assertThat(shown(aRequest()
                        .in(new RequestState.Withdrawn("hired elsewhere"))
                        .trail(sent)
                        .build()))
                .isEmpty();
    }

    private static AuthorisationRequest refused(Reminders said) {
        return aRequest()
                .in(new RequestState.DeemedRefused(aReceipt("D-1"), SILENCE))
                .trail(AuthorisationRequest.Trail.begunAt(Examples.NOW).reminders(said))
                .build();
    }

    @Test
    @Tag("C-trav-R5221-32")
    void opensTheRenewalOfWhatWasGranted() {
        AuthorisationRequest request = aRequest()
                .in(new RequestState.Granted(aReceipt("D-1"), aGrant(), AuthorisationId.next(Examples.NOW)))
                .build();

        assertThat(RequestDeadlines.of(request).getLast()).isInstanceOfSatisfying(Dated.class, window -> {
            assertThat(window.opens()).isEqualTo(LocalDate.of(2027, 3, 3));
            assertThat(window.date()).isEqualTo(LocalDate.of(2027, 3, 31));
        });
    }

    @Test
    @Tag("CRPA-R112-11-1")
    void tellsTheDayThatTheReceiptPrintsBesideOurs() {
        Receipt receipt = aReceipt("D-1").receipt();
        Receipt printing = new Receipt(
                receipt.deposit(),
                null,
                receipt.registeredAt(),
                receipt.registeredAtText(),
                null,
                LocalDate.of(2026, 5, 4));
        RequestState state = new RequestState.Filed(new FiledReceipt(printing, FiledReceipt.Obtained.RECEIPT));

        Deadline silence = RequestDeadlines.of(aRequest().in(state).build()).get(1);

        assertThat(silence)
                .isInstanceOfSatisfying(
                        Dated.class,
                        dated -> assertThat(dated.readings())
                                .containsExactly(
                                        new Reading("legal", null, SILENCE),
                                        new Reading("portal", null, SILENCE),
                                        new Reading("printed", null, LocalDate.of(2026, 5, 4))));
    }

    @ParameterizedTest
    @CsvSource({
        "SALARIE, 2026-05-04, 2026-03-04",
        "SALARIE, 2026-04-30, 2026-02-28",
        "SALARIE, 2028-04-30, 2028-02-29",
        "SAISONNIER, 2026-05-04, 2026-03-09"
    })
    void countsBackFromTheStartByWhatPracticeTellsOfTheType(RequestType type, LocalDate start, LocalDate fileBy) {
        Dated found = RequestDeadlines.fileBy(aRequest()
                        .content(typed ->
                                typed.type(type).contract(ContractType.SEASONAL).starting(start))
                        .build())
                .orElseThrow();

        assertThat(found.date()).isEqualTo(fileBy);
        assertThat(found.certainty()).isEqualTo(Certainty.PRACTICE);
        assertThat(found.basis()).isNotEmpty();
    }

    @Test
    void countsBackByWhatWasMeasuredWhereItWas() {
        ReviewTime measured = new ReviewTime(20, 61, 40, LocalDate.of(2025, 9, 1), LocalDate.of(2026, 3, 1));
        AuthorisationRequest request = aRequest()
                .content(typed -> typed.starting(LocalDate.of(2026, 5, 4)))
                .build()
                .expecting(Optional.of(measured));

        Dated found = RequestDeadlines.fileBy(request).orElseThrow();

        assertThat(found.date()).isEqualTo(LocalDate.of(2026, 3, 4));
        assertThat(found.certainty()).isEqualTo(Certainty.COMPUTED);
        assertThat(found.readings())
                .containsExactly(
                        new Reading("p90", null, LocalDate.of(2026, 3, 4)),
                        new Reading("p50", null, LocalDate.of(2026, 4, 14)));
    }

    @ParameterizedTest
    @CsvSource({"2026-03-04T22:59:59Z, false", "2026-03-04T23:00:00Z, true"})
    void missesTheStartOnceTheDayToFileIsOver(Instant now, boolean willMiss) {
        assertThat(RequestDeadlines.willMissStart(aRequest().build(), now)).contains(willMiss);
        assertThat(RequestDeadlines.willMissStart(
                        aRequest()
                                .in(new RequestState.Filed(aReceipt("D-1", now)))
                                .build(),
                        now.plusSeconds(9_000_000)))
                .contains(willMiss);
    }

    @Test
    void asksNoLongerWhetherTheStartIsMissedOnceThereIsADecision() {
        assertThat(RequestDeadlines.willMissStart(
                        aRequest()
                                .in(new RequestState.Refused(aReceipt("D-1"), aRefusal()))
                                .build(),
                        Examples.NOW))
                .isEmpty();
    }

    @Test
    @Tag("CRPA-L114-5")
    void tellsOfADayThatMovesAndKeepsTheOneBefore() {
        AuthorisationRequest request = world.filed(employer);
        assertThat(world.now(request).trail().deadlines().of("DAT_SILENCE_REFUSAL"))
                .hasValueSatisfying(told -> {
                    assertThat(told.date()).isEqualTo(SILENCE);
                    assertThat(told.past()).isEmpty();
                });
        world.on("2026-03-10T10:00");
        world.portal.askForComplement(world.deposit(request), "Une pièce.", LocalDate.of(2026, 3, 25));
        world.on("2026-03-12T10:00");

        assertThat(moves("DAT_SILENCE_REFUSAL")).containsExactly("2026-05-02 -> 2026-05-17");
        assertThat(world.now(request).trail().deadlines().of("DAT_SILENCE_REFUSAL"))
                .hasValueSatisfying(told -> {
                    assertThat(told.date()).isEqualTo(LocalDate.of(2026, 5, 17));
                    assertThat(told.past())
                            .singleElement()
                            .satisfies(past -> assertThat(past.date()).isEqualTo(SILENCE));
                });

        world.portal.answerByHand(world.deposit(request), 1);
        world.on("2026-03-14T10:00");

        assertThat(moves("DAT_SILENCE_REFUSAL"))
                .containsExactly("2026-05-02 -> 2026-05-17", "2026-05-17 -> 2026-05-04");
        assertThat(moved().stream().map(Event::sequence)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    @Tag("CRPA-L114-5")
    void tellsThatADayCanNoLongerBeKnownAndWhenItCanAgain() {
        AuthorisationRequest request = world.filed(employer);
        world.on("2026-03-10T10:00");
        world.portal.askForComplement(world.deposit(request), "Une pièce.", null);
        world.on("2026-03-12T10:00");

        assertThat(moves("DAT_SILENCE_REFUSAL")).containsExactly("2026-05-02 -> null");
        assertThat(world.now(request).trail().deadlines().of("DAT_SILENCE_REFUSAL"))
                .hasValueSatisfying(told -> {
                    assertThat(told.date()).isNull();
                    assertThat(told.past())
                            .extracting(KnownDeadlines.Past::date)
                            .containsExactly(SILENCE);
                });

        world.portal.answerByHand(world.deposit(request), 1);
        world.on("2026-03-14T10:00");

        assertThat(moves("DAT_SILENCE_REFUSAL")).containsExactly("2026-05-02 -> null", "null -> 2026-05-04");
        assertThat(moved().stream().map(Event::sequence)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    @Tag("CRPA-L114-5")
    void takesTheDayOfFurtherItemsForNoMoveOfTheFirst() {
        AuthorisationRequest request = world.filed(employer);
        world.on("2026-03-10T10:00");
        world.portal.askForComplement(world.deposit(request), "Une pièce.", LocalDate.of(2026, 4, 10));
        world.on("2026-03-12T10:00");
        world.portal.answerByHand(world.deposit(request), 1);
        world.portal.askForComplement(world.deposit(request), "Une autre.", LocalDate.of(2026, 5, 20));
        world.on("2026-03-14T10:00");

        assertThat(moves("INCOMPLETE_FILE_SUSPENSION")).isEmpty();
        assertThat(world.now(request).trail().deadlines().of("INCOMPLETE_FILE_SUSPENSION"))
                .hasValueSatisfying(told -> assertThat(told.date()).isEqualTo(LocalDate.of(2026, 5, 20)));
    }

    @Test
    void tellsNothingWhereNoDayMoves() {
        AuthorisationRequest request = world.filed(employer);

        world.on("2026-03-12T10:00");

        assertThat(moved()).isEmpty();
        assertThat(world.now(request).trail().deadlines().days())
                .allSatisfy(told -> assertThat(told.past()).isEmpty());
    }

    private List<String> moves(String code) {
        return moved().stream()
                .filter(event -> code.toLowerCase(java.util.Locale.ROOT)
                        .equals(event.data().get("code")))
                .map(event -> event.data().get("from") + " -> " + event.data().get("to"))
                .toList();
    }

    private List<Event> moved() {
        return world.journal().stream()
                .map(RecordedEvent::event)
                .filter(event -> event.type() == EventType.DEADLINE_MOVED)
                .toList();
    }

    private static List<String> shown(AuthorisationRequest request) {
        return RequestDeadlines.of(request).stream()
                .map(one -> one.code() + " " + ((Dated) one).date())
                .toList();
    }
}
