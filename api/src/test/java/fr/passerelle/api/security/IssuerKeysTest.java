package fr.passerelle.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import fr.passerelle.api.security.IssuerKeys.KeysUnavailable;
import fr.passerelle.samples.SampleIssuer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class IssuerKeysTest {
    private static final JWSHeader KNOWN = header("rsa-1");
    private static final JWSHeader UNKNOWN = header("rsa-9");

    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private Mono<String> document = Mono.just(SampleIssuer.keys());
    private final AtomicInteger askings = new AtomicInteger();
    private final IssuerKeys keys = new IssuerKeys(Mono.defer(this::ask), properties(), () -> now);

    @Test
    void asksNothingBeforeTheFirstToken() {
        assertThat(askings).hasValue(0);
    }

    @Test
    void givesPublicKeysAlone() {
        List<JWK> found = keys.matching(KNOWN).block();

        assertThat(found).singleElement().matches(key -> !key.isPrivate());
    }

    @Test
    void asksOnceForManyTokens() {
        for (int i = 0; i < 50; i++) {
            assertFound(KNOWN);
        }

        assertThat(askings).hasValue(1);
    }

    @Test
    void asksOnceForManyTokensAtATime() {
        Sinks.One<String> answer = Sinks.one();
        document = answer.asMono();

        StepVerifier.create(Mono.zip(keys.matching(KNOWN), keys.matching(KNOWN)))
                .then(() -> answer.tryEmitValue(SampleIssuer.keys()).orThrow())
                .expectNextCount(1)
                .verifyComplete();
        assertThat(askings).hasValue(1);
    }

    @Test
    void asksOnceAMinuteHoweverManyKeysAreForged() {
        for (int i = 0; i < 50; i++) {
            assertNotFound(UNKNOWN);
        }
        assertThat(askings).hasValue(1);

        now = now.plus(Duration.ofMinutes(1));
        assertNotFound(UNKNOWN);
        assertThat(askings).hasValue(2);
    }

    @Test
    void findsAKeyThatTheIssuerHasAddedAndDropsOneThatItHasWithdrawn() {
        document = Mono.just(new JWKSet(SampleIssuer.EC).toString());
        assertNotFound(KNOWN);
        now = now.plus(Duration.ofMinutes(1));
        document = Mono.just(SampleIssuer.keys());
        assertFound(KNOWN);

        now = now.plus(Duration.ofHours(1));
        document = Mono.just(new JWKSet(SampleIssuer.EC).toString());
        assertNotFound(KNOWN);
    }

    @Test
    void keepsTheLastGoodKeysForADay() {
        assertFound(KNOWN);
        document = Mono.error(new IllegalStateException("away"));

        now = now.plus(Duration.ofHours(24)).minusSeconds(1);
        assertFound(KNOWN);
        now = now.plus(Duration.ofMinutes(1));
        assertUnavailable();
    }

    @Test
    void asksAgainOnceTheIssuerIsBack() {
        document = Mono.error(new IllegalStateException("away"));
        assertUnavailable();
        document = Mono.just(SampleIssuer.keys());
        assertUnavailable();

        now = now.plus(Duration.ofMinutes(1));
        assertFound(KNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "<html>", "{\"keys\": 5}", "{\"keys\": [{\"kty\": \"RSA\"}]}"})
    void takesNoKeysFromAnotherDocument(String text) {
        document = text.isEmpty() ? Mono.empty() : Mono.just(text);

        StepVerifier.create(keys.matching(KNOWN).filter(found -> !found.isEmpty()))
                .expectErrorMatches(KeysUnavailable.class::isInstance)
                .verify();
    }

    private Mono<String> ask() {
        askings.incrementAndGet();
        return document;
    }

    private void assertFound(JWSHeader header) {
        assertThat(keys.matching(header).block()).hasSize(1);
    }

    private void assertNotFound(JWSHeader header) {
        assertThat(keys.matching(header).block()).isEmpty();
    }

    private void assertUnavailable() {
        StepVerifier.create(keys.matching(KNOWN))
                .expectError(KeysUnavailable.class)
                .verify();
    }

    private static JWSHeader header(String key) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key).build();
    }

    private static SecurityProperties properties() {
        return new SecurityProperties(
                SampleIssuer.ISSUER,
                URI.create("http://unused.test"),
                SampleIssuer.AUDIENCE,
                "client_id",
                Duration.ofSeconds(60),
                Set.of("RS256"),
                DataSize.ofKilobytes(8),
                Duration.ofHours(1),
                Duration.ofHours(24),
                Duration.ofMinutes(1));
    }
}
