package fr.passerelle.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientReferenceTest {

    @Test
    void isComparedAsGiven() {
        assertThat(new ClientReference("Case 42")).isNotEqualTo(new ClientReference("case 42"));
        assertThat(new ClientReference("é/№-42")).hasToString("é/№-42");
    }

    @Test
    void holdsUpTo128Characters() {
        assertThat(new ClientReference("x".repeat(128)).value()).hasSize(128);
        assertThatIllegalArgumentException().isThrownBy(() -> new ClientReference("x".repeat(129)));
    }

    @Test
    void countsCharactersAsPeopleDo() {
        assertThat(new ClientReference("🥐".repeat(128)).value()).hasSize(256);
        assertThatIllegalArgumentException().isThrownBy(() -> new ClientReference("🥐".repeat(129)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u0000b", "a\tb"})
    void isVisible(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ClientReference(text));
    }
}
