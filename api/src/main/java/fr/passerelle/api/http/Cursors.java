package fr.passerelle.api.http;

import fr.passerelle.ids.Paging;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes and reads cursors: a place in a list, authenticated together with whose list it is and what was asked. A cursor that was
 * changed, or given to another client or for another list, is none.
 */
final class Cursors {
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte FORMAT = 1;
    private static final int PLACE_BYTES = 1 + Long.BYTES + Integer.BYTES + 2 * Long.BYTES;
    private static final int TAG_BYTES = 16;

    private final SecretKeySpec key;

    /**
     * Cursors under a key made from this secret, which may serve other purposes too.
     *
     * @param secret the same on all replicas
     */
    Cursors(byte[] secret) {
        this.key = new SecretKeySpec(
                mac(new SecretKeySpec(secret, ALGORITHM), "cursors".getBytes(StandardCharsets.UTF_8)), ALGORITHM);
    }

    /** The cursor of a place in the list that the context describes. */
    String write(Paging.Place place, String context) {
        byte[] bytes = ByteBuffer.allocate(PLACE_BYTES)
                .put(FORMAT)
                .putLong(place.updatedAt().getEpochSecond())
                .putInt(place.updatedAt().getNano())
                .putLong(place.id().getMostSignificantBits())
                .putLong(place.id().getLeastSignificantBits())
                .array();
        byte[] whole = Arrays.copyOf(bytes, PLACE_BYTES + TAG_BYTES);
        System.arraycopy(tag(bytes, context), 0, whole, PLACE_BYTES, TAG_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /**
     * The place of a cursor.
     *
     * @throws ApiProblem {@code invalid_cursor} when it is not one of ours for this context
     */
    Paging.Place read(String cursor, String context) {
        byte[] whole = decoded(cursor);
        if (whole.length != PLACE_BYTES + TAG_BYTES) {
            throw invalid();
        }
        byte[] bytes = Arrays.copyOf(whole, PLACE_BYTES);
        byte[] given = Arrays.copyOfRange(whole, PLACE_BYTES, whole.length);
        if (!MessageDigest.isEqual(tag(bytes, context), given)) {
            throw invalid();
        }
        return place(ByteBuffer.wrap(bytes));
    }

    private static Paging.Place place(ByteBuffer bytes) {
        if (bytes.get() != FORMAT) {
            throw invalid();
        }
        try {
            Instant updatedAt = Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
            return new Paging.Place(updatedAt, new UUID(bytes.getLong(), bytes.getLong()));
        } catch (DateTimeException e) {
            throw invalid();
        }
    }

    private static byte[] decoded(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private byte[] tag(byte[] place, String context) {
        byte[] text = context.getBytes(StandardCharsets.UTF_8);
        byte[] message = ByteBuffer.allocate(place.length + text.length)
                .put(place)
                .put(text)
                .array();
        return Arrays.copyOf(mac(key, message), TAG_BYTES);
    }

    private static byte[] mac(SecretKeySpec key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ApiProblem invalid() {
        return new ApiProblem(ProblemCode.INVALID_CURSOR);
    }
}
