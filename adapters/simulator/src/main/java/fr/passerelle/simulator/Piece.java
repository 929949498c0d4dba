package fr.passerelle.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;

/** Pièce jointe: what the portal shows of an attached document. The content itself is not kept. */
record Piece(String code, String fileName, long bytes, String sha256) {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,60}");
    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_NAME = 255;

    /** Looks at what was sent as a portal does: declared format, size, then whether it really is a PDF. */
    static Outcome<Piece> of(String code, MediaType type, String fileName, byte[] content, long limit) {
        if (!type.isCompatibleWith(MediaType.APPLICATION_PDF) || !type.isConcrete()) {
            return Outcome.refused(Refusal.FORMAT_REFUSE);
        }
        if (content.length > limit) {
            return Outcome.refused(Refusal.PIECE_TROP_LOURDE);
        }
        if (!CODE.matcher(code).matches()) {
            return Outcome.refused(Refusal.PIECE_REFUSEE, "code", "Ce type de pièce n'existe pas.");
        }
        if (!Arrays.equals(PDF, 0, PDF.length, content, 0, Math.min(PDF.length, content.length))) {
            return Outcome.refused(Refusal.PIECE_REFUSEE, code, "Le fichier n'est pas un PDF lisible.");
        }
        String name = fileName.substring(0, Math.min(fileName.length(), LONGEST_NAME));
        return Outcome.done(new Piece(code, name, content.length, sha256(content)));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
