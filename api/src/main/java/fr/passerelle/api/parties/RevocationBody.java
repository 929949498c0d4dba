package fr.passerelle.api.parties;

import fr.passerelle.api.http.Checked;
import fr.passerelle.api.http.Errors;
import org.jspecify.annotations.Nullable;

/** Why a mandate ends. */
public record RevocationBody(@Nullable String reason) implements Checked {
    @Override
    public void check(Errors errors) {
        Rules.words(errors, "reason", reason);
    }
}
