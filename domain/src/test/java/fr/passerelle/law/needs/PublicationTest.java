package fr.passerelle.law.needs;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.law.needs.Publication.Standing;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("R5221-20")
class PublicationTest {

    @ParameterizedTest
    @CsvSource({
        "2026-10-01, 2026-10-20, 2026-11-01, TOO_SHORT",
        "2026-10-01, 2026-10-21, 2026-10-21, TOO_EARLY",
        "2026-10-01, 2026-10-21, 2026-10-22, USABLE",
        "2026-10-01, 2026-10-22, 2026-10-22, USABLE",
        "2026-10-01, 2026-12-31, 2026-10-22, USABLE",
        "2026-10-01, 2026-10-21, 2027-03-31, USABLE",
        "2026-10-01, 2026-10-21, 2027-04-01, USABLE",
        "2026-10-01, 2026-10-21, 2027-04-02, TOO_OLD"
    })
    void countsThreeWholeWeeksWithinSixMonths(LocalDate from, LocalDate to, LocalDate filing, Standing standing) {
        assertThat(new Publication(from, to).on(filing)).isEqualTo(standing);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-08-30, 2026-09-19, 2027-02-28",
        "2026-08-31, 2026-09-20, 2027-02-28",
        "2026-09-01, 2026-09-21, 2027-03-01",
        "2027-08-29, 2027-09-18, 2028-02-29",
        "2027-08-31, 2027-09-20, 2028-02-29",
        "2026-02-28, 2026-03-20, 2026-08-28",
        "2028-02-29, 2028-03-20, 2028-08-29",
        "2026-12-31, 2027-01-20, 2027-06-30"
    })
    void endsOnTheLastDayOfAMonthThatIsTooShort(LocalDate from, LocalDate to, LocalDate until) {
        Publication published = new Publication(from, to);

        assertThat(published.usableUntil()).isEqualTo(until);
        assertThat(published.on(until)).isEqualTo(Standing.USABLE);
        assertThat(published.on(until.plusDays(1))).isEqualTo(Standing.TOO_OLD);
    }
}
