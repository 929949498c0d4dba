package fr.passerelle.api.requests;

import fr.passerelle.api.http.Checked;
import fr.passerelle.api.http.Errors;
import org.jspecify.annotations.Nullable;

/** The answer to a request for complements, whose documents are there already. */
public record ComplementBody(@Nullable Integer number) implements Checked {
    private static final int MOST = 999;

    @Override
    public void check(Errors errors) {
        Integer given = errors.required("number", number);
        if (given != null && (given < 1 || given > MOST)) {
            errors.at("number").add("out_of_range");
        }
    }
}
