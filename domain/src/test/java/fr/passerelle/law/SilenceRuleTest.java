package fr.passerelle.law;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.law.SilenceRule.Suspension;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceRuleTest {
    private static final Instant MARCH_2 = inParis("2026-03-02T10:00");
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
        assertThat(SilenceRule.lastDay(inParis(registered.toString()), List.of()))
                .isEqualTo(lastDay);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T22:59:59Z, 2026-05-01",
        "2026-03-01T23:00:00Z, 2026-05-02",
        "2026-07-01T21:59:59Z, 2026-09-01",
        "2026-07-01T22:00:00Z, 2026-09-02"
    })
    void countsFromTheDayInParis(Instant registered, LocalDate lastDay) {
        assertThat(SilenceRule.lastDay(registered, List.of())).isEqualTo(lastDay);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0", "PT1S, 1", "PT23H59M59S, 1", "PT24H, 1", "PT24H0.000000001S, 2", "P10D, 10", "P10DT1S, 11"})
    @Tag("CRPA-L114-5")
    void standsStillWhileItemsAreAwaited(Duration stood, int days) {
        Suspension suspension = new Suspension(
                MARCH_2.plusSeconds(3600), MARCH_2.plusSeconds(3600).plus(stood));

        assertThat(SilenceRule.lastDay(MARCH_2, List.of(suspension))).isEqualTo(MAY_2.plusDays(days));
    }

    @Test
    @Tag("CRPA-L114-5")
    void addsSuspensionsBeforeItCountsDays() {
        Suspension first = new Suspension(MARCH_2, MARCH_2.plus(Duration.ofHours(36)));
        Suspension second = new Suspension(
                MARCH_2.plus(Duration.ofDays(9)),
                MARCH_2.plus(Duration.ofDays(9).plusHours(12)));

        assertThat(SilenceRule.lastDay(MARCH_2, List.of(first, second))).isEqualTo(MAY_2.plusDays(2));
    }

    @Test
    void ignoresASuspensionThatEndsBeforeItBegins() {
        Suspension backwards = new Suspension(MARCH_2.plusSeconds(60), MARCH_2);

        assertThat(SilenceRule.lastDay(MARCH_2, List.of(backwards))).isEqualTo(MAY_2);
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

    private static Instant inParis(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of("Europe/Paris")).toInstant();
    }
}
