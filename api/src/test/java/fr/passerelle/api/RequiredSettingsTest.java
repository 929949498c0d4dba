package fr.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.springframework.aot.AotDetector;
import org.springframework.core.SpringProperties;
import org.springframework.mock.env.MockEnvironment;

class RequiredSettingsTest {
    private final MockEnvironment environment = new MockEnvironment()
            .withProperty("passerelle.database.host", "db.example.org")
            .withProperty("passerelle.database.service.user", "service")
            .withProperty("passerelle.database.service.password", "s")
            .withProperty("passerelle.database.owner.user", "owner")
            .withProperty("passerelle.database.owner.password", "o")
            .withProperty("passerelle.platform.base-url", "https://platform.example.org")
            .withProperty("passerelle.security.issuer", "https://issuer.example.org")
            .withProperty("passerelle.security.jwks-uri", "https://issuer.example.org/jwks")
            .withProperty("passerelle.security.audience", "passerelle")
            .withProperty("passerelle.secrets.key", "a key");

    @Test
    void isContentWhenAllAreGiven() {
        assertThatCode(() -> RequiredSettings.require(environment)).doesNotThrowAnyException();
    }

    @Test
    void refusesASettingThatComesTooLateForPartsThatWereChosenBefore() {
        environment.setProperty("management.opentelemetry.tracing.export.otlp.endpoint", "http://traces.example.org");
        assertThatCode(() -> RequiredSettings.require(environment)).doesNotThrowAnyException();

        SpringProperties.setProperty(AotDetector.AOT_ENABLED, "true");
        try {
            assertThatThrownBy(() -> RequiredSettings.require(environment))
                    .isInstanceOf(UnsafeSettings.class)
                    .hasMessageContaining("comes too late");
        } finally {
            SpringProperties.setProperty(AotDetector.AOT_ENABLED, null);
        }
    }

    @Test
    void namesAllThatAreLacking() {
        environment.setProperty("passerelle.platform.base-url", "");
        environment.setProperty("passerelle.secrets.key", " ");

        UnsafeSettings refusal =
                catchThrowableOfType(UnsafeSettings.class, () -> RequiredSettings.require(environment));

        assertThat(refusal).hasMessage("passerelle.platform.base-url is not set.\npasserelle.secrets.key is not set.");
        assertThat(refusal.remedies())
                .containsExactly(
                        "Set passerelle.platform.base-url: the address of the platform",
                        "Set passerelle.secrets.key: 32 bytes in base 64. Make them with: openssl rand -base64 32");
    }
}
