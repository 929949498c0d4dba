package fr.passerelle.law.needs;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.law.Certainty;
import fr.passerelle.law.LawTables;
import fr.passerelle.law.needs.MinimumWage.Amount;
import fr.passerelle.law.needs.MinimumWage.Zone;
import fr.passerelle.testing.OperatorTables;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("L3231-2")
class MinimumWageTest {
    private final MinimumWage shipped = new MinimumWage(LawTables.shipped());

    @ParameterizedTest
    @CsvSource({
        "2022-04-30, GENERAL, 10.57, UNVERIFIED",
        "2022-05-01, GENERAL, 10.85, SOURCED",
        "2022-05-02, GENERAL, 10.85, SOURCED",
        "2022-07-31, GENERAL, 10.85, SOURCED",
        "2022-08-01, GENERAL, 11.07, SOURCED",
        "2022-08-02, GENERAL, 11.07, SOURCED",
        "2024-10-31, MAYOTTE, 8.80, UNVERIFIED",
        "2024-11-01, MAYOTTE, 8.98, SOURCED",
        "2024-11-02, MAYOTTE, 8.98, SOURCED",
        "2025-12-31, GENERAL, 11.88, SOURCED",
        "2026-01-01, GENERAL, 12.02, SOURCED",
        "2026-01-02, GENERAL, 12.02, SOURCED",
        "2025-12-31, MAYOTTE, 8.98, SOURCED",
        "2026-01-01, MAYOTTE, 9.33, SOURCED",
        "2026-05-31, GENERAL, 12.02, SOURCED",
        "2026-06-01, GENERAL, 12.31, UNVERIFIED",
        "2026-06-02, GENERAL, 12.31, UNVERIFIED",
        "2026-05-31, MAYOTTE, 9.33, SOURCED"
    })
    void changesOnItsDay(LocalDate day, Zone zone, BigDecimal hour, Certainty certainty) {
        Amount amount = shipped.hourly(zone, day).orElseThrow();

        assertThat(amount.euros()).isEqualByComparingTo(hour);
        assertThat(amount.certainty()).isEqualTo(certainty);
    }

    @Test
    void isUnknownBeforeTheTableBeginsAndWhereItsAmountIs() {
        assertThat(shipped.hourly(Zone.GENERAL, LocalDate.of(2020, 12, 31))).isEmpty();
        assertThat(shipped.hourly(Zone.MAYOTTE, LocalDate.of(2026, 6, 1))).isEmpty();
        assertThat(shipped.oneAndAHalf(Zone.MAYOTTE, LocalDate.of(2026, 6, 1))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "35, 1823.03",
        "35.5, 1849.08",
        "39, 2031.38",
        "24, 1250.08",
        "17.5, 911.52",
        "1, 52.09",
        "0.25, 13.02",
        "0, 0.00"
    })
    void countsTheHoursOfTheContractToTheNearestCent(BigDecimal hours, BigDecimal month) {
        assertThat(shipped.monthlyFor(hours, Zone.GENERAL, LocalDate.of(2026, 3, 2))
                        .map(Amount::euros))
                .contains(month);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-11-01, GENERAL",
        "2026-01-01, GENERAL",
        "2026-06-01, GENERAL",
        "2024-11-01, MAYOTTE",
        "2026-01-01, MAYOTTE"
    })
    void agreesWithThePrintedMonthOfThirtyFiveHours(LocalDate day, Zone zone) {
        assertThat(shipped.monthlyFor(new BigDecimal(35), zone, day).map(Amount::euros))
                .isEqualTo(shipped.monthly(zone, day).map(Amount::euros));
    }

    @ParameterizedTest
    @CsvSource({"2026-05-31, 2734.55", "2026-06-01, 2800.53", "2026-11-23, 2800.53"})
    @Tag("D5221-21-1")
    void knowsOneAndAHalfOfIt(LocalDate day, BigDecimal threshold) {
        assertThat(shipped.oneAndAHalf(Zone.GENERAL, day).map(Amount::euros)).contains(threshold);
    }

    @ParameterizedTest
    @CsvSource({"2026-12-31, 12.31, 2800.53", "2027-01-01, 12.60, 2866.50", "2027-01-02, 12.60, 2866.50"})
    void takesANewOneFromAFileAlone(LocalDate day, BigDecimal hour, BigDecimal threshold, @TempDir Path folder)
            throws IOException {
        MinimumWage wages = new MinimumWage(OperatorTables.appending(folder, "minimum-wage", """
            SMIC_HOURLY,GENERAL,2027-01-01,12.60,EUR,TEXT,décret 2026-1200,the operator
            SMIC_MONTHLY_35H,GENERAL,2027-01-01,1911.00,EUR,TEXT,décret 2026-1200,the operator
            """));

        assertThat(wages.hourly(Zone.GENERAL, day).map(Amount::euros)).contains(hour);
        assertThat(wages.oneAndAHalf(Zone.GENERAL, day).map(Amount::euros)).contains(threshold);
    }

    @ParameterizedTest
    @CsvSource({"75, GENERAL", "2A, GENERAL", "974, GENERAL", "976, MAYOTTE", "978, GENERAL"})
    void hasAZoneForEachDepartment(String department, Zone zone) {
        assertThat(Zone.of(department)).contains(zone);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"986", "987", "988", "NULL"},
            nullValues = "NULL")
    void hasNoneWhereAnotherLawHoldsOrNothingIsKnown(String department) {
        assertThat(Zone.of(department)).isEqualTo(Optional.empty());
    }
}
