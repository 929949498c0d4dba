package fr.passerelle.platform;

import fr.passerelle.documents.DocumentType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file with its history, in the platform's words beside our reading of them.
 *
 * @param labelSince since when the platform shows the present label
 */
public record PlatformFile(
        FileSummary summary,
        @Nullable Instant labelSince,
        List<Step> history,
        List<Complement> complements,
        @Nullable Decision decision) {
    public PlatformFile {
        history = List.copyOf(history);
        complements = List.copyOf(complements);
    }

    /** One line of the platform's history. */
    public record Step(Instant at, String label) {}

    /**
     * A request for complements.
     *
     * @param dueOn the last day to answer, when the platform gives one
     * @param message as the platform wrote it
     * @param sentAt when the answer was sent; absent while it is awaited
     */
    public record Complement(
            int number,
            Instant askedAt,
            @Nullable LocalDate dueOn,
            @Nullable String message,
            List<Piece> pieces,
            @Nullable Instant sentAt) {
        public Complement {
            pieces = List.copyOf(pieces);
        }

        /** A document that is asked for. */
        public record Piece(String code, String label) {
            /** The type under which we keep it. */
            public DocumentType type() {
                return DocumentType.ofPortal(code);
            }
        }
    }

    /** An express decision. */
    public record Decision(
            boolean favourable,
            LocalDate decidedOn,
            @Nullable String authorisationNumber,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            @Nullable String job,
            @Nullable String zone,
            @Nullable String reasons) {}

    /** The request for complements that still awaits an answer. */
    public Optional<Complement> awaitedComplement() {
        return complements.stream().filter(c -> c.sentAt() == null).findFirst();
    }
}
