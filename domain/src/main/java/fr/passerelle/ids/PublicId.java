package fr.passerelle.ids;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The public form of identifiers: a prefix that says what it is, then 26 letters of Crockford's base 32 over a UUID of
 * version 7. The twelve bits behind the version carry the shard (zero today), so that a later split of the database by
 * tenant needs no new identifiers.
 */
final class PublicId {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 26;
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PublicId() {}

    static UUID next(Instant now) {
        long high = (now.toEpochMilli() << 16) | VERSION_7;
        long low = (RANDOM.nextLong() >>> 2) | VARIANT;
        return new UUID(high, low);
    }

    static UUID lowestAt(Instant instant) {
        return new UUID((instant.toEpochMilli() << 16) | VERSION_7, VARIANT);
    }

    static Instant madeAt(UUID value) {
        return Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16);
    }

    static String text(String prefix, UUID value) {
        char[] letters = new char[LENGTH];
        long high = value.getMostSignificantBits();
        long low = value.getLeastSignificantBits();
        for (int i = LENGTH - 1; i >= 0; i--) {
            letters[i] = ALPHABET.charAt((int) (low & 31));
            low = (low >>> 5) | (high << 59);
            high >>>= 5;
        }
        return prefix + "_" + new String(letters);
    }

    static Optional<UUID> parse(String prefix, String text) {
        int start = prefix.length() + 1;
        if (text.length() != start + LENGTH || !text.startsWith(prefix + "_")) {
            return Optional.empty();
        }
        if (ALPHABET.indexOf(text.charAt(start)) > 7) {
            return Optional.empty();
        }
        long high = 0;
        long low = 0;
        for (int i = start; i < text.length(); i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            high = (high << 5) | (low >>> 59);
            low = (low << 5) | digit;
        }
        return Optional.of(new UUID(high, low));
    }
}
