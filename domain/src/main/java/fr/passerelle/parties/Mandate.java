package fr.passerelle.parties;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.MandateId;
import fr.passerelle.ids.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Mandat écrit: the employer's written mandate to file in its name.
 *
 * <p>Source: Code du travail, art. R. 5221-1 II (LEGIARTI000049999770, in force since 2024-09-01): the request is
 * made by the employer or by a person holding a written mandate from it.
 *
 * @param signedBy name of the signatory of the employer
 * @param validTo last day of validity; absent when the mandate has no end
 * @param document SHA-256 of the signed PDF, in lower-case hexadecimal; absent until it is uploaded
 */
public record Mandate(
        MandateId id,
        TenantId tenant,
        EmployerId employer,
        String signedBy,
        LocalDate signedOn,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        @Nullable String document,
        @Nullable Instant revokedAt,
        long version,
        Instant createdAt) {

    public Mandate {
        if (validTo != null && validTo.isBefore(validFrom)) {
            throw new IllegalArgumentException("a mandate ends before it begins");
        }
    }

    /** Whether the mandate covers a filing made on the given day: signed, documented, in its dates and not revoked. */
    public boolean covers(LocalDate day) {
        return document != null
                && revokedAt == null
                && !signedOn.isAfter(day)
                && !validFrom.isAfter(day)
                && (validTo == null || !validTo.isBefore(day));
    }

    /** Whether one of the mandates covers a filing made on the given day. */
    public static boolean anyCovers(List<Mandate> mandates, LocalDate day) {
        return mandates.stream().anyMatch(mandate -> mandate.covers(day));
    }

    public Mandate documentedBy(String sha256) {
        return new Mandate(
                id,
                tenant,
                employer,
                signedBy,
                signedOn,
                validFrom,
                validTo,
                sha256,
                revokedAt,
                version + 1,
                createdAt);
    }

    public Mandate revoked(Instant now) {
        return revokedAt != null
                ? this
                : new Mandate(
                        id,
                        tenant,
                        employer,
                        signedBy,
                        signedOn,
                        validFrom,
                        validTo,
                        document,
                        now,
                        version + 1,
                        createdAt);
    }
}
