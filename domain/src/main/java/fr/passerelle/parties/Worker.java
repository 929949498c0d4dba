package fr.passerelle.parties;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.ids.WorkerId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person whom an employer employs or means to employ, under the client's own reference within that employer.
 *
 * @param version counts the changes; the entity tag of the resource
 */
public record Worker(
        WorkerId id,
        TenantId tenant,
        EmployerId employer,
        ClientReference reference,
        Profile profile,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * What the client says of a person.
     *
     * @param name as HR writes it
     * @param passportName as the passport spells it, when that differs; this spelling is the one that is filed
     * @param nationalities in the order given; the first is the one filed first
     * @param identifiers dated papers and numbers; a person abroad may have no foreigner number, and gain one later
     */
    public record Profile(
            PersonName name,
            @Nullable PersonName passportName,
            @Nullable Sex sex,
            BirthDate birthDate,
            @Nullable String birthPlace,
            @Nullable String birthCountry,
            List<Nationality> nationalities,
            List<Identifier> identifiers,
            List<Employment> employments,
            @Nullable Address address,
            @Nullable String email,
            @Nullable String phone,
            Map<String, String> metadata) {
        public Profile {
            nationalities = List.copyOf(nationalities);
            identifiers = List.copyOf(identifiers);
            employments = List.copyOf(employments);
            metadata = Map.copyOf(metadata);
        }

        /** The spelling that is filed: papers must agree letter for letter. */
        public PersonName filedName() {
            return passportName == null ? name : passportName;
        }

        /** The identifier of a kind in force on a day; the one that ends last when several are. */
        public Optional<Identifier> identifier(Identifier.Kind kind, LocalDate day) {
            return identifiers.stream()
                    .filter(i -> i.kind() == kind && i.isValidOn(day))
                    .reduce((a, b) -> a.endsAfter(b) ? a : b);
        }
    }

    /** Sex as a passport states it. */
    public enum Sex {
        FEMALE,
        MALE,
        UNSPECIFIED
    }

    /**
     * A paper or number of a person, with the days between which it holds.
     *
     * @param issuer ISO 3166 country that issued it
     * @param mention of a residence permit, such as {@code salarié}
     */
    public record Identifier(
            Kind kind,
            String number,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            @Nullable String issuer,
            @Nullable String mention) {
        /** Kinds of papers and numbers. */
        public enum Kind {
            PASSPORT,
            NATIONAL_ID_CARD,
            /** Numéro étranger (AGDREF). */
            FOREIGNER_NUMBER,
            /** Titre de séjour. */
            RESIDENCE_PERMIT,
            /** Visa de long séjour valant titre de séjour. */
            LONG_STAY_VISA,
            /** Attestation de demande d'asile. */
            ASYLUM_CLAIM_CERTIFICATE
        }

        public Identifier {
            if (validFrom != null && validTo != null && validTo.isBefore(validFrom)) {
                throw new IllegalArgumentException("an identifier ends before it begins");
            }
        }

        public boolean isValidOn(LocalDate day) {
            return (validFrom == null || !validFrom.isAfter(day)) && (validTo == null || !validTo.isBefore(day));
        }

        private boolean endsAfter(Identifier other) {
            return validTo == null || (other.validTo != null && validTo.isAfter(other.validTo));
        }

        /** Personal data: the number itself never reaches a log. */
        @Override
        public String toString() {
            return "Identifier[" + kind + "]";
        }
    }

    /** One contract of the person with the employer. */
    public record Employment(
            String contractReference,
            @Nullable Siret establishment,
            @Nullable LocalDate start,
            @Nullable LocalDate end) {
        public Employment {
            if (start != null && end != null && end.isBefore(start)) {
                throw new IllegalArgumentException("an employment ends before it begins");
            }
        }
    }

    /** The same worker with another profile; the very same object when nothing changed. */
    public Worker with(Profile changed, Instant now) {
        return changed.equals(profile)
                ? this
                : new Worker(id, tenant, employer, reference, changed, version + 1, createdAt, now);
    }

    /** Personal data: only ids reach a log. */
    @Override
    public String toString() {
        return "Worker[" + id + "]";
    }
}
