package fr.passerelle.api.http;

import java.util.Map;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Where the reader of the body leaves its digest for the reader of the idempotency key. Spring resolves a controller's arguments
 * at the same time and in no order that we choose, so whoever comes first makes the place and the key waits for the body.
 */
final class BodyFingerprint {
    private static final String ATTRIBUTE = BodyFingerprint.class.getName();

    private final Sinks.One<byte[]> digest = Sinks.one();

    private BodyFingerprint() {}

    static BodyFingerprint in(Map<String, Object> attributes) {
        return (BodyFingerprint) attributes.computeIfAbsent(ATTRIBUTE, key -> new BodyFingerprint());
    }

    void bodyIs(byte[] sha256) {
        digest.tryEmitValue(sha256).orThrow();
    }

    Mono<byte[]> whenRead() {
        return digest.asMono();
    }
}
