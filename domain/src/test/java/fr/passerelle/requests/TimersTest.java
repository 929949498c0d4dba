package fr.passerelle.requests;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aReceipt;
import static fr.passerelle.testing.Examples.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.AttemptId;
import fr.passerelle.law.Certainty;
import fr.passerelle.platform.Receipt;
import fr.passerelle.requests.FiledReceipt.Obtained;
import fr.passerelle.requests.Timers.Code;
import fr.passerelle.requests.Timers.Timer;
import fr.passerelle.testing.RequestBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What runs on a request; most are registered on Monday, 2 March 2026. */
class TimersTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final LocalDate ON = LocalDate.of(2026, 5, 2);

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T10:00, 2026-03-03",
        "2026-03-02T23:59:59, 2026-03-03",
        "2026-03-06T10:00, 2026-03-09",
        "2026-03-07T10:00, 2026-03-09",
        "2026-04-03T10:00, 2026-04-07",
        "2026-04-30T10:00, 2026-05-04",
        "2026-12-24T10:00, 2026-12-28",
        "2026-03-28T23:30, 2026-03-30"
    })
    @Tag("CRPA-R112-11-2")
    void expectsTheRegistrationReceiptWithinOneWorkingDay(LocalDateTime sent, LocalDate last) {
        AuthorisationRequest request = unclear(sent.atZone(PARIS).toInstant());

        Timer timer = one(request, Code.RECEIPT_OVERDUE);

        assertThat(timer.dueOn()).isEqualTo(last);
        assertThat(timer.at()).isEqualTo(startOf(last.plusDays(1)));
        assertThat(timer.certainty()).isEqualTo(Certainty.TEXT);
        assertThat(timer.allFacts()).containsEntry("basis", "CRPA R. 112-11-2");
    }

    @ParameterizedTest
    @CsvSource({"2026-03-02, 2026-03-16", "2026-03-07, 2026-03-20", "2026-03-27, 2026-04-13", "2026-04-27, 2026-05-13"})
    @Tag("CRPA-R112-11-2")
    void expectsTheAcknowledgementWithinTenWorkingDays(LocalDate registered, LocalDate last) {
        AuthorisationRequest request = filed(receipt(registered, null, null), Obtained.RECEIPT);

        Timer timer = one(request, Code.ACKNOWLEDGEMENT_OVERDUE);

        assertThat(timer.dueOn()).isEqualTo(last);
        assertThat(timer.at()).isEqualTo(startOf(last.plusDays(1)));
        assertThat(timer.certainty()).isEqualTo(Certainty.COMPUTED);
    }

    @ParameterizedTest
    @CsvSource({", 2026-05-02, service", "Béthune, , deemed_decision_on"})
    @Tag("CRPA-R112-11-1")
    void saysWhichMentionsTheAcknowledgementLacks(
            @Nullable String service, @Nullable LocalDate deemed, String missing) {
        AuthorisationRequest request = filed(receipt(LocalDate.of(2026, 3, 2), service, deemed), Obtained.RECEIPT);

        Timer timer = one(request, Code.ACKNOWLEDGEMENT_INCOMPLETE);

        assertThat(timer.at()).isEqualTo(NOW);
        assertThat(timer.certainty()).isEqualTo(Certainty.COMPUTED);
        assertThat(timer.allFacts()).containsEntry("missing", missing).containsEntry("unknown", "contact,remedies");
        assertThat(codes(request)).doesNotContain(Code.ACKNOWLEDGEMENT_OVERDUE);
    }

    @Test
    @Tag("CRPA-R112-11-1")
    void findsNothingToSayOfAnAcknowledgementWithTheMentionsThatWeCanRead() {
        AuthorisationRequest request = filed(receipt(LocalDate.of(2026, 3, 2), "Béthune", ON), Obtained.RECEIPT);

        assertThat(codes(request)).doesNotContain(Code.ACKNOWLEDGEMENT_OVERDUE, Code.ACKNOWLEDGEMENT_INCOMPLETE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Obtained.class,
            names = {"RECONCILIATION", "ADOPTION", "HUMAN"})
    void doesNotKnowTheAcknowledgementOfAFileWhosePageAloneItSaw(Obtained obtained) {
        AuthorisationRequest request = filed(receipt(LocalDate.of(2026, 3, 2), "Béthune", ON), obtained);

        Timer timer = one(request, Code.ACKNOWLEDGEMENT_OVERDUE);

        assertThat(timer.certainty()).isEqualTo(Certainty.UNVERIFIED);
        assertThat(timer.allFacts()).containsEntry("unknown", "acknowledgement");
    }

    @Test
    void countsInactivityFromTheLastMoveThatWasSeen() {
        AuthorisationRequest unseen = filed(aReceipt("D-1"));
        AuthorisationRequest moved = filing(aReceipt("D-1"))
                .seen("En cours", Instant.parse("2026-03-10T09:00:00Z"))
                .build();
        AuthorisationRequest asked = filing(aReceipt("D-1"))
                .seen("En cours", Instant.parse("2026-03-10T09:00:00Z"))
                .suspended(Instant.parse("2026-03-12T09:00:00Z"), Instant.parse("2026-03-20T09:00:00Z"))
                .build();

        assertThat(one(unseen, Code.INACTIVE).dueOn()).isEqualTo("2026-03-22");
        assertThat(one(moved, Code.INACTIVE).dueOn()).isEqualTo("2026-03-30");
        assertThat(one(moved, Code.INACTIVE).actBy()).isEqualTo("2026-04-10");
        assertThat(one(asked, Code.INACTIVE).dueOn()).isEqualTo("2026-04-09");
        assertThat(one(asked, Code.INACTIVE).certainty()).isEqualTo(Certainty.PRACTICE);
    }

    @Test
    @Tag("décret-2014-1292")
    void knowsWhenSilenceDecides() {
        Timer silence = one(filed(aReceipt("D-1")), Code.REFUSED_BY_SILENCE);

        assertThat(silence.dueOn()).isEqualTo(ON);
        assertThat(silence.at()).isEqualTo(startOf(ON.plusDays(1)));
    }

    @Test
    @Tag("CESEDA-L554-3")
    void knowsWhenSilenceGrants() {
        AuthorisationRequest request = filing(aReceipt("D-1"))
                .content(typed -> typed.type(RequestType.DEMANDEUR_ASILE))
                .trail(AuthorisationRequest.Trail.begunAt(NOW).asylum(new AsylumClaim(LocalDate.of(2025, 9, 1), null)))
                .build();

        assertThat(one(request, Code.GRANTED_BY_SILENCE).dueOn()).isEqualTo(ON);
    }

    @ParameterizedTest
    @CsvSource({"2026-05-02, 2026-07-02, 2026-06-25", "2026-12-31, 2027-02-28, 2027-02-21"})
    @Tag("CJA-R421-2")
    void remindsAWeekBeforeTheAppealEnds(LocalDate refusedOn, LocalDate until, LocalDate reminder) {
        Timer timer = one(refused(refusedOn, Reminders.NONE), Code.APPEAL_CLOSING);

        assertThat(timer.dueOn()).isEqualTo(until);
        assertThat(timer.at()).isEqualTo(startOf(reminder));
    }

    @Test
    @Tag("CRPA-L232-4")
    void expectsTheReasonsWithinTheMonthAndLeavesTheTimeToAppealAsItWas() {
        AuthorisationRequest request = refused(ON, Reminders.NONE.reasonsAsked(LocalDate.of(2026, 5, 31)));

        Timer timer = one(request, Code.REASONS_UNANSWERED);

        assertThat(timer.dueOn()).isEqualTo("2026-06-30");
        assertThat(timer.actBy()).isEqualTo("2026-07-02");
        assertThat(one(request, Code.APPEAL_CLOSING).dueOn()).isEqualTo("2026-07-02");
    }

    @Test
    @Tag("CRPA-L411-2")
    @Tag("CRPA-L411-7")
    void beginsTheTimeToGoToCourtAnewWhenSilenceRejectsAnAppeal() {
        AuthorisationRequest request = refused(ON, Reminders.NONE.appealed(LocalDate.of(2026, 6, 15)));

        Timer rejected = one(request, Code.APPEAL_REJECTED);

        assertThat(rejected.dueOn()).isEqualTo("2026-08-15");
        assertThat(rejected.at()).isEqualTo(startOf(LocalDate.of(2026, 8, 16)));
        assertThat(one(request, Code.APPEAL_CLOSING).dueOn()).isEqualTo("2026-10-15");
    }

    @Test
    void saysNoMoreOfARefusalThatIsSettled() {
        assertThat(codes(refused(ON, Reminders.NONE.asSettled()))).isEmpty();
    }

    @Test
    void leavesAloneWhatIsBeingSent() {
        AuthorisationRequest request =
                aRequest().in(new RequestState.Filing(AttemptId.next(NOW))).build();

        assertThat(request.nextTimer()).isEmpty();
    }

    @Test
    void isToldOnceForTheSameFactsAndAgainForOthers() {
        AuthorisationRequest request = filed(aReceipt("D-1"));
        Timer inactive = one(request, Code.INACTIVE);
        AuthorisationRequest told = request.reminded(request.trail().reminders().telling(inactive), inactive.at());
        AuthorisationRequest moved = RequestBuilder.after(told)
                .seen("En cours", Instant.parse("2026-03-10T09:00:00Z"))
                .build();

        assertThat(codes(told)).doesNotContain(Code.INACTIVE);
        assertThat(one(moved, Code.INACTIVE).dueOn()).isEqualTo("2026-03-30");
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(PARIS).toInstant();
    }

    private static List<Code> codes(AuthorisationRequest request) {
        return Timers.untold(request).stream().map(Timer::code).toList();
    }

    private static Timer one(AuthorisationRequest request, Code code) {
        Optional<Timer> found = Timers.untold(request).stream()
                .filter(timer -> timer.code() == code)
                .findFirst();
        return found.orElseThrow();
    }

    private static AuthorisationRequest unclear(Instant sentAt) {
        return aRequest()
                .in(new RequestState.OutcomeUnknown(AttemptId.next(NOW)))
                .trail(AuthorisationRequest.Trail.begunAt(sentAt).submittedAt(sentAt))
                .build();
    }

    private static AuthorisationRequest refused(LocalDate lastDay, Reminders reminders) {
        return aRequest()
                .in(new RequestState.DeemedRefused(aReceipt("D-1"), lastDay))
                .trail(AuthorisationRequest.Trail.begunAt(NOW).reminders(reminders))
                .build();
    }

    private static AuthorisationRequest filed(Receipt receipt, Obtained obtained) {
        return filed(new FiledReceipt(receipt, obtained));
    }

    private static AuthorisationRequest filed(FiledReceipt receipt) {
        return filing(receipt).build();
    }

    private static RequestBuilder filing(FiledReceipt receipt) {
        return aRequest().in(new RequestState.Filed(receipt));
    }

    private static Receipt receipt(LocalDate day, @Nullable String service, @Nullable LocalDate deemed) {
        Receipt usual = aReceipt("D-1").receipt();
        Instant at = day.atTime(10, 0).atZone(PARIS).toInstant();
        return new Receipt(usual.deposit(), usual.draft(), at, usual.registeredAtText(), service, deemed);
    }
}
