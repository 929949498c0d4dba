package fr.passerelle.api.webhooks;

import fr.passerelle.api.http.Checked;
import fr.passerelle.api.http.Errors;
import org.jspecify.annotations.Nullable;

/** From where an endpoint is sent to again. */
public record EnablementBody(@Nullable From from) implements Checked {
    /** A place in the journal. */
    public enum From {
        WHERE_IT_STOPPED,
        NOW
    }

    @Override
    public void check(Errors errors) {
        errors.required("from", from);
    }

    boolean isSkipping() {
        return from == From.NOW;
    }
}
