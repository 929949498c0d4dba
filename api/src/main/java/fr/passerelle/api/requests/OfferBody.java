package fr.passerelle.api.requests;

import fr.passerelle.api.http.Errors;
import fr.passerelle.api.parties.Rules;
import fr.passerelle.platform.FilingForm.OfferPublication;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The publication of the offer, in and out. */
public record OfferBody(
        @Nullable String organisation,
        @Nullable String offerId,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable Integer applicationsReceived) {
    private static final int MOST_APPLICATIONS = 100_000;

    static OfferBody of(OfferPublication offer) {
        return new OfferBody(
                offer.organisation(), offer.offerId(), offer.from(), offer.to(), offer.applicationsReceived());
    }

    void check(Errors errors) {
        Rules.line(errors, "organisation", errors.required("organisation", organisation));
        Rules.line(errors, "offer_id", errors.required("offer_id", offerId));
        errors.required("from", from);
        errors.required("to", to);
        if (from != null && to != null && to.isBefore(from)) {
            errors.at("to").add("before_start");
        }
        if (applicationsReceived != null && (applicationsReceived < 0 || applicationsReceived > MOST_APPLICATIONS)) {
            errors.at("applications_received").add("out_of_range");
        }
    }

    OfferPublication toOffer() {
        return new OfferPublication(
                Rules.given(organisation),
                Rules.given(offerId),
                Rules.given(from),
                Rules.given(to),
                applicationsReceived);
    }
}
