package fr.passerelle.law;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.law.SilenceRule.Meaning;
import fr.passerelle.law.SilenceRule.Suspension;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceRuleTest {
    private static final Instant FEBRUARY_1 = inParis("2026-02-01T10:00");
    private static final LocalDate APRIL_1 = LocalDate.of(2026, 4, 1);
    private static final LocalDate MAY_2 = LocalDate.of(2026, 5, 2);

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T10:00, 2026-05-02",
        "2026-01-31T10:00, 2026-03-31",
        "2025-12-30T10:00, 2026-02-28",
        "2025-12-31T10:00, 2026-02-28",
        "2027-12-28T10:00, 2028-02-28",
        "2027-12-29T10:00, 2028-02-29",
        "2027-12-31T10:00, 2028-02-29",
        "2026-06-30T10:00, 2026-08-30",
        "2026-07-31T10:00, 2026-09-30",
        "2026-11-15T10:00, 2027-01-15"
    })
    @Tag("decret-2014-1292")
    void endsTwoMonthsLaterFromDateToDate(LocalDateTime registered, LocalDate lastDay) {
        assertThat(SilenceRule.lastDay(Meaning.REFUSAL, inParis(registered.toString()), List.of()))
                .contains(lastDay);
        assertThat(SilenceRule.lastDay(Meaning.GRANT, inParis(registered.toString()), List.of()))
                .contains(lastDay);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T22:59:59Z, 2026-05-01",
        "2026-03-01T23:00:00Z, 2026-05-02",
        "2026-07-01T21:59:59Z, 2026-09-01",
        "2026-07-01T22:00:00Z, 2026-09-02"
    })
    void countsFromTheDayInParis(Instant registered, LocalDate lastDay) {
        assertThat(SilenceRule.lastDay(Meaning.REFUSAL, registered, List.of())).contains(lastDay);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-15, 2026-04-15",
        "2026-03-16, 2026-04-16",
        "2026-03-17, 2026-04-16",
        "2026-04-16, 2026-04-16",
        ", 2026-04-16"
    })
    @Tag("CRPA-L114-5")
    void standsStillUntilTheAnswerAndNoLongerThanTheTimeSet(@Nullable LocalDate answered, LocalDate lastDay) {
        Suspension asked = asked("2026-03-01T10:00", answered, LocalDate.of(2026, 3, 16));

        assertThat(SilenceRule.lastDay(Meaning.REFUSAL, FEBRUARY_1, List.of(asked)))
                .contains(lastDay);
    }

    @ParameterizedTest
    @CsvSource({"2026-03-15, 2026-05-15", "2026-03-16, 2026-05-16", "2026-03-17, 2026-05-17", "2026-12-31, 2027-02-28"})
    @Tag("CRPA-L114-5")
    @Tag("CESEDA-L554-3")
    void beginsAnewOnceTheItemsAreReceivedWhereItGrants(LocalDate answered, LocalDate lastDay) {
        Suspension asked = asked("2026-03-01T10:00", answered, LocalDate.of(2026, 3, 16));

        assertThat(SilenceRule.lastDay(Meaning.GRANT, FEBRUARY_1, List.of(asked)))
                .contains(lastDay);
    }

    @Test
    @Tag("CRPA-L114-5")
    void neverEndsWhileItemsAreMissingWhereItGrants() {
        Suspension answered = asked("2026-02-10T10:00", LocalDate.of(2026, 2, 12), null);
        Suspension awaited = asked("2026-03-01T10:00", null, LocalDate.of(2026, 3, 16));

        assertThat(SilenceRule.lastDay(Meaning.GRANT, FEBRUARY_1, List.of(awaited, answered)))
                .isEmpty();
    }

    @Test
    @Tag("CRPA-L114-5")
    void beginsAnewWithTheLastAnswerInWhateverOrderTheyAreTold() {
        Suspension first = asked("2026-02-10T10:00", LocalDate.of(2026, 2, 12), null);
        Suspension second = asked("2026-03-01T10:00", LocalDate.of(2026, 3, 5), null);

        assertThat(SilenceRule.lastDay(Meaning.GRANT, FEBRUARY_1, List.of(second, first)))
                .contains(LocalDate.of(2026, 5, 5));
    }

    @Test
    @Tag("CRPA-L114-5")
    void cannotBeKnownWhereNoTimeIsShownAndNothingAnswered() {
        assertThat(SilenceRule.lastDay(Meaning.REFUSAL, FEBRUARY_1, List.of(asked("2026-03-01T10:00", null, null))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T00:00:00, 2026-03-01T23:59:59, 0",
        "2026-03-01T23:59:59, 2026-03-02T00:00:00, 1",
        "2026-03-01T10:00:00, 2026-03-02T23:59:59, 1",
        "2026-03-01T10:00:00, 2026-03-03T00:00:00, 2",
        "2026-03-28T10:00:00, 2026-03-30T01:00:00, 2"
    })
    @Tag("CRPA-L114-5")
    void countsTheDaysInParis(LocalDateTime asked, LocalDateTime answered, int days) {
        Suspension suspension = new Suspension(inParis(asked.toString()), inParis(answered.toString()), null);

        assertThat(SilenceRule.lastDay(Meaning.REFUSAL, FEBRUARY_1, List.of(suspension)))
                .contains(APRIL_1.plusDays(days));
    }

    @Test
    @Tag("CRPA-L114-5")
    void countsOnceTheDaysInWhichTwoRequestsForItemsStand() {
        Suspension first = asked("2026-03-01T10:00", null, LocalDate.of(2026, 3, 11));
        Suspension second = asked("2026-03-05T10:00", null, LocalDate.of(2026, 3, 16));
        Suspension within = asked("2026-03-06T10:00", LocalDate.of(2026, 3, 7), null);

        assertThat(SilenceRule.lastDay(Meaning.REFUSAL, FEBRUARY_1, List.of(second, within, first)))
                .contains(APRIL_1.plusDays(15));
    }

    @ParameterizedTest
    @CsvSource({"2026-03-31T23:59, 10", "2026-04-01T23:59, 9", "2026-04-02T00:00, 0"})
    @Tag("CRPA-L114-5")
    void isNotSuspendedOnceItHasRefused(LocalDateTime askedAt, int days) {
        Suspension asked = asked(askedAt.toString(), null, LocalDate.of(2026, 4, 10));

        assertThat(SilenceRule.lastDay(Meaning.REFUSAL, FEBRUARY_1, List.of(asked)))
                .contains(APRIL_1.plusDays(days));
    }

    @Test
    void ignoresASuspensionThatEndsBeforeItBegins() {
        Suspension backwards = asked("2026-03-05T10:00", LocalDate.of(2026, 3, 2), null);

        assertThat(SilenceRule.lastDay(Meaning.REFUSAL, FEBRUARY_1, List.of(backwards)))
                .contains(APRIL_1);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-01T23:59:59, false",
        "2026-05-02T00:00:00, false",
        "2026-05-02T23:59:59, false",
        "2026-05-03T00:00:00, true",
        "2026-05-04T00:00:00, true"
    })
    void decidesWhenTheLastDayEndsInParis(LocalDateTime now, boolean decided) {
        assertThat(SilenceRule.hasDecided(MAY_2, inParis(now.toString()))).isEqualTo(decided);
    }

    @Test
    @Tag("CESEDA-L554-3")
    void grantsToAsylumSeekersAndRefusesToOthers() {
        assertThat(SilenceRule.meaning(true)).isEqualTo(SilenceRule.Meaning.GRANT);
        assertThat(SilenceRule.meaning(false)).isEqualTo(SilenceRule.Meaning.REFUSAL);
    }

    private static Suspension asked(String at, @Nullable LocalDate answered, @Nullable LocalDate dueOn) {
        Instant to = answered == null ? null : inParis(answered + "T09:00");
        return new Suspension(inParis(at), to, dueOn);
    }

    private static Instant inParis(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of("Europe/Paris")).toInstant();
    }
}
