package fr.passerelle.webhooks;

import java.util.List;

/**
 * The keys in force for an endpoint, the newest first. Each gives a signature of its own, so that a receiver that knows the old
 * key alone or the new one alone accepts the message.
 *
 * @param secrets for {@code v1} (HMAC-SHA256), 24 to 64 bytes each; never empty
 * @param privateKeys for {@code v1a} (Ed25519), PKCS#8 each; empty where the endpoint does not ask for it
 */
public record SigningKeys(List<Secret> secrets, List<Secret> privateKeys) {
    public SigningKeys {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("a message is always signed under v1");
        }
        secrets = List.copyOf(secrets);
        privateKeys = List.copyOf(privateKeys);
    }

    /** Bytes that nobody may see. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Secret(byte[] bytes) {
        @Override
        public String toString() {
            return "Secret[…]";
        }
    }
}
