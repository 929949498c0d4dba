package fr.passerelle.ids;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Something that only a human can settle. */
public record TaskId(UUID value) {
    private static final String PREFIX = "tsk";

    public static TaskId next(Instant now) {
        return new TaskId(PublicId.next(now));
    }

    /** Reads the public form; empty when the text is not one, so that a wrong id is answered like an absent one. */
    public static Optional<TaskId> parse(String text) {
        return PublicId.parse(PREFIX, text).map(TaskId::new);
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
