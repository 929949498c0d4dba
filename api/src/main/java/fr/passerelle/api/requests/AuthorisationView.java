package fr.passerelle.api.requests;

import fr.passerelle.api.parties.MandateView.StoredFile;
import fr.passerelle.documents.Document;
import fr.passerelle.requests.WorkAuthorisation;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A work authorisation as clients see it. */
public record AuthorisationView(
        String id,
        @Nullable String number,
        String employerId,
        @Nullable String workerId,
        String requestId,
        String origin,
        @Nullable Boolean deemed,
        @Nullable String job,
        @Nullable String zone,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        LocalDate grantedOn,
        @Nullable StoredFile document,
        long version,
        Instant createdAt) {
    static AuthorisationView of(WorkAuthorisation granted, @Nullable Document decision) {
        return new AuthorisationView(
                granted.id().text(),
                granted.number(),
                granted.employer().text(),
                granted.worker() == null ? null : granted.worker().text(),
                granted.request().text(),
                "granted",
                granted.deemed() ? true : null,
                granted.job(),
                granted.zone(),
                granted.validFrom(),
                granted.validTo(),
                granted.grantedOn(),
                decision == null ? null : StoredFile.of(decision),
                granted.version(),
                granted.createdAt());
    }
}
