package fr.passerelle.ids;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A fact in the journal. */
public record EventId(UUID value) {
    private static final String PREFIX = "evt";

    public static EventId next(Instant now) {
        return new EventId(PublicId.next(now));
    }

    /** Comes before every id that was made at this instant, and behind all made a millisecond before. */
    public static EventId lowestAt(Instant instant) {
        return new EventId(PublicId.lowestAt(instant));
    }

    /** When it was made, to the millisecond. */
    public Instant madeAt() {
        return PublicId.madeAt(value);
    }

    /** Reads the public form; empty when the text is not one, so that a wrong id is answered like an absent one. */
    public static Optional<EventId> parse(String text) {
        return PublicId.parse(PREFIX, text).map(EventId::new);
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
