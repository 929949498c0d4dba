package fr.passerelle.parties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NationalityTest {

    @ParameterizedTest
    @ValueSource(strings = {"CI", "DZ", "GB", "VN", "XK", "XXA", "XXB", "XXC", "XXX"})
    void isACountryOrTheLackOfOne(String code) {
        assertThat(new Nationality(code)).hasToString(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ci", "CIV", "UK", "EU", "ZZ", "XX", "XXD", "Algérie"})
    void isNothingElse(String code) {
        assertThatExceptionOfType(InvalidIdentifier.class).isThrownBy(() -> new Nationality(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"XXA", "XXX", "fr", "FRA"})
    void tellsCountriesFromTheRest(String code) {
        assertThat(Nationality.isCountry(code)).isFalse();
        assertThat(Nationality.isCountry("FR")).isTrue();
        assertThat(Nationality.isCountry("XK")).isTrue();
    }
}
