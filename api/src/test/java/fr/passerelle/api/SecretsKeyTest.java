package fr.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsKeyTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "c2hvcnQ=", "no base 64 at all", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="})
    void refusesWhatDoesNotHold32Bytes(String given) {
        assertThatThrownBy(() -> SecretsKey.read(given)).isInstanceOf(UnsafeSettings.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {SecretsKey.OF_LOCAL_RUN, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="})
    void knowsAKeyThatAnybodyKnows(String given) {
        assertThat(SecretsKey.read(given).isGuessable()).isTrue();
    }

    @Test
    void showsNothingOfItself() {
        assertThat(SecretsKey.read("c2FtcGxlLWtleS1zYW1wbGUta2V5LXNhbXBsZS1rZXk=")
                        .toString())
                .isEqualTo("SecretsKey[…]");
    }
}
