package fr.passerelle.law.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingDaysTest {
    @ParameterizedTest
    @CsvSource({
        "METROPOLE, 2026-12-03, 1, 2026-12-04, 2026-12-04",
        "METROPOLE, 2026-12-03, 2, 2026-12-07, 2026-12-05",
        "METROPOLE, 2026-12-24, 1, 2026-12-28, 2026-12-26",
        "ALSACE_MOSELLE, 2026-12-24, 1, 2026-12-28, 2026-12-28",
        "METROPOLE, 2026-04-30, 1, 2026-05-04, 2026-05-02",
        "METROPOLE, 2026-04-02, 1, 2026-04-03, 2026-04-03",
        "ALSACE_MOSELLE, 2026-04-02, 1, 2026-04-07, 2026-04-04",
        "GUADELOUPE, 2026-05-26, 1, 2026-05-28, 2026-05-28",
        "MARTINIQUE, 2026-05-21, 1, 2026-05-26, 2026-05-23",
        "GUYANE, 2026-06-09, 1, 2026-06-11, 2026-06-11",
        "LA_REUNION, 2027-12-17, 1, 2027-12-21, 2027-12-18",
        "MAYOTTE, 2026-04-24, 1, 2026-04-28, 2026-04-25",
        "SAINT_BARTHELEMY, 2026-10-08, 1, 2026-10-12, 2026-10-10",
        "SAINT_MARTIN, 2026-05-26, 1, 2026-05-28, 2026-05-28",
        "SAINT_PIERRE_ET_MIQUELON, 2026-05-26, 1, 2026-05-27, 2026-05-27",
        "METROPOLE, 2026-12-23, 10, 2027-01-08, 2027-01-06",
        "METROPOLE, 2026-12-05, 0, 2026-12-05, 2026-12-05"
    })
    void countsForwardWithoutTheDayItself(
            HolidayCalendar calendar, LocalDate from, int n, LocalDate toFriday, LocalDate toSaturday) {
        assertThat(WorkingDays.mondayToFriday(calendar).plus(from, n)).isEqualTo(toFriday);
        assertThat(WorkingDays.mondayToSaturday(calendar).plus(from, n)).isEqualTo(toSaturday);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-07, 2, 2026-12-03, 2026-12-04",
        "2026-12-08, 2, 2026-12-04, 2026-12-05",
        "2026-12-28, 2, 2026-12-23, 2026-12-24",
        "2026-05-04, 2, 2026-04-29, 2026-04-30",
        "2028-03-01, 1, 2028-02-29, 2028-02-29"
    })
    void countsBackward(LocalDate from, int n, LocalDate toFriday, LocalDate toSaturday) {
        assertThat(WorkingDays.mondayToFriday(HolidayCalendar.METROPOLE).minus(from, n))
                .isEqualTo(toFriday);
        assertThat(WorkingDays.mondayToSaturday(HolidayCalendar.METROPOLE).minus(from, n))
                .isEqualTo(toSaturday);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-22, 2026-05-22",
        "2026-05-23, 2026-05-26",
        "2026-05-24, 2026-05-26",
        "2026-05-25, 2026-05-26",
        "2026-05-26, 2026-05-26"
    })
    void findsTheFirstFromADayOn(LocalDate day, LocalDate first) {
        assertThat(WorkingDays.mondayToFriday(HolidayCalendar.METROPOLE).onOrAfter(day))
                .isEqualTo(first);
    }

    @Test
    void letsTheCallerTakeGoodFridayForAnOrdinaryDay() {
        LocalDate goodFriday = LocalDate.of(2026, 4, 3);
        WorkingDays days = WorkingDays.mondayToFriday(HolidayCalendar.ALSACE_MOSELLE);

        assertThat(days.includes(goodFriday)).isFalse();
        assertThat(days.withoutLocalHolidays().includes(goodFriday)).isTrue();
        assertThat(days.withoutLocalHolidays().includes(LocalDate.of(2025, 12, 26)))
                .isFalse();
    }

    @Test
    void countsNoNegativeNumberOfDays() {
        WorkingDays days = WorkingDays.mondayToFriday(HolidayCalendar.METROPOLE);

        assertThatThrownBy(() -> days.plus(LocalDate.EPOCH, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
