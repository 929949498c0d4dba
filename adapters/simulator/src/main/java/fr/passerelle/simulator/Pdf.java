package fr.passerelle.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The smallest PDF that holds a page of text: one font, no compression, so that a test may look for a word in its bytes.
 * Written by hand, as a library for five lines of text would be most of the jar.
 */
final class Pdf {
    /** What {@code /WinAnsiEncoding} means; letters beyond it become question marks. */
    private static final Charset WIN_ANSI = Charset.forName("windows-1252");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Integer> offsets = new ArrayList<>();

    private Pdf() {}

    static byte[] page(List<String> lines) {
        return new Pdf().write(text(lines));
    }

    private static byte[] text(List<String> lines) {
        StringBuilder text = new StringBuilder("BT /F1 11 Tf 56 780 Td 18 TL\n");
        for (String line : lines) {
            text.append('(').append(escaped(line)).append(") Tj T*\n");
        }
        return text.append("ET").toString().getBytes(WIN_ANSI);
    }

    private static String escaped(String line) {
        return line.replace("\\", "\\\\")
                .replace("(", "\\(")
                .replace(")", "\\)")
                .replaceAll("\\p{Cntrl}", " ");
    }

    private byte[] write(byte[] text) {
        // The second line says to whoever transfers the file that it is binary.
        append("%PDF-1.4\n%âãÏÓ\n");
        object("<< /Type /Catalog /Pages 2 0 R >>");
        object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
                + "/Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>");
        object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
        stream(text);
        trailer();
        return out.toByteArray();
    }

    private void object(String body) {
        begin();
        append(body + "\nendobj\n");
    }

    private void stream(byte[] content) {
        begin();
        append("<< /Length " + content.length + " >>\nstream\n");
        out.writeBytes(content);
        append("\nendstream\nendobj\n");
    }

    private void begin() {
        offsets.add(out.size());
        append(offsets.size() + " 0 obj\n");
    }

    private void trailer() {
        int start = out.size();
        append("xref\n0 " + (offsets.size() + 1) + "\n0000000000 65535 f \n");
        for (int offset : offsets) {
            append("%010d 00000 n \n".formatted(offset));
        }
        append("trailer\n<< /Size " + (offsets.size() + 1) + " /Root 1 0 R >>\nstartxref\n" + start + "\n%%EOF\n");
    }

    private void append(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
