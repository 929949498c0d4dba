package fr.passerelle.anef;

import fr.passerelle.platform.Rejection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An error in the portal's own words. */
record Erreur(
        @Nullable String code,
        @Nullable String message,
        @Nullable List<@Nullable Champ> erreurs) {
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{2,63}");

    /** One field that the portal names. */
    record Champ(@Nullable String champ, @Nullable String message) {
        Rejection.FieldError error() {
            return new Rejection.FieldError(champ, message == null ? "" : message);
        }
    }

    /** Some other JSON may stand behind an error status: only one that bears a code of the portal's is its own word. */
    boolean isThePortals() {
        return code != null && CODE.matcher(code).matches();
    }

    Rejection rejection() {
        return new Rejection(
                Wire.given(code, "code"),
                message == null ? "" : message,
                Wire.list(erreurs).stream().map(Champ::error).toList());
    }
}
