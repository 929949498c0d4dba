package fr.passerelle.testing;

import fr.passerelle.parties.Address;
import fr.passerelle.parties.Siret;
import fr.passerelle.platform.FilingForm.ContractType;
import fr.passerelle.platform.FilingForm.Counterpart;
import fr.passerelle.platform.FilingForm.Housing;
import fr.passerelle.platform.FilingForm.Job;
import fr.passerelle.platform.FilingForm.OfferPublication;
import fr.passerelle.platform.FilingForm.Signatory;
import fr.passerelle.requests.RequestContent;
import fr.passerelle.requests.RequestContent.Circumstances;
import fr.passerelle.requests.RequestType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A complete request for a cook who lives in France, under a permanent contract from 4 May 2026. */
public final class ContentBuilder {
    private RequestType type = RequestType.SALARIE;
    private @Nullable Boolean residesInFrance = true;
    private boolean renewal;
    private @Nullable String previousAuthorisation;
    private @Nullable Siret establishment = Examples.SIRET;
    private @Nullable Signatory signatory =
            new Signatory("Camille Roux", "DRH", "drh@cuisines-du-rhone.example", "+33400000000");
    private @Nullable Job job = new Job("Cuisinier", "G1602", "S1Z40", "636d", false);
    private boolean contractKnown = true;
    private @Nullable ContractType contractType = ContractType.PERMANENT;
    private @Nullable String contractReference = References.next("contract").value();
    private @Nullable LocalDate start = LocalDate.of(2026, 5, 4);
    private @Nullable LocalDate end;
    private @Nullable BigDecimal weeklyHours = new BigDecimal("35.5");
    private @Nullable BigDecimal grossMonthlyPay = new BigDecimal("2450.75");
    private List<Address> workplaces = List.of(Examples.ADDRESS);
    private boolean itinerant;
    private @Nullable Housing housing;
    private @Nullable String benefits = "Repas";
    private @Nullable OfferPublication offer =
            new OfferPublication("France Travail", "187XYZ", LocalDate.of(2026, 1, 5), LocalDate.of(2026, 1, 30), 3);
    private @Nullable Counterpart counterpart;
    private @Nullable Circumstances circumstances;

    ContentBuilder() {}

    public ContentBuilder type(RequestType wanted) {
        type = wanted;
        return this;
    }

    public ContentBuilder residingInFrance(@Nullable Boolean resident) {
        residesInFrance = resident;
        return this;
    }

    public ContentBuilder renewing(@Nullable String authorisation) {
        renewal = true;
        previousAuthorisation = authorisation;
        return this;
    }

    public ContentBuilder at(@Nullable Siret siret) {
        establishment = siret;
        return this;
    }

    public ContentBuilder signedBy(@Nullable Signatory person) {
        signatory = person;
        return this;
    }

    public ContentBuilder job(@Nullable Job post) {
        job = post;
        return this;
    }

    public ContentBuilder withoutContract() {
        contractKnown = false;
        return this;
    }

    public ContentBuilder contract(@Nullable ContractType kind) {
        contractType = kind;
        return this;
    }

    public ContentBuilder contractReference(@Nullable String text) {
        contractReference = text;
        return this;
    }

    public ContentBuilder starting(@Nullable LocalDate day) {
        start = day;
        return this;
    }

    public ContentBuilder ending(@Nullable LocalDate day) {
        end = day;
        return this;
    }

    public ContentBuilder weeklyHours(@Nullable String hours) {
        weeklyHours = hours == null ? null : new BigDecimal(hours);
        return this;
    }

    public ContentBuilder grossMonthlyPay(@Nullable String euros) {
        grossMonthlyPay = euros == null ? null : new BigDecimal(euros);
        return this;
    }

    public ContentBuilder withoutWorkplace() {
        workplaces = List.of();
        return this;
    }

    public ContentBuilder itinerant() {
        itinerant = true;
        return this;
    }

    public ContentBuilder housed() {
        housing = new Housing(true, Examples.ADDRESS, true);
        return this;
    }

    public ContentBuilder withoutBenefits() {
        benefits = null;
        return this;
    }

    public ContentBuilder workingIn(Address place) {
        workplaces = List.of(place);
        return this;
    }

    public ContentBuilder published(LocalDate from, LocalDate to) {
        offer = new OfferPublication("France Travail", "187XYZ", from, to, 3);
        return this;
    }

    public ContentBuilder unpublished() {
        offer = null;
        return this;
    }

    public ContentBuilder with(@Nullable Counterpart other) {
        counterpart = other;
        return this;
    }

    public ContentBuilder circumstances(@Nullable Circumstances facts) {
        circumstances = facts;
        return this;
    }

    public RequestContent build() {
        RequestContent.Terms terms = contractKnown
                ? new RequestContent.Terms(
                        contractType, contractReference, start, end, weeklyHours, grossMonthlyPay, benefits)
                : null;
        return new RequestContent(
                type,
                residesInFrance,
                renewal,
                previousAuthorisation,
                establishment,
                signatory,
                job,
                terms,
                workplaces,
                itinerant,
                offer,
                housing,
                counterpart,
                circumstances);
    }
}
