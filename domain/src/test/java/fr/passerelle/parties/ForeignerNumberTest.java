package fr.passerelle.parties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.passerelle.parties.InvalidIdentifier.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignerNumberTest {

    @ParameterizedTest
    @CsvSource({"9912345678, 9912345678", "99 1234 5678, 9912345678", "012345678, 012345678"})
    void hasNineOrTenDigits(String text, String digits) {
        assertThat(ForeignerNumber.parse(text).digits()).isEqualTo(digits);
    }

    @ParameterizedTest
    @CsvSource({
        "'', LENGTH",
        "12345678, LENGTH",
        "12345678901, LENGTH",
        "99123A5678, CHARACTERS",
        "99-1234567, CHARACTERS"
    })
    void saysWhatIsWrong(String text, Reason reason) {
        assertThatExceptionOfType(InvalidIdentifier.class)
                .isThrownBy(() -> ForeignerNumber.parse(text))
                .extracting(InvalidIdentifier::reason)
                .isEqualTo(reason);
    }

    @Test
    void keepsTheNumberOutOfLogs() {
        assertThat(new ForeignerNumber("9912345678").toString()).doesNotContainPattern("\\d");
    }
}
