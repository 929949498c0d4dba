package fr.passerelle.webhooks;

import fr.passerelle.parties.SealedSecret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key under which messages are signed.
 *
 * @param secret sealed for its endpoint
 * @param publicKey of a pair: the 32 bytes of the public key in base64url; absent of a shared secret
 * @param endsAt from then on it signs nothing; absent of the current key
 */
public record SealedKey(
        Kind kind,
        SealedSecret secret,
        @Nullable String publicKey,
        Instant createdAt,
        @Nullable Instant endsAt) {
    /** The schemes of Standard Webhooks. */
    public enum Kind {
        /** HMAC-SHA256 under a shared secret. */
        V1,
        /** Ed25519. */
        V1A
    }

    boolean isInForce(Instant now) {
        return endsAt == null || endsAt.isAfter(now);
    }

    SealedKey endingAt(Instant end) {
        return endsAt != null && endsAt.isBefore(end) ? this : new SealedKey(kind, secret, publicKey, createdAt, end);
    }
}
