package fr.passerelle.api.requests;

import fr.passerelle.platform.Rejection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The platform's own words. */
public record RejectionView(String code, String message, List<FieldMessage> errors) {
    /** One field that the platform names. */
    public record FieldMessage(@Nullable String field, String message) {}

    static @Nullable RejectionView of(@Nullable Rejection rejection) {
        return rejection == null
                ? null
                : new RejectionView(
                        rejection.code(),
                        rejection.message(),
                        rejection.errors().stream()
                                .map(error -> new FieldMessage(error.field(), error.message()))
                                .toList());
    }
}
