package fr.passerelle.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The platform's own words when it rejects a form or a submission.
 *
 * @param code the platform's code
 * @param message as the platform wrote it, in French; may hold what was typed, so it is shown to the tenant and never logged
 */
public record Rejection(String code, String message, List<FieldError> errors) {
    public Rejection {
        errors = List.copyOf(errors);
    }

    /** One field that the platform names. */
    public record FieldError(@Nullable String field, String message) {}

    @Override
    public String toString() {
        return "Rejection[" + code + ", " + errors.size() + " errors]";
    }
}
