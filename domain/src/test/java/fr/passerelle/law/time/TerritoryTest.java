package fr.passerelle.law.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerritoryTest {
    @ParameterizedTest
    @CsvSource({
        "75, 11, Europe/Paris, METROPOLE",
        "2A, 94, Europe/Paris, METROPOLE",
        "57, 44, Europe/Paris, ALSACE_MOSELLE",
        "67, 44, Europe/Paris, ALSACE_MOSELLE",
        "68, 44, Europe/Paris, ALSACE_MOSELLE",
        "971, 01, America/Guadeloupe, GUADELOUPE",
        "972, 02, America/Martinique, MARTINIQUE",
        "973, 03, America/Cayenne, GUYANE",
        "974, 04, Indian/Reunion, LA_REUNION",
        "975, , America/Miquelon, SAINT_PIERRE_ET_MIQUELON",
        "976, 06, Indian/Mayotte, MAYOTTE",
        "977, , America/St_Barthelemy, SAINT_BARTHELEMY",
        "978, , America/Marigot, SAINT_MARTIN",
        "986, , Pacific/Wallis, ",
        "987, , Pacific/Tahiti, ",
        "988, , Pacific/Noumea, "
    })
    void hasItsOwnClockAndCalendar(
            String code, @Nullable String region, ZoneId zone, @Nullable HolidayCalendar calendar) {
        Territory territory = Territory.of(code).orElseThrow();

        assertThat(territory.region()).isEqualTo(region);
        assertThat(territory.zone()).isEqualTo(zone);
        assertThat(territory.calendar()).isEqualTo(calendar);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "20", "96", "2C", "984", "99100", "paris"})
    void takesNoUnknownCodeForAnother(String code) {
        assertThat(Territory.of(code)).isEmpty();
    }

    @Test
    void tellsAllOfThem() {
        assertThat(Territory.all()).hasSize(107);
        assertThat(Territory.all().stream().map(Territory::zone).distinct()).hasSize(12);
    }

    @ParameterizedTest
    @CsvSource({
        "75, 2026-03-28, 2026-03-28T23:00:00Z",
        "75, 2026-03-29, 2026-03-29T22:00:00Z",
        "75, 2026-10-24, 2026-10-24T22:00:00Z",
        "75, 2026-10-25, 2026-10-25T23:00:00Z",
        "971, 2026-03-29, 2026-03-30T04:00:00Z",
        "974, 2026-03-29, 2026-03-29T20:00:00Z",
        "987, 2026-03-29, 2026-03-30T10:00:00Z",
        "988, 2026-03-29, 2026-03-29T13:00:00Z"
    })
    void endsADayAtItsMidnight(String code, LocalDate day, Instant end) {
        Territory territory = Territory.of(code).orElseThrow();

        assertThat(territory.endOf(day)).isEqualTo(end);
        assertThat(territory.dayOf(end)).isEqualTo(day.plusDays(1));
        assertThat(territory.dayOf(end.minusNanos(1))).isEqualTo(day);
    }
}
