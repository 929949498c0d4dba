package fr.passerelle.api.requests;

import fr.passerelle.documents.Document;
import fr.passerelle.documents.DocumentType;
import fr.passerelle.platform.PlatformFile.Complement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A request for complements, and how far the answer is. */
public record ComplementView(
        int number,
        Instant askedAt,
        @Nullable LocalDate dueOn,
        @Nullable String message,
        List<PieceView> pieces,
        List<DocumentView> documents,
        @Nullable Instant sentAt,
        String state) {

    /** A document that the platform asks for. */
    public record PieceView(String code, String label) {}

    static ComplementView of(Complement asked, List<Document> documents, String state) {
        return new ComplementView(
                asked.number(),
                asked.askedAt(),
                asked.dueOn(),
                asked.message(),
                asked.pieces().stream()
                        .map(piece -> new PieceView(code(piece.code()), piece.label()))
                        .toList(),
                documents.stream().map(DocumentView::of).toList(),
                asked.sentAt(),
                state);
    }

    /** The code as our own documents bear it. */
    private static String code(String portalCode) {
        return DocumentType.ofTable(portalCode).code().toLowerCase(Locale.ROOT);
    }
}
