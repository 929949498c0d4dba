package fr.passerelle.api.requests;

import fr.passerelle.documents.Document;
import java.time.Instant;

/** A document as clients see it, without its content. */
public record DocumentView(String id, String type, long bytes, String sha256, String mediaType, Instant uploadedAt) {
    static DocumentView of(Document document) {
        return new DocumentView(
                document.id().text(),
                document.type().code(),
                document.bytes(),
                document.sha256(),
                "application/pdf",
                document.uploadedAt());
    }
}
