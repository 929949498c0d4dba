package fr.passerelle.ids;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A written mandate of an employer. */
public record MandateId(UUID value) {
    private static final String PREFIX = "mdt";

    public static MandateId next(Instant now) {
        return new MandateId(PublicId.next(now));
    }

    /** Reads the public form; empty when the text is not one, so that a wrong id is answered like an absent one. */
    public static Optional<MandateId> parse(String text) {
        return PublicId.parse(PREFIX, text).map(MandateId::new);
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
