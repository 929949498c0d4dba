package fr.passerelle.api.requests;

import fr.passerelle.api.http.Checked;
import fr.passerelle.api.http.Errors;
import fr.passerelle.api.parties.Rules;
import org.jspecify.annotations.Nullable;

/** Why a request is called off. */
public record WithdrawalBody(@Nullable String reason) implements Checked {
    @Override
    public void check(Errors errors) {
        Rules.words(errors, "reason", errors.required("reason", reason));
    }
}
