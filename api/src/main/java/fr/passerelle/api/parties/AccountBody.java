package fr.passerelle.api.parties;

import fr.passerelle.api.http.Checked;
import fr.passerelle.api.http.Errors;
import org.jspecify.annotations.Nullable;

/** The login and password of an account on the platform. The password is written only. */
public record AccountBody(@Nullable String login, @Nullable String password) implements Checked {
    @Override
    public void check(Errors errors) {
        Rules.line(errors, "login", errors.required("login", login));
        errors.required("password", password);
        errors.length("password", password, 1, 200);
    }

    @Override
    public String toString() {
        return "AccountBody[…]";
    }
}
