package fr.passerelle.platform;

import fr.passerelle.parties.Address;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Siret;
import fr.passerelle.parties.Worker;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The portal's form, complete: what is typed into a draft.
 *
 * @param reference our reference, for the portal's free-text field; at most 60 characters
 * @param requestType our code of the type of request
 * @param worker the person, whose passport spelling is the one that is typed
 * @param papersOn the day on which the worker's papers are picked
 */
public record FilingForm(
        String reference,
        Siret establishment,
        String requestType,
        boolean renewal,
        @Nullable String previousAuthorisation,
        boolean residesInFrance,
        Employer.Profile employer,
        Signatory signatory,
        Worker.Profile worker,
        LocalDate papersOn,
        Job job,
        Contract contract,
        List<Workplace> workplaces,
        boolean itinerant,
        @Nullable OfferPublication offer,
        @Nullable Housing housing,
        @Nullable Counterpart counterpart) {
    public FilingForm {
        workplaces = List.copyOf(workplaces);
    }

    /** Signataire: who declares for the employer. */
    public record Signatory(
            String name,
            String function,
            String email,
            @Nullable String phone) {
        @Override
        public String toString() {
            return "Signatory[…]";
        }
    }

    /** The post. Codes are those of the public nomenclatures ROME, FAP and PCS-ESE. */
    public record Job(
            String title,
            @Nullable String rome,
            @Nullable String fap,
            @Nullable String pcsEse,
            boolean regulatedProfession) {}

    /**
     * The contract of employment.
     *
     * @param reference the client's own reference of the contract
     * @param weeklyHours as the contract states them
     * @param grossMonthlyPay in euros
     */
    public record Contract(
            ContractType type,
            @Nullable String reference,
            LocalDate start,
            @Nullable LocalDate end,
            BigDecimal weeklyHours,
            BigDecimal grossMonthlyPay,
            @Nullable String benefitsInKind) {}

    /** Kinds of contract. */
    public enum ContractType {
        /** CDI. */
        PERMANENT,
        /** CDD. */
        FIXED_TERM,
        /** Contrat saisonnier. */
        SEASONAL,
        APPRENTICESHIP,
        /** Contrat de professionnalisation. */
        PROFESSIONALISATION,
        /** Détachement: the contract is with an employer abroad. */
        POSTING
    }

    /** Lieu de travail. */
    public record Workplace(Address address) {}

    /** Where and when the offer was published before it was given to the person. */
    public record OfferPublication(
            String organisation,
            String offerId,
            LocalDate from,
            LocalDate to,
            @Nullable Integer applicationsReceived) {}

    /** Logement: mandatory for seasonal work. */
    public record Housing(boolean provided, @Nullable Address address, boolean decentHousingDeclared) {}

    /** Donneur d'ordre, entreprise utilisatrice or entreprise d'accueil, for the types that have one. */
    public record Counterpart(
            Role role,
            String name,
            @Nullable Siret siret,
            @Nullable String country) {
        /** The counterpart's part in the operation. */
        public enum Role {
            END_CLIENT,
            USER_COMPANY,
            HOST_COMPANY,
            FOREIGN_EMPLOYER
        }
    }
}
