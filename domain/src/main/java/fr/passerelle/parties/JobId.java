package fr.passerelle.parties;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A piece of durable work. */
public record JobId(UUID value) {
    private static final String PREFIX = "job";

    public static JobId next(Instant now) {
        return new JobId(PublicId.next(now));
    }

    /** Reads the public form; empty when the text is not one, so that a wrong id is answered like an absent one. */
    public static Optional<JobId> parse(String text) {
        return PublicId.parse(PREFIX, text).map(JobId::new);
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
