package fr.passerelle.api.http;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/** Cuts a body into lines while it comes in. Holds no more than one line and one piece of it. */
final class LineSplitter {
    private final HttpProperties.Files bounds;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private long received;
    private int longerBy;
    private int number;

    LineSplitter(HttpProperties.Files bounds) {
        this.bounds = bounds;
    }

    /**
     * A line that is not blank.
     *
     * @param number among those that are not, from one
     * @param bytes without its end; the beginning of one that is too long
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Raw(int number, byte[] bytes, boolean isTooLong) {}

    /**
     * The lines that end in a piece, which is released.
     *
     * @throws ApiProblem {@code too_large} when there are too many or too much
     */
    List<Raw> add(DataBuffer piece) {
        byte[] bytes = bytes(piece);
        received += bytes.length;
        if (received > bounds.longestBody().toBytes()) {
            throw new ApiProblem(ProblemCode.TOO_LARGE);
        }
        List<Raw> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                append(bytes, start, i);
                take(lines);
                start = i + 1;
            }
        }
        append(bytes, start, bytes.length);
        return lines;
    }

    /** The last line, where its end is that of the body. */
    List<Raw> end() {
        List<Raw> lines = new ArrayList<>(1);
        take(lines);
        return lines;
    }

    private static byte[] bytes(DataBuffer piece) {
        try {
            byte[] bytes = new byte[piece.readableByteCount()];
            piece.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(piece);
        }
    }

    private void append(byte[] bytes, int start, int end) {
        int room = Math.toIntExact(bounds.longestLine().toBytes()) - begun.size();
        int taken = Math.min(room, end - start);
        begun.write(bytes, start, taken);
        longerBy += end - start - taken;
    }

    private void take(List<Raw> lines) {
        byte[] line = begun.toByteArray();
        if (longerBy > 0 || !isBlank(line)) {
            number++;
            lines.add(new Raw(number, line, longerBy > 0));
        }
        if (number > bounds.mostLines()) {
            throw new ApiProblem(ProblemCode.TOO_LARGE);
        }
        begun.reset();
        longerBy = 0;
    }

    private static boolean isBlank(byte[] line) {
        for (byte one : line) {
            if (one != ' ' && one != '\t' && one != '\r') {
                return false;
            }
        }
        return true;
    }
}
