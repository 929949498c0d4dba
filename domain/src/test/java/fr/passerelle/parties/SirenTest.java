package fr.passerelle.parties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.passerelle.parties.InvalidIdentifier.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SirenTest {

    @ParameterizedTest
    @ValueSource(strings = {"732829320", "732 829 320", " 732829320 ", "732\u00a0829\u202f320"})
    void isReadAsPeopleWriteIt(String text) {
        assertThat(Siren.parse(text)).isEqualTo(new Siren("732829320"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', LENGTH",
        "73282932, LENGTH",
        "7328293200, LENGTH",
        "73282932O, CHARACTERS",
        "732-829-320, CHARACTERS",
        "٧٣٢٨٢٩٣٢٠, CHARACTERS",
        "732829321, CHECK_DIGIT",
        "723829320, CHECK_DIGIT"
    })
    void saysWhatIsWrong(String text, Reason reason) {
        assertThatExceptionOfType(InvalidIdentifier.class)
                .isThrownBy(() -> Siren.parse(text))
                .extracting(InvalidIdentifier::reason)
                .isEqualTo(reason);
    }

    @Test
    void doesNotRepeatAWrongNumber() {
        assertThatExceptionOfType(InvalidIdentifier.class)
                .isThrownBy(() -> Siren.parse("732829321"))
                .withMessageNotContaining("732829321");
    }
}
