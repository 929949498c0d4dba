package fr.passerelle.law.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.passerelle.law.Certainty;
import fr.passerelle.law.LawTables;
import fr.passerelle.law.SilenceRule;
import fr.passerelle.law.SilenceRule.Meaning;
import fr.passerelle.law.SilenceRule.Suspension;
import fr.passerelle.law.time.Deadline.Dated;
import fr.passerelle.law.time.Deadline.Fact;
import fr.passerelle.law.time.Deadline.Reading;
import fr.passerelle.law.time.Deadline.Stretch;
import fr.passerelle.law.time.Deadline.Undated;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineRulesTest {
    private static final DeadlineRules RULES = DeadlineRules.shipped();

    /** What each row answers for one start: a day, a window, or why there is none. No row is left out. */
    private static final String EVERY_ROW = """
        AEE_REGISTRATION_RECEIPT         2026-12-24 2026-12-28
        AR_ELECTRONIC_ACK                2026-12-23 2027-01-08
        FILING_DATE_RULE                 2026-12-25 2026-12-25
        DAT_SILENCE_REFUSAL              2027-12-31 2028-02-29
        DAT_ASYLUM_SILENCE_GRANT         2026-12-31 2027-02-28
        INCOMPLETE_FILE_SUSPENSION       2026-12-31 2026-12-31
        PORTAL_INACTIVITY_CLOSURE        2027-01-31 2027-02-28
        APPEAL_COURT_EXPLICIT            2026-12-14 2027-02-14
        APPEAL_COURT_IMPLICIT            2026-11-10 2027-01-10
        APPEAL_DISTANCE_OVERSEAS         2026-11-10 2027-02-10
        APPEAL_DISTANCE_ABROAD           2026-11-10 2027-03-10
        ADMIN_APPEAL                     2026-11-10 2027-01-10
        ADMIN_APPEAL_SILENCE             2026-11-08 2027-01-08
        REASONS_REQUEST                  2026-11-11 2027-01-11
        REASONS_ANSWER                   2027-01-31 2027-02-28
        REFERE_LIBERTE_RULING            2027-01-31 why:hour
        PERMIT_RENEWAL_WINDOW_ANEF       2027-03-31 2026-12-01..2027-01-30
        PERMIT_RENEWAL_WINDOW_OTHER      2027-03-31 2027-01-31..2027-03-31
        PERMIT_RENEWAL_WINDOW_RLD_UE     2027-03-31 why:none
        PERMIT_LATE_NEW_VISA             2027-08-31 2028-02-29
        FIRST_PERMIT_REQUEST             2026-12-30 2027-02-28
        L433_3_GRACE                     2027-01-15 2027-04-15
        L433_3_GRACE_LISTED_DEPARTMENTS  2027-01-15 why:not%20apply
        API_VALIDITY                     2027-01-15 2027-04-14
        API_VALIDITY_REFUGEE             2027-01-15 2027-07-15
        RECEPISSE_MIN_VALIDITY           2027-01-15 2027-02-15
        PERMIT_SILENCE_REFUSAL           2026-05-01 2026-09-01
        PERMIT_SILENCE_REFUSAL_90        2027-01-01 2027-04-01
        PERMIT_SILENCE_REFUSAL_60        2028-01-01 2028-03-01
        PRE_HIRE_CHECK_REQUEST           2026-12-07 2026-12-03
        PRE_HIRE_CHECK_ANSWER            2026-12-03 2026-12-05
        STUDENT_DECLARATION              2026-12-28 2026-12-23
        STUDENT_HOURS_YEAR               2026-09-01 why:964
        AT_RENEWAL_WINDOW                2027-06-30 2027-04-30..2027-04-30
        AT_RENEWAL_UNEMPLOYED            2028-02-29 2029-02-28
        FIRST_RENEWAL_CONTRACT_BROKEN    2027-02-28 2028-02-28
        OFFER_PUBLICATION                2026-10-01 2026-10-22
        OFFER_PUBLICATION_AGE            2027-04-01 2026-10-01..2027-04-01
        CONTRIBUTIONS_CERT_AGE           2026-10-01 2027-03-31
        MEDICAL_CERTIFICATE              2026-11-30 2027-02-28
        SEASONAL_MAX                     2027-01-01 why:quota
        SEASONAL_FIRST_CONTRACT_MIN      2027-05-01 2027-08-01
        SHORT_STAY_EXEMPTION             2026-06-01 2026-08-31
        ASYLUM_WORK_ACCESS               2026-08-31 2027-02-28
        EMPLOYER_TAX_TRIGGER             2026-08-31 why:see%20text
        EMPLOYER_TAX_DECLARATION         2026-08-31 why:first%20quarter
        VLS_TS_VALIDATION                2027-11-30 2028-02-29
        FINE_OBSERVATIONS                2027-02-15 2027-03-02
        FINE_REPETITION                  2024-02-29 2029-02-28
        UNLAWFUL_WORK_PAYMENT            2028-02-01 2028-03-02
        STAFF_REGISTER_KEEP              2026-12-31 2031-12-31
        STAFF_REGISTER_PERMIT_COPY       2026-12-31 2026-12-31
        DPAE                             2026-12-31 2026-12-23..2026-12-31
        TEMP_AGENCY_CHECK                2026-12-31 2026-12-31
        ADDRESS_CHANGE                   2026-11-30 2027-02-28
        APS_TALENT_WAITING               2026-08-31 2027-02-27
        """;

    @Test
    void answersForEachRowOfTheTableOrSaysWhyNot() {
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> answered = new TreeMap<>();
        for (String line : EVERY_ROW.strip().split("\n")) {
            String[] cells = line.split(" +");
            String found = shown(RULES.rule(cells[0]).from(on(cells[1]), Territory.PARIS));
            String why = cells[2].startsWith("why:") ? cells[2].substring(4).replace("%20", " ") : null;
            expected.put(cells[0], cells[2]);
            answered.put(cells[0], why != null && found.startsWith("why:") && found.contains(why) ? cells[2] : found);
        }

        assertThat(answered).isEqualTo(expected);
        assertThat(RULES.all().stream().map(DeadlineRule::code))
                .containsExactlyInAnyOrderElementsOf(expected.keySet())
                .containsExactlyElementsOf(LawTables.shipped().rows("deadlines").stream()
                        .map(row -> row.get("code"))
                        .toList());
    }

    @Test
    void citesATextForEachAndIsAsSureAsItsRule() {
        assertThat(RULES.all()).allSatisfy(rule -> {
            Deadline answer = rule.from(on("2026-11-10"), Territory.PARIS);
            assertThat(answer.basis()).isNotEmpty().isEqualTo(rule.basis());
            assertThat(answer.certainty())
                    .isEqualTo(rule.certainty().mayBlock() ? Certainty.COMPUTED : rule.certainty());
            assertThat(answer.computedFrom()).containsExactly(on("2026-11-10"));
        });
        assertThat(RULES.rule("PORTAL_INACTIVITY_CLOSURE").certainty()).isEqualTo(Certainty.PRACTICE);
        assertThat(RULES.rule("CONTRIBUTIONS_CERT_AGE").certainty()).isEqualTo(Certainty.UNVERIFIED);
    }

    @Test
    void countsNothingForARuleThatItDoesNotKnow() {
        assertThat(RULES.find("NO_SUCH_RULE")).isEmpty();
        assertThatThrownBy(() -> RULES.rule("NO_SUCH_RULE")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @Tag("CPC-642")
    @CsvSource({
        // The franc end is a Friday, a Saturday, a Sunday, a Monday.
        "75, 2026-11-07, 2027-01-08",
        "75, 2026-11-08, 2027-01-11",
        "75, 2026-11-09, 2027-01-11",
        "75, 2026-11-10, 2027-01-11",
        "75, 2026-11-11, 2027-01-12",
        // Christmas on a Friday; Saint Stephen's day is a Saturday in 2026 and a Tuesday in 2028.
        "75, 2026-10-24, 2026-12-28",
        "67, 2028-10-24, 2028-12-27",
        "75, 2028-10-24, 2028-12-26",
        // Good Friday extends nothing: it depends on the commune.
        "57, 2026-02-02, 2026-04-03",
        // Each has its own day.
        "971, 2026-03-26, 2026-05-28",
        "972, 2026-03-21, 2026-05-26",
        "973, 2026-04-09, 2026-06-11",
        "974, 2027-10-19, 2027-12-21",
        "975, 2026-03-26, 2026-05-27",
        "976, 2026-02-26, 2026-04-28",
        "977, 2026-08-08, 2026-10-12",
        "978, 2026-03-26, 2026-05-28",
        "75, 2026-03-26, 2026-05-27",
        // Where the holidays are unknown it is not extended: a Saturday stays.
        "987, 2026-11-08, 2027-01-09"
    })
    void movesAnEndOnADayOffToTheNextWorkingDayOfTheTerritory(String code, LocalDate refused, LocalDate end) {
        Deadline appeal = RULES.rule("APPEAL_COURT_EXPLICIT")
                .from(Fact.on("notified", refused), Territory.of(code).orElseThrow());

        assertThat(dated(appeal).readings()).last().isEqualTo(new Reading("franc", null, end));
    }

    @Test
    void tellsTheDayThatIsRightWithAndWithoutCaseLaw() {
        Deadline appeal = RULES.rule("APPEAL_COURT_IMPLICIT").from(on("2026-11-10"), Territory.PARIS);

        assertThat(dated(appeal).date()).isEqualTo(day("2027-01-10"));
        assertThat(dated(appeal).readings())
                .containsExactly(
                        new Reading("date_to_date", null, day("2027-01-10")),
                        new Reading("franc", null, day("2027-01-11")));
    }

    @ParameterizedTest
    @Tag("C-trav-R5221-32")
    @CsvSource({
        "2027-06-30, 2027-04-30, 2027-05-30, 2027-04-01, 2027-04-30, 2027-04-30, 2027-04-30",
        "2027-06-15, 2027-04-15, 2027-05-15, 2027-04-01, 2027-04-30, 2027-04-15, 2027-04-30",
        "2027-06-01, 2027-04-01, 2027-05-01, 2027-04-01, 2027-04-30, 2027-04-01, 2027-04-30",
        "2028-04-30, 2028-02-29, 2028-03-30, 2028-02-01, 2028-02-29, 2028-02-29, 2028-02-29",
        "2027-03-31, 2027-01-31, 2027-02-28, 2027-01-01, 2027-01-31, 2027-01-31, 2027-01-31",
        "2027-01-10, 2026-11-10, 2026-12-10, 2026-11-01, 2026-11-30, 2026-11-10, 2026-11-30"
    })
    void showsWhereBothReadingsOfTheSecondMonthBeforeMeet(
            String expiry,
            LocalDate rollingOpens,
            LocalDate rollingCloses,
            LocalDate calendarOpens,
            LocalDate calendarCloses,
            LocalDate opens,
            LocalDate closes) {
        Dated window = dated(RULES.rule("AT_RENEWAL_WINDOW").from(on(expiry), Territory.PARIS));

        assertThat(window.opens()).isEqualTo(opens);
        assertThat(window.date()).isEqualTo(closes);
        assertThat(window.readings())
                .containsExactly(
                        new Reading("rolling", rollingOpens, rollingCloses),
                        new Reading("calendar", calendarOpens, calendarCloses));
    }

    @ParameterizedTest
    @CsvSource({
        "AEE_REGISTRATION_RECEIPT, 988",
        "AR_ELECTRONIC_ACK, 987",
        "PRE_HIRE_CHECK_REQUEST, 986",
        "PRE_HIRE_CHECK_ANSWER, 986"
    })
    void countsNoWorkingDaysWhereTheHolidaysAreUnknown(String rule, String code) {
        Deadline answer =
                RULES.rule(rule).from(on("2026-11-10"), Territory.of(code).orElseThrow());

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Undated.class, none -> assertThat(none.why()).contains(code));
    }

    @Test
    void countsHoursFromTheInstant() {
        Instant asked = Instant.parse("2026-03-28T11:00:00Z");
        Dated ruling = dated(
                RULES.rule("REFERE_LIBERTE_RULING").from(Fact.at("asked", asked, Territory.PARIS), Territory.PARIS));

        assertThat(ruling.endsAt()).isEqualTo("2026-03-30T11:00:00Z");
        assertThat(ruling.date()).isEqualTo(day("2026-03-30"));
    }

    @ParameterizedTest
    @CsvSource({
        "75, 2026-03-29T22:00:00Z",
        "971, 2026-03-30T04:00:00Z",
        "972, 2026-03-30T04:00:00Z",
        "973, 2026-03-30T03:00:00Z",
        "974, 2026-03-29T20:00:00Z",
        "975, 2026-03-30T02:00:00Z",
        "976, 2026-03-29T21:00:00Z",
        "977, 2026-03-30T04:00:00Z",
        "978, 2026-03-30T04:00:00Z",
        "986, 2026-03-29T12:00:00Z",
        "987, 2026-03-30T10:00:00Z",
        "988, 2026-03-29T13:00:00Z"
    })
    void endsWithTheDayOfTheTerritory(String code, Instant end) {
        Territory territory = Territory.of(code).orElseThrow();
        Dated silence = dated(RULES.rule("DAT_SILENCE_REFUSAL").from(on("2026-01-29"), territory));

        assertThat(silence.date()).isEqualTo(day("2026-03-29"));
        assertThat(silence.endsAt()).isEqualTo(end);
        assertThat(silence.isOver(end.minusNanos(1))).isFalse();
        assertThat(silence.isOver(end)).isTrue();
    }

    /** 02:30 does not exist on 29 March 2026 in Paris, and exists twice on 25 October. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-28T22:59:59Z, 2026-05-28",
        "2026-03-28T23:00:00Z, 2026-05-29",
        "2026-03-29T21:59:59Z, 2026-05-29",
        "2026-03-29T22:00:00Z, 2026-05-30",
        "2026-10-24T21:59:59Z, 2026-12-24",
        "2026-10-24T22:00:00Z, 2026-12-25",
        "2026-10-25T22:59:59Z, 2026-12-25",
        "2026-10-25T23:00:00Z, 2026-12-26"
    })
    void countsFromTheDayInParisOnTheDaysOnWhichTheClockChanges(Instant received, LocalDate end) {
        Fact start = Fact.at("received", received, Territory.PARIS);

        assertThat(dated(RULES.rule("DAT_SILENCE_REFUSAL").from(start, Territory.PARIS))
                        .date())
                .isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York", "Asia/Kolkata"})
    void answersTheSameWhateverTheZoneOfTheHost(String host) {
        String here = everyAnswer();
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(host));
            assertThat(everyAnswer()).isEqualTo(here);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    @Tag("CRPA-L114-5")
    void tellsTheDaysOfLawAndPortalWhereItemsWereAsked() {
        Suspension asked = suspension("2026-10-01", "2026-10-11", "2026-10-31");

        Dated silence =
                dated(RULES.rule("DAT_SILENCE_REFUSAL").from(on("2026-09-10"), Territory.PARIS, List.of(asked)));

        assertThat(silence.readings())
                .containsExactly(
                        new Reading("legal", null, day("2026-11-20")), new Reading("portal", null, day("2026-12-11")));
        assertThat(silence.suspendedBy()).containsExactly(new Stretch(day("2026-10-01"), day("2026-10-11")));
    }

    @Test
    void knowsNoDayWhileItemsAreAwaitedForWhichNoneWasSet() {
        Suspension asked = suspension("2026-10-01", null, null);

        assertThat(RULES.rule("DAT_SILENCE_REFUSAL").from(on("2026-09-10"), Territory.PARIS, List.of(asked)))
                .isInstanceOf(Undated.class);
    }

    @Test
    void letsNothingElseStandStill() {
        Suspension asked = suspension("2026-10-01", "2026-10-11", null);
        DeadlineRule rule = RULES.rule("APPEAL_COURT_EXPLICIT");

        assertThat(rule.from(on("2026-09-10"), Territory.PARIS, List.of(asked)))
                .isEqualTo(rule.from(on("2026-09-10"), Territory.PARIS));
    }

    @ParameterizedTest
    @CsvSource({"2026-02-28", "2027-12-31", "2028-02-29", "2026-08-31"})
    void isOneWithTheSilenceRule(String received) {
        Instant at = day(received).atTime(12, 0).toInstant(ZoneOffset.UTC);

        assertThat(dated(RULES.rule("DAT_SILENCE_REFUSAL").from(on(received), Territory.PARIS))
                        .date())
                .isEqualTo(SilenceRule.lastDay(Meaning.REFUSAL, at, List.of()).orElseThrow());
        assertThat(dated(RULES.rule("DAT_ASYLUM_SILENCE_GRANT").from(on(received), Territory.PARIS))
                        .date())
                .isEqualTo(SilenceRule.lastDay(Meaning.GRANT, at, List.of()).orElseThrow());
    }

    private static String everyAnswer() {
        Instant at = Instant.parse("2026-10-25T00:30:00Z");
        List<Suspension> asked = List.of(suspension("2026-10-26", "2026-11-02", null));
        return Territory.all().stream()
                .flatMap(territory ->
                        RULES.all().stream().map(rule -> rule.from(Fact.at("start", at, territory), territory, asked)))
                .map(Deadline::toString)
                .collect(Collectors.joining("\n"));
    }

    private static String shown(Deadline answer) {
        return switch (answer) {
            case Dated dated -> (dated.opens() == null ? "" : dated.opens() + "..") + dated.date();
            case Undated none -> "why:" + none.why();
        };
    }

    static Dated dated(Deadline answer) {
        return (Dated) answer;
    }

    static Suspension suspension(String from, @Nullable String to, @Nullable String due) {
        return new Suspension(noon(from), to == null ? null : noon(to), due == null ? null : LocalDate.parse(due));
    }

    private static Instant noon(String day) {
        return day(day).atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    static Fact on(String day) {
        return Fact.on("start", day(day));
    }

    static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}
