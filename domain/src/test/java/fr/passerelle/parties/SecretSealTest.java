package fr.passerelle.parties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import fr.passerelle.parties.SecretSeal.SealBroken;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSealTest {
    private static final String PASSWORD = "pâté & 漢字";
    private static final String CONTEXT = "acc_1";

    private final SecretSeal seal = new SecretSeal(key(1));

    @ParameterizedTest
    @ValueSource(strings = {"", "a", PASSWORD})
    void opensWhatItSealed(String secret) {
        SealedSecret sealed = seal.seal(secret, CONTEXT);

        assertThat(seal.open(sealed, CONTEXT)).isEqualTo(secret);
        assertThat(new SecretSeal(key(1)).open(sealed, CONTEXT)).isEqualTo(secret);
    }

    @Test
    void sealsTheSameSecretDifferentlyEachTime() {
        assertThat(seal.seal(PASSWORD, CONTEXT)).isNotEqualTo(seal.seal(PASSWORD, CONTEXT));
    }

    @Test
    void hidesTheSecret() {
        SealedSecret sealed = seal.seal(PASSWORD, CONTEXT);

        assertThat(new String(sealed.bytes(), StandardCharsets.UTF_8)).doesNotContain("pâté");
        assertThat(sealed.toString()).doesNotContain("pâté");
    }

    @Test
    void doesNotOpenUnderAnotherKey() {
        SealedSecret sealed = seal.seal(PASSWORD, CONTEXT);

        assertThatExceptionOfType(SealBroken.class)
                .isThrownBy(() -> new SecretSeal(key(2)).open(sealed, CONTEXT))
                .withMessageNotContaining("pâté");
    }

    @Test
    void doesNotOpenInAnotherContext() {
        SealedSecret sealed = seal.seal(PASSWORD, CONTEXT);

        assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> seal.open(sealed, "acc_2"));
    }

    static IntStream positions() {
        return IntStream.range(0, 1 + 12 + 4 + 16);
    }

    @ParameterizedTest
    @MethodSource("positions")
    void doesNotOpenWhenOneByteWasChanged(int position) {
        byte[] changed = seal.seal("pass", CONTEXT).bytes();
        changed[position] ^= 1;

        assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> seal.open(new SealedSecret(changed), CONTEXT));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 12, 13, 14, 28, 32})
    void doesNotOpenWhenItWasCut(int length) {
        byte[] cut = Arrays.copyOf(seal.seal("pass", CONTEXT).bytes(), length);

        assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> seal.open(new SealedSecret(cut), CONTEXT));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 31, 33})
    void takesAKeyOf32BytesAlone(int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SecretSeal(new byte[length]));
    }

    private static byte[] key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }
}
