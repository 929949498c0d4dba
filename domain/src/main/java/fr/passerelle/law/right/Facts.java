package fr.passerelle.law.right;

import fr.passerelle.law.WorkStart.ContractKind;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a person and a contract, without saying who they are. Every absent fact is unknown, never taken to be
 * false.
 *
 * @param on the day asked about
 * @param nationality ISO 3166-1, two letters
 * @param birthDate to tell minors; of a person of whom it is absent we take it that they are of age, and say so
 * @param inFranceSince beginning of the stay
 * @param paper that stands beside or in the place of the title
 * @param renewalInTime whether the renewal was requested before the title expired, within the delay of R. 431-5 CESEDA
 * @param hoursWorked by a student, in the year
 * @param registeredJobseeker whether proof of registration with France Travail is shown
 * @param authorisation that was granted for this contract
 */
public record Facts(
        LocalDate on,
        @Nullable String nationality,
        @Nullable Residence residence,
        @Nullable LocalDate birthDate,
        @Nullable LocalDate inFranceSince,
        @Nullable HeldTitle title,
        @Nullable Paper paper,
        @Nullable Boolean renewalInTime,
        @Nullable Integer hoursWorked,
        @Nullable AsylumClaim asylum,
        @Nullable Boolean registeredJobseeker,
        Contract contract,
        @Nullable Authorisation authorisation) {

    Facts showing(Paper other) {
        return new Facts(
                on,
                nationality,
                residence,
                birthDate,
                inFranceSince,
                title,
                other,
                renewalInTime,
                hoursWorked,
                asylum,
                registeredJobseeker,
                contract,
                authorisation);
    }

    /** The same, of a renewal that was requested in time or late. */
    public Facts renewed(@Nullable Boolean inTime) {
        return new Facts(
                on,
                nationality,
                residence,
                birthDate,
                inFranceSince,
                title,
                paper,
                inTime,
                hoursWorked,
                asylum,
                registeredJobseeker,
                contract,
                authorisation);
    }

    /** The same person, asked about for another contract. */
    Facts offered(Contract other) {
        return new Facts(
                on,
                nationality,
                residence,
                birthDate,
                inFranceSince,
                title,
                paper,
                renewalInTime,
                hoursWorked,
                asylum,
                registeredJobseeker,
                other,
                authorisation);
    }

    /** Where the person lives when the contract is made. */
    public enum Residence {
        FRANCE,
        ABROAD
    }

    /**
     * The residence title, or the one that was asked for.
     *
     * @param department whose prefect issued it
     * @param firstIssuedOn of the first title of the same kind
     * @param workMention whether it says "autorise son titulaire à travailler"
     */
    public record HeldTitle(
            @Nullable String code,
            @Nullable String type,
            @Nullable String mention,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            @Nullable LocalDate firstIssuedOn,
            @Nullable String department,
            @Nullable Boolean workMention) {}

    /** A provisional document of the prefecture or of the portal. */
    public record Paper(
            Kind kind,
            @Nullable LocalDate validTo,
            @Nullable Boolean workMention) {

        Paper as(Kind other) {
            return new Paper(other, validTo, workMention);
        }

        public enum Kind {
            /** {@code Récépissé de première demande}. */
            FIRST_REQUEST_RECEIPT,
            /** {@code Récépissé de demande de renouvellement}. */
            RENEWAL_RECEIPT,
            /** {@code Attestation de prolongation d'instruction} of a first request. */
            FIRST_REQUEST_EXTENSION,
            /** {@code Attestation de prolongation d'instruction} of a renewal. */
            RENEWAL_EXTENSION,
            /** The same, where it is not told of which of the two. */
            EXTENSION,
            /** {@code Attestation de décision favorable}. */
            FAVOURABLE_DECISION,
            /** {@code Attestation de dépôt}: proves neither stay nor work. */
            DEPOSIT_CERTIFICATE
        }
    }

    /**
     * A claim for asylum.
     *
     * @param introducedOn at the OFPRA
     * @param decided whether the OFPRA has decided
     */
    public record AsylumClaim(
            @Nullable LocalDate introducedOn, @Nullable Boolean decided) {}

    /**
     * The contract that is asked about.
     *
     * @param hours of work in the year, for students
     * @param field of an activity of three months at most
     * @param posting absent where the employer of the contract is established in France
     * @param matchesTitle whether the job is the one for which the title was issued, or the apprenticeship one that was
     *     validated within the studies
     * @param inProgress whether it runs already, lawfully begun
     * @param department where the work is done
     */
    public record Contract(
            @Nullable Kind type,
            @Nullable LocalDate start,
            @Nullable LocalDate end,
            @Nullable Integer hours,
            @Nullable Field field,
            @Nullable Posting posting,
            @Nullable Boolean matchesTitle,
            @Nullable Boolean inProgress,
            @Nullable String department) {
        public static final Contract UNKNOWN = new Contract(null, null, null, null, null, null, null, null, null);

        public enum Kind {
            PERMANENT,
            FIXED_TERM,
            SEASONAL,
            APPRENTICESHIP,
            PROFESSIONALISATION,
            POSTING;

            boolean isTraining() {
                return this == APPRENTICESHIP || this == PROFESSIONALISATION;
            }
        }

        boolean isInProgress() {
            return Boolean.TRUE.equals(inProgress);
        }
    }

    /** The fields of C. trav. D. 5221-2-1, in its order. */
    public enum Field {
        EVENT,
        CONFERENCE,
        SCREEN_AND_STAGE,
        MODELLING,
        HOUSEHOLD_OF_VISITOR,
        AUDIT_AND_EXPERTISE,
        GUEST_TEACHING
    }

    /**
     * By whom and how a worker is posted ({@code détaché}).
     *
     * @param fromEurope whether the employer is established in the EU, the EEA or Switzerland
     * @param regularlyEmployed whether the person works there regularly and habitually
     */
    public record Posting(
            @Nullable Kind kind,
            @Nullable Boolean fromEurope,
            @Nullable Boolean regularlyEmployed) {

        public enum Kind {
            /** C. trav. L. 1262-1 1°. */
            SERVICE,
            /** C. trav. L. 1262-1 2°. */
            INTRAGROUP,
            /** C. trav. L. 1262-2. */
            AGENCY,
            /** C. trav. L. 8241-2. */
            LABOUR_LENDING
        }
    }

    /**
     * A work authorisation that was granted for this very contract.
     *
     * @param requestType of the request that it answers
     */
    public record Authorisation(
            @Nullable ContractKind contract,
            @Nullable String requestType,
            @Nullable LocalDate validTo) {}
}
