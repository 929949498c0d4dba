package fr.passerelle.ids;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** One try to file something on the platform. */
public record AttemptId(UUID value) {
    private static final String PREFIX = "att";

    public static AttemptId next(Instant now) {
        return new AttemptId(PublicId.next(now));
    }

    /** Reads the public form; empty when the text is not one, so that a wrong id is answered like an absent one. */
    public static Optional<AttemptId> parse(String text) {
        return PublicId.parse(PREFIX, text).map(AttemptId::new);
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
