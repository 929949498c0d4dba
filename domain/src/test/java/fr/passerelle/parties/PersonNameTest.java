package fr.passerelle.parties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {

    @Test
    void keepsLettersAndAccentsInComposedForm() {
        PersonName name = new PersonName(" Kouame\u0301 ", "Traore\u0301", List.of("Ai\u0308cha", " Marie"));

        assertThat(name.familyName()).isEqualTo("Kouamé");
        assertThat(name.usageName()).isEqualTo("Traoré");
        assertThat(name.givenNames()).containsExactly("Aïcha", "Marie");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void hasAFamilyName(String familyName) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PersonName(familyName, null, List.of("Aïcha")));
    }

    @Test
    void mayHaveNoGivenName() {
        assertThat(new PersonName("Suharto", null, List.of()).folded()).isEqualTo("SUHARTO");
    }

    @ParameterizedTest
    @CsvSource({
        "Kouamé, KOUAME",
        "N'Guessan, NGUESSAN",
        "N’Guessan, NGUESSAN",
        "Ben Ali, BENALI",
        "Saint-Exupéry, SAINTEXUPERY",
        "Nguyễn, NGUYEN",
        "Weiß, WEISS",
        "Åström, ASTROM",
        "Çelik, CELIK",
        "İnan, INAN"
    })
    void isFoldedWithoutAccentsCaseHyphensAndApostrophes(String familyName, String folded) {
        assertThat(name(familyName).folded()).isEqualTo(folded);
    }

    @Test
    void isFoldedInTheOrderOfItsParts() {
        assertThat(new PersonName("Kouamé", "Traoré", List.of("Aïcha", "Marie-Ève")).folded())
                .isEqualTo("KOUAME AICHA MARIEEVE");
    }

    @Test
    void tellsWhetherTwoFamilyNamesAreTheSame() {
        assertThat(name("Kouamé").sharesFamilyNameWith(name("KOUAME"))).isTrue();
        assertThat(name("Kouamé").sharesFamilyNameWith(name("Kouadio"))).isFalse();
    }

    @Test
    void staysOutOfLogs() {
        assertThat(name("Kouamé").toString()).doesNotContain("Kouam");
    }

    private static PersonName name(String familyName) {
        return new PersonName(familyName, null, List.of());
    }
}
