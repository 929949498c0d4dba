package fr.passerelle.api.requests;

import fr.passerelle.api.http.Errors;
import fr.passerelle.api.parties.Rules;
import fr.passerelle.parties.Siret;
import fr.passerelle.platform.FilingForm.Counterpart;
import org.jspecify.annotations.Nullable;

/** The other party of a posting or a lending, in and out. */
public record CounterpartBody(
        Counterpart.@Nullable Role role,
        @Nullable String name,
        @Nullable String siret,
        @Nullable String country) {
    static CounterpartBody of(Counterpart counterpart) {
        Siret siret = counterpart.siret();
        return new CounterpartBody(
                counterpart.role(), counterpart.name(), siret == null ? null : siret.digits(), counterpart.country());
    }

    void check(Errors errors) {
        errors.required("role", role);
        Rules.line(errors, "name", errors.required("name", name));
        errors.parse("siret", siret, "invalid_siret", Siret::parse);
        Rules.country(errors, "country", country);
    }

    Counterpart toCounterpart() {
        return new Counterpart(
                Rules.given(role), Rules.given(name), siret == null ? null : Siret.parse(siret), country);
    }
}
