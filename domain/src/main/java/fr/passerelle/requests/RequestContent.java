package fr.passerelle.requests;

import fr.passerelle.parties.Address;
import fr.passerelle.parties.Siret;
import fr.passerelle.platform.FilingForm.ContractType;
import fr.passerelle.platform.FilingForm.Counterpart;
import fr.passerelle.platform.FilingForm.Housing;
import fr.passerelle.platform.FilingForm.Job;
import fr.passerelle.platform.FilingForm.OfferPublication;
import fr.passerelle.platform.FilingForm.Signatory;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the client typed into a request. A draft may lack anything but its type; {@link Completeness} says what.
 *
 * @param establishment the SIRET that employs
 */
public record RequestContent(
        RequestType type,
        @Nullable Boolean residesInFrance,
        boolean renewal,
        @Nullable String previousAuthorisation,
        @Nullable Siret establishment,
        @Nullable Signatory signatory,
        @Nullable Job job,
        @Nullable Terms contract,
        List<Address> workplaces,
        boolean itinerant,
        @Nullable OfferPublication offer,
        @Nullable Housing housing,
        @Nullable Counterpart counterpart,
        @Nullable Circumstances circumstances) {
    public RequestContent {
        workplaces = List.copyOf(workplaces);
    }

    /** The terms of the contract, as far as they are known. */
    public record Terms(
            @Nullable ContractType type,
            @Nullable String reference,
            @Nullable LocalDate start,
            @Nullable LocalDate end,
            @Nullable BigDecimal weeklyHours,
            @Nullable BigDecimal grossMonthlyPay,
            @Nullable String benefitsInKind) {}

    /**
     * Facts that decide what the law asks for, and that the portal's form does not show. What is absent is unknown.
     *
     * @param jobRelatedToStudies whether the job is related to the studies or the research of the person
     * @param diplomaObtainedOn the day of the last diploma
     * @param diplomaOfMasterLevel whether it is worth a master's degree, or on the list that a decree fixes
     * @param childWelfareCare whether the person is in the care of the aide sociale à l'enfance since they were 16 to 18
     * @param employerForIter whether the employer is one of those of the ITER agreement, CESEDA, art. R. 431-22
     * @param sameJobAndArea of a renewal: whether the job and the geographic area are those of the authorisation to renew
     */
    public record Circumstances(
            @Nullable Boolean jobRelatedToStudies,
            @Nullable LocalDate diplomaObtainedOn,
            @Nullable Boolean diplomaOfMasterLevel,
            @Nullable Boolean childWelfareCare,
            @Nullable Boolean employerForIter,
            @Nullable Boolean sameJobAndArea) {
        static final Circumstances UNKNOWN = new Circumstances(null, null, null, null, null, null);
    }

    Circumstances knownCircumstances() {
        return circumstances == null ? Circumstances.UNKNOWN : circumstances;
    }

    /** Start of the contract, when it is known. */
    public @Nullable LocalDate start() {
        return contract == null ? null : contract.start();
    }

    @Nullable
    ContractType contractType() {
        return contract == null ? null : contract.type();
    }

    @Nullable
    LocalDate end() {
        return contract == null ? null : contract.end();
    }

    @Nullable
    String contractReference() {
        return contract == null ? null : contract.reference();
    }
}
