package fr.passerelle.api.parties;

import fr.passerelle.documents.Document;
import fr.passerelle.parties.Mandate;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A mandate as clients see it. */
public record MandateView(
        String id,
        String employerId,
        String signedBy,
        LocalDate signedOn,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        @Nullable StoredFile document,
        String state,
        @Nullable Instant revokedAt,
        long version,
        Instant createdAt) {

    /** A file that is kept. */
    public record StoredFile(String sha256, long bytes) {
        public static StoredFile of(Document document) {
            return new StoredFile(document.sha256(), document.bytes());
        }
    }

    static MandateView of(Mandate mandate, @Nullable Document document, LocalDate today) {
        return new MandateView(
                mandate.id().text(),
                mandate.employer().text(),
                mandate.signedBy(),
                mandate.signedOn(),
                mandate.validFrom(),
                mandate.validTo(),
                document == null ? null : StoredFile.of(document),
                state(mandate, today),
                mandate.revokedAt(),
                mandate.version(),
                mandate.createdAt());
    }

    private static String state(Mandate mandate, LocalDate today) {
        if (mandate.revokedAt() != null) {
            return "revoked";
        }
        if (mandate.document() == null) {
            return "undocumented";
        }
        if (mandate.covers(today)) {
            return "valid";
        }
        LocalDate end = mandate.validTo();
        return end != null && end.isBefore(today) ? "expired" : "not_yet_valid";
    }
}
