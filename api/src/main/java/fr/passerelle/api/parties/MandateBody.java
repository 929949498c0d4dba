package fr.passerelle.api.parties;

import fr.passerelle.api.http.Checked;
import fr.passerelle.api.http.Errors;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The terms of a mandate. */
public record MandateBody(
        @Nullable String signedBy,
        @Nullable LocalDate signedOn,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo)
        implements Checked {
    @Override
    public void check(Errors errors) {
        Rules.line(errors, "signed_by", errors.required("signed_by", signedBy));
        errors.required("signed_on", signedOn);
        errors.required("valid_from", validFrom);
        if (validFrom != null && validTo != null && validTo.isBefore(validFrom)) {
            errors.at("valid_to").add("before_start");
        }
    }
}
