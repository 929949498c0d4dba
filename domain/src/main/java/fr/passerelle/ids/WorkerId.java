package fr.passerelle.ids;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A worker within an employer. */
public record WorkerId(UUID value) {
    private static final String PREFIX = "wrk";

    public static WorkerId next(Instant now) {
        return new WorkerId(PublicId.next(now));
    }

    /** Reads the public form; empty when the text is not one, so that a wrong id is answered like an absent one. */
    public static Optional<WorkerId> parse(String text) {
        return PublicId.parse(PREFIX, text).map(WorkerId::new);
    }

    /** Whether a text means to be an id, be it one or not. No reference of a client's may. */
    public static boolean isMeantBy(String text) {
        return text.startsWith(PREFIX + "_");
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
