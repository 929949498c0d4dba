package fr.passerelle.ids;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A warning that was given about a permit. */
public record AlertId(UUID value) {
    private static final String PREFIX = "alr";

    public static AlertId next(Instant now) {
        return new AlertId(PublicId.next(now));
    }

    /** Reads the public form; empty when the text is not one, so that a wrong id is answered like an absent one. */
    public static Optional<AlertId> parse(String text) {
        return PublicId.parse(PREFIX, text).map(AlertId::new);
    }

    /** The public form, as integrators see it. */
    public String text() {
        return PublicId.text(PREFIX, value);
    }

    @Override
    public String toString() {
        return text();
    }
}
