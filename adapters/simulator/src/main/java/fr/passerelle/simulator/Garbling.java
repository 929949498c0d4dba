package fr.passerelle.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.springframework.http.HttpHeaders;

/** Ways in which a good answer becomes one that cannot be trusted, though what it says stays the same. */
final class Garbling {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int MEGABYTE = 1024 * 1024;
    private static final int BOMB = 256 * MEGABYTE;

    private Garbling() {}

    static Answer asPlainText(Answer answer) {
        return answer.with(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8");
    }

    static Answer inLatin1(Answer answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        return answer.saying(text.getBytes(StandardCharsets.ISO_8859_1))
                .with(HttpHeaders.CONTENT_TYPE, "application/json; charset=iso-8859-1");
    }

    static Answer withByteOrderMark(Answer answer) {
        ByteArrayOutputStream marked = new ByteArrayOutputStream();
        marked.writeBytes(BYTE_ORDER_MARK);
        marked.writeBytes(answer.body());
        return answer.saying(marked.toByteArray());
    }

    static Answer asBomb(Answer answer) {
        return answer.saying(bomb(answer.body())).with(HttpHeaders.CONTENT_ENCODING, "gzip");
    }

    /** The answer, then blanks without end: whoever unpacks it needs a quarter of a gigabyte to find that nothing follows. */
    private static byte[] bomb(byte[] answer) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.writeBytes(packed(answer, 1));
        packed.writeBytes(Blanks.PACKED);
        return packed.toByteArray();
    }

    private static byte[] packed(byte[] content, int times) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            for (int written = 0; written < times; written++) {
                gzip.write(content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** Packed once, when they are first needed: it takes a second. */
    private static final class Blanks {
        static final byte[] PACKED = packed(" ".repeat(MEGABYTE).getBytes(StandardCharsets.US_ASCII), BOMB / MEGABYTE);
    }
}
