package fr.passerelle.ids;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** An address of a client to which events are pushed. */
public record EndpointId(UUID value) {
    private static final String PREFIX = "whe";

    public static EndpointId next(Instant now) {
        return new EndpointId(PublicId.next(now));
    }

    /** Reads the public form; empty when the text is not one, so that a wrong id is answered like an absent one. */
    public static Optional<EndpointId> parse(String text) {
        return PublicId.parse(PREFIX, text).map(EndpointId::new);
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
