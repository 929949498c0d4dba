package fr.passerelle.law.needs;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.law.LawTables;
import fr.passerelle.law.needs.Pay.Verdict;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("R5221-20")
class PayTest {
    private final Pay rule = new Pay(new MinimumWage(LawTables.shipped()));

    @ParameterizedTest
    @CsvSource(
            value = {
                "1823.02, 35, 69, 2026-05-31, BELOW, true",
                "1823.03, 35, 69, 2026-05-31, ENOUGH, false",
                "1823.04, 35, 69, 2026-05-31, ENOUGH, false",
                "1823.03, 35, 69, 2026-06-01, BELOW, false",
                "1867.02, 35, 69, 2026-06-01, ENOUGH, false",
                "1415.04, 35, 976, 2026-05-31, BELOW, true",
                "1415.05, 35, 976, 2026-05-31, ENOUGH, false",
                "1000.00, 35, 976, 2026-06-01, UNKNOWN, false",
                "911.51, 17.5, 69, 2026-03-02, BELOW, true",
                "911.52, 17.5, 69, 2026-03-02, ENOUGH, false",
                "1823.03, 35, NULL, 2026-03-02, UNKNOWN, false",
                "NULL, 35, 69, 2026-03-02, UNKNOWN, false",
                "1823.03, NULL, 69, 2026-03-02, UNKNOWN, false"
            },
            nullValues = "NULL")
    void isComparedWithTheMinimumOfItsDayPlaceAndHours(
            BigDecimal euros, BigDecimal hours, String department, LocalDate day, Verdict verdict, boolean blocks) {
        Pay.Answer answer = rule.of(new Pay.Facts(euros, hours, department, day, false));

        assertThat(answer.verdict()).isEqualTo(verdict);
        assertThat(answer.blocks()).isEqualTo(blocks);
        assertThat(answer.asks().isEmpty()).isEqualTo(euros != null && hours != null && department != null);
    }

    @ParameterizedTest
    @CsvSource({"1823.02", "100"})
    void neverBlocksWhereARuleMayAllowLess(BigDecimal euros) {
        Pay.Answer answer = rule.of(new Pay.Facts(euros, new BigDecimal(35), "69", LocalDate.of(2026, 3, 2), true));

        assertThat(answer.verdict()).isEqualTo(Verdict.BELOW);
        assertThat(answer.blocks()).isFalse();
    }
}
