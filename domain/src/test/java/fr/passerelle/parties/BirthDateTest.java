package fr.passerelle.parties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BirthDateTest {

    @ParameterizedTest
    @ValueSource(strings = {"1990-04-12", "1990-04", "1990", "2000-02-29", "1900"})
    void isKnownToTheDayTheMonthOrTheYear(String text) {
        assertThat(BirthDate.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "90",
                "1899",
                "1899-12-31",
                "1990-4",
                "1990-00",
                "1990-13",
                "1990-04-31",
                "1900-02-29",
                "2001-02-29",
                "1990-00-00",
                "12/04/1990",
                "1990-04-12T00:00",
                "19900412",
                "abcd",
                "+199",
                "-199"
            })
    void isNothingElse(String text) {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> BirthDate.parse(text));
    }

    @Test
    void hasNoDayWithoutAMonth() {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> new BirthDate(1990, null, 12));
    }

    @Test
    void staysOutOfLogs() {
        assertThat(BirthDate.parse("1990-04-12").toString()).doesNotContainPattern("\\d");
    }
}
