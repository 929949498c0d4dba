package fr.passerelle.api.requests;

import fr.passerelle.api.http.Errors;
import fr.passerelle.api.parties.Rules;
import fr.passerelle.platform.FilingForm.Signatory;
import org.jspecify.annotations.Nullable;

/** Who declares for the employer, in and out. */
public record SignatoryBody(
        @Nullable String name,
        @Nullable String function,
        @Nullable String email,
        @Nullable String phone) {
    static SignatoryBody of(Signatory signatory) {
        return new SignatoryBody(signatory.name(), signatory.function(), signatory.email(), signatory.phone());
    }

    void check(Errors errors) {
        Rules.line(errors, "name", errors.required("name", name));
        Rules.line(errors, "function", errors.required("function", function));
        Rules.email(errors, "email", errors.required("email", email));
        Rules.phone(errors, "phone", phone);
    }

    Signatory toSignatory() {
        return new Signatory(Rules.given(name), Rules.given(function), Rules.given(email), phone);
    }

    @Override
    public String toString() {
        return "SignatoryBody[…]";
    }
}
