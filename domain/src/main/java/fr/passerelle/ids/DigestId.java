package fr.passerelle.ids;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What was told of many permits of an employer at once. */
public record DigestId(UUID value) {
    private static final String PREFIX = "dig";

    public static DigestId next(Instant now) {
        return new DigestId(PublicId.next(now));
    }

    /** Reads the public form; empty when the text is not one, so that a wrong id is answered like an absent one. */
    public static Optional<DigestId> parse(String text) {
        return PublicId.parse(PREFIX, text).map(DigestId::new);
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
