package fr.passerelle.documents;

import fr.passerelle.ids.DocumentId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** A document with its content. */
public record StoredDocument(Document document, byte[] content) {

    /** A document made of the given content now; its hash is computed here and nowhere else. */
    public static StoredDocument of(
            Document.Owner owner, DocumentType type, String fileName, byte[] content, Instant now) {
        return new StoredDocument(
                new Document(DocumentId.next(now), owner, type, fileName, content.length, sha256(content), now),
                content);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "StoredDocument[" + document.id() + "]";
    }
}
