package fr.passerelle.api.webhooks;

import fr.passerelle.webhooks.Endpoint;
import fr.passerelle.webhooks.KeyMaker;
import fr.passerelle.webhooks.SealedKey;
import fr.passerelle.webhooks.SealedKey.Kind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of an endpoint as its client sees them. */
final class KeyViews {
    private KeyViews() {}

    /**
     * The current secret.
     *
     * @param previousEndsAt until when those before it sign beside it; absent where none does
     */
    record SecretView(
            String secret, Instant createdAt, @Nullable Instant previousEndsAt) {
        static SecretView of(Endpoint endpoint, KeyMaker keys, Instant now) {
            return new SecretView(
                    keys.shown(endpoint),
                    endpoint.keys().current().createdAt(),
                    endpoint.keys()
                            .inForce(Kind.V1, now)
                            .map(SealedKey::endsAt)
                            .filter(end -> end != null)
                            .max(Instant::compareTo)
                            .orElse(null));
        }
    }

    /** A set of public keys (RFC 7517). */
    record JwksView(List<JwkView> keys) {
        static JwksView of(Endpoint endpoint, Instant now) {
            return new JwksView(
                    endpoint.keys().inForce(Kind.V1A, now).map(JwkView::of).toList());
        }
    }

    /** A public key for Ed25519 (RFC 8037); its id is the beginning of it. */
    record JwkView(String kty, String crv, String alg, String use, String kid, String x) {
        private static final int KID = 16;

        static JwkView of(SealedKey key) {
            String x = java.util.Objects.requireNonNull(key.publicKey());
            return new JwkView("OKP", "Ed25519", "EdDSA", "sig", x.substring(0, KID), x);
        }
    }
}
