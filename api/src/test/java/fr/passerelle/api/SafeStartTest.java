package fr.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.passerelle.platform.InMemoryPlatform;
import java.net.URI;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class SafeStartTest {
    private static final SecretsKey SECRET = SecretsKey.read("K7gNU3sdo+OL0wNhqoVWhr3g6s1xYv72ol/pe/Unols=");
    private static final SecretsKey KNOWN = SecretsKey.read(SecretsKey.OF_LOCAL_RUN);
    private static final URI PORTAL = URI.create("https://portail.example");

    private final MockEnvironment environment = new MockEnvironment();
    private final InMemoryPlatform platform = new InMemoryPlatform(InstantSource.system());

    @Test
    void namesAllThatIsUnsafeAtOnceWithItsRemedy() {
        assertThatExceptionOfType(UnsafeSettings.class)
                .isThrownBy(() -> new SafeStart(environment, KNOWN, URI.create("http://portail.example"), platform))
                .satisfies(refusal -> assertThat(refusal.getMessage())
                        .contains("a key that anybody knows")
                        .contains("not https")
                        .contains("a simulator"))
                .satisfies(refusal -> assertThat(refusal.remedies())
                        .hasSize(3)
                        .anyMatch(remedy -> remedy.contains("openssl rand -base64 32")));
    }

    @ParameterizedTest
    @CsvSource({
        "https://portail.example, true",
        "http://localhost:8443, true",
        "http://127.0.0.1, true",
        "http://[::1]:80, true",
        "http://portail.example, false",
        "http://localhost.example, false"
    })
    void asksForTlsBeyondThisMachine(URI portal, boolean isSafe) {
        platform.goDown();

        assertThat(starts(SECRET, portal)).isEqualTo(isSafe);
    }

    @Test
    void startsWhileThePlatformIsDown() {
        platform.goDown();

        assertThat(starts(SECRET, PORTAL)).isTrue();
    }

    @Test
    void refusesASimulator() {
        assertThat(starts(SECRET, PORTAL)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0", "7"})
    void refusesAKeyOfOneByteRepeated(byte value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, value);
        platform.goDown();

        assertThat(starts(SecretsKey.read(Base64.getEncoder().encodeToString(bytes)), PORTAL))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"not base 64!", "c2hvcnQ="})
    void refusesAKeyThatIsNone(String text) {
        assertThatExceptionOfType(UnsafeSettings.class)
                .isThrownBy(() -> SecretsKey.read(text))
                .satisfies(refusal ->
                        assertThat(refusal.remedies()).containsExactly("Make a key with: openssl rand -base64 32"));
    }

    @Test
    void letsTheLocalRunHaveItsSimulatorAndItsKnownKey() {
        environment.setActiveProfiles("local");

        assertThat(starts(KNOWN, URI.create("http://localhost:8090"))).isTrue();
    }

    private boolean starts(SecretsKey key, URI portal) {
        try {
            new SafeStart(environment, key, portal, platform);
            return true;
        } catch (UnsafeSettings refused) {
            return false;
        }
    }
}
