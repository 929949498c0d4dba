package fr.passerelle.ids;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A residence permit of a worker, as an employer keeps it. */
public record PermitId(UUID value) {
    private static final String PREFIX = "prm";

    public static PermitId next(Instant now) {
        return new PermitId(PublicId.next(now));
    }

    /** Reads the public form; empty when the text is not one, so that a wrong id is answered like an absent one. */
    public static Optional<PermitId> parse(String text) {
        return PublicId.parse(PREFIX, text).map(PermitId::new);
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
