package fr.passerelle.law.time;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.law.LawTables;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("C-trav-L3133-1")
class HolidayCalendarTest {
    private static final List<Map<String, String>> TABLE = LawTables.shipped().rows("public-holidays");

    @ParameterizedTest
    @EnumSource
    void computesTheDaysThatTheTableTellsAndNoOther(HolidayCalendar calendar) {
        List<Holiday> told = TABLE.stream()
                .filter(row -> zone(row).equals(calendar.name()))
                .map(row -> new Holiday(
                        LocalDate.parse(row.getOrDefault("date", "")),
                        row.getOrDefault("name_fr", ""),
                        "yes".equals(row.get("applies"))))
                .toList();

        List<Holiday> computed = Stream.of(2025, 2026, 2027, 2028, 2029, 2030)
                .flatMap(year -> calendar.of(year).stream())
                .toList();

        assertThat(told).hasSizeGreaterThanOrEqualTo(66);
        assertThat(computed).containsExactlyInAnyOrderElementsOf(told);
    }

    @Test
    void knowsEachZoneOfTheTable() {
        assertThat(TABLE.stream().map(HolidayCalendarTest::zone).distinct())
                .containsExactlyInAnyOrder(Stream.of(HolidayCalendar.values())
                        .map(HolidayCalendar::name)
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"1961-04-03", "2008-03-24", "2011-04-25", "2038-04-26", "2049-04-19"})
    void findsEasterMondayOfYearsFarFromTheTable(LocalDate monday) {
        assertThat(HolidayCalendar.METROPOLE.on(monday))
                .hasValueSatisfying(day -> assertThat(day.name()).isEqualTo("Lundi de Pâques"));
    }

    @ParameterizedTest
    @CsvSource({"METROPOLE, 2008-05-01", "GUYANE, 2030-06-10"})
    void isOffOnceWhereTwoHolidaysMeet(HolidayCalendar calendar, LocalDate day) {
        assertThat(calendar.of(day.getYear()).stream().map(Holiday::day))
                .filteredOn(day::equals)
                .hasSize(2);
        assertThat(calendar.on(day)).isPresent();
        assertThat(WorkingDays.mondayToSaturday(calendar).plus(day.minusDays(1), 1))
                .isEqualTo(day.plusDays(1));
    }

    private static String zone(Map<String, String> row) {
        return row.getOrDefault("zone", "").replaceFirst("^\\d+_", "");
    }
}
