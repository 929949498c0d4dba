package fr.passerelle.api.http;

import java.util.Arrays;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/** A body as it comes in: each piece goes back to the server's pool at once, and nothing is held twice. */
final class GatheredBody {
    private static final int SMALLEST = 64 * 1024;

    private final int most;
    private byte[] bytes;
    private int length;

    /**
     * Nothing yet.
     *
     * @param announced how much is to come; less than nothing when that was not said
     * @param most that may come
     * @throws ApiProblem {@code too_large}
     */
    GatheredBody(long announced, int most) {
        if (announced > most) {
            throw new ApiProblem(ProblemCode.TOO_LARGE);
        }
        this.most = most;
        this.bytes = new byte[announced < 0 ? Math.min(SMALLEST, most) : Math.toIntExact(announced)];
    }

    /**
     * Adds a piece, and releases it.
     *
     * @throws ApiProblem {@code too_large}
     */
    void add(DataBuffer piece) {
        try {
            int more = piece.readableByteCount();
            if (more > most - length) {
                throw new ApiProblem(ProblemCode.TOO_LARGE);
            }
            makeRoom(more);
            piece.read(bytes, length, more);
            length += more;
        } finally {
            DataBufferUtils.release(piece);
        }
    }

    private void makeRoom(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(most, Math.max(length + more, 2 * bytes.length)));
        }
    }

    /** All of it. */
    byte[] bytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
