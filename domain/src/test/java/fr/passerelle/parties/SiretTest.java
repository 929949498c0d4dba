package fr.passerelle.parties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.passerelle.parties.InvalidIdentifier.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiretTest {

    @ParameterizedTest
    @ValueSource(strings = {"73282932000074", "732 829 320 00074", "732\u00a0829\u202f320 00074"})
    void isReadAsPeopleWriteIt(String text) {
        assertThat(Siret.parse(text)).isEqualTo(new Siret("73282932000074"));
    }

    @Test
    void beginsWithTheSirenOfItsLegalEntity() {
        assertThat(new Siret("73282932000074").siren()).isEqualTo(new Siren("732829320"));
    }

    @ParameterizedTest
    @CsvSource({
        "732829320, LENGTH",
        "732829320000745, LENGTH",
        "7328293200007A, CHARACTERS",
        "73282932000075, CHECK_DIGIT",
        "73282932100072, CHECK_DIGIT"
    })
    void saysWhatIsWrong(String text, Reason reason) {
        assertThatExceptionOfType(InvalidIdentifier.class)
                .isThrownBy(() -> Siret.parse(text))
                .extracting(InvalidIdentifier::reason)
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"35600000000048", "35600000001005", "35600000049837"})
    void acceptsTheSeatOfLaPosteAndBranchesWhoseSumIsAMultipleOfFive(String text) {
        assertThat(Siret.parse(text).siren()).isEqualTo(new Siren("356000000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"35600000001004", "35600000049838"})
    void refusesBranchesOfLaPosteWhoseSumIsNone(String text) {
        assertThatExceptionOfType(InvalidIdentifier.class)
                .isThrownBy(() -> Siret.parse(text))
                .extracting(InvalidIdentifier::reason)
                .isEqualTo(Reason.CHECK_DIGIT);
    }
}
