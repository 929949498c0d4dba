package fr.passerelle.api;

import java.util.Arrays;
import java.util.Base64;

/** The key under which secrets are sealed: 32 bytes, given in base 64 as {@code passerelle.secrets.key}. */
record SecretsKey(byte[] bytes) {
    /** The key of the local run, which is public and therefore protects nothing. */
    static final String OF_LOCAL_RUN = "bG9jYWwtcnVuLW9ubHktbmV2ZXItaW4tcHJvZHVjdCE=";

    static final String MAKE_ONE = "Make a key with: openssl rand -base64 32";

    private static final int LENGTH = 32;

    static SecretsKey read(String base64) {
        byte[] bytes = decoded(base64);
        if (bytes.length != LENGTH) {
            throw new UnsafeSettings(
                    new UnsafeSettings.Refusal("passerelle.secrets.key does not hold 32 bytes in base 64.", MAKE_ONE));
        }
        return new SecretsKey(bytes);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** Whether anybody could know it: the key of the local run, or one byte repeated. */
    boolean isGuessable() {
        boolean isRepeated = Arrays.equals(bytes, repeated(bytes[0]));
        return isRepeated || Arrays.equals(bytes, Base64.getDecoder().decode(OF_LOCAL_RUN));
    }

    private static byte[] repeated(byte value) {
        byte[] all = new byte[LENGTH];
        Arrays.fill(all, value);
        return all;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretsKey that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "SecretsKey[…]";
    }
}
