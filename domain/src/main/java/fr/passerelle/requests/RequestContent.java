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
        @Nullable Counterpart counterpart) {
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

    /** Start of the contract, when it is known. */
    public @Nullable LocalDate start() {
        return contract == null ? null : contract.start();
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
