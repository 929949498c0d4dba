package fr.passerelle.ids;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A request for one work authorisation. */
public record RequestId(UUID value) {
    private static final String PREFIX = "req";

    public static RequestId next(Instant now) {
        return new RequestId(PublicId.next(now));
    }

    /** Reads the public form; empty when the text is not one, so that a wrong id is answered like an absent one. */
    public static Optional<RequestId> parse(String text) {
        return PublicId.parse(PREFIX, text).map(RequestId::new);
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
