package fr.passerelle.law.time;

import static fr.passerelle.law.time.DeadlineRulesTest.dated;
import static fr.passerelle.law.time.DeadlineRulesTest.day;
import static fr.passerelle.law.time.DeadlineRulesTest.on;
import static fr.passerelle.law.time.DeadlineRulesTest.suspension;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.law.SilenceRule.Suspension;
import fr.passerelle.law.time.Deadline.Dated;
import fr.passerelle.law.time.Deadline.Reading;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dated cases that were published, each under its number. */
class DeadlineCasesTest {
    @Test
    @Tag("PC-024")
    void refusesByTwoMonthsOfSilence() {
        Dated silence = answer("DAT_SILENCE_REFUSAL", "2026-09-10");
        Dated appeal = answer("APPEAL_COURT_IMPLICIT", silence.date().toString());

        assertThat(silence.date()).isEqualTo(day("2026-11-10"));
        assertThat(appeal.date()).isEqualTo(day("2027-01-10"));
        assertThat(appeal.readings())
                .containsExactly(
                        new Reading("date_to_date", null, day("2027-01-10")),
                        new Reading("franc", null, day("2027-01-11")));
    }

    @Test
    @Tag("PC-025")
    void standsStillUntilTheItemsAreProduced() {
        Suspension asked = suspension("2026-10-01", "2026-10-11", "2026-10-31");

        Dated silence = dated(DeadlineRules.shipped()
                .rule("DAT_SILENCE_REFUSAL")
                .from(on("2026-09-10"), Territory.PARIS, List.of(asked)));

        assertThat(silence.date()).isEqualTo(day("2026-11-20"));
    }

    @Test
    @Tag("PC-026")
    void opensTheRenewalOnTheTeleserviceFromThe120thToThe60thDay() {
        Dated window = answer("PERMIT_RENEWAL_WINDOW_ANEF", "2027-03-31");

        assertThat(window.opens()).isEqualTo(day("2026-12-01"));
        assertThat(window.date()).isEqualTo(day("2027-01-30"));
    }

    @Test
    @Tag("PC-027")
    void opensAnyOtherRenewalInTheTwoMonthsBefore() {
        Dated window = answer("PERMIT_RENEWAL_WINDOW_OTHER", "2027-03-31");

        assertThat(window.opens()).isEqualTo(day("2027-01-31"));
        assertThat(window.date()).isEqualTo(day("2027-03-31"));
    }

    @Test
    @Tag("PC-029")
    void leavesThreeMonthsAfterALongCard() {
        assertThat(answer("L433_3_GRACE", "2027-01-15").date()).isEqualTo(day("2027-04-15"));
    }

    @Test
    @Tag("PC-030")
    void leavesNoGraceWhereTheListOfDepartmentsIsUnknown() {
        assertThat(DeadlineRules.shipped()
                        .rule("L433_3_GRACE_LISTED_DEPARTMENTS")
                        .from(on("2027-01-15"), Territory.PARIS))
                .isInstanceOf(Deadline.Undated.class);
    }

    @Test
    @Tag("PC-036")
    void readsTheSecondMonthBeforeInBothWays() {
        assertThat(answer("AT_RENEWAL_WINDOW", "2027-06-30").readings())
                .containsExactly(
                        new Reading("rolling", day("2027-04-30"), day("2027-05-30")),
                        new Reading("calendar", day("2027-04-01"), day("2027-04-30")));
    }

    @Test
    @Tag("PC-037")
    void fulfilsTheCheckByTwoWorkingDaysOfSilence() {
        Dated answered = answer("PRE_HIRE_CHECK_ANSWER", "2026-12-03");
        Dated asked = answer("PRE_HIRE_CHECK_REQUEST", "2026-12-07");

        assertThat(answered.date()).isEqualTo(day("2026-12-05"));
        assertThat(asked.date()).isEqualTo(day("2026-12-03"));
        assertThat(asked.readings()).contains(new Reading("day_to_day", null, day("2026-12-04")));
    }

    @ParameterizedTest
    @Tag("PC-040")
    @CsvSource({"2026-10-21, false", "2026-10-22, true", "2027-04-01, true", "2027-04-02, false"})
    void takesAnOfferOfThreeWeeksWithinTheSixMonthsBeforeTheFiling(LocalDate filing, boolean isTaken) {
        Dated earliest = answer("OFFER_PUBLICATION", "2026-10-01");
        Dated within = answer("OFFER_PUBLICATION_AGE", filing.toString());

        boolean taken = !filing.isBefore(earliest.date()) && !day("2026-10-01").isBefore(within.opens());

        assertThat(taken).isEqualTo(isTaken);
    }

    @Test
    @Tag("PC-042")
    void refusesThePermitByFourMonthsOfSilence() {
        assertThat(answer("PERMIT_SILENCE_REFUSAL", "2026-05-01").date()).isEqualTo(day("2026-09-01"));
    }

    @Test
    @Tag("PC-046")
    void expectsThePortalToCloseAfterAMonthWithoutMovement() {
        assertThat(answer("PORTAL_INACTIVITY_CLOSURE", "2027-01-31").date()).isEqualTo(day("2027-02-28"));
    }

    private static Dated answer(String rule, String start) {
        return dated(DeadlineRules.shipped().rule(rule).from(on(start), Territory.PARIS));
    }
}
