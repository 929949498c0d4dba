package fr.passerelle.ids;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A work authorisation that was granted or imported. */
public record AuthorisationId(UUID value) {
    private static final String PREFIX = "aut";

    public static AuthorisationId next(Instant now) {
        return new AuthorisationId(PublicId.next(now));
    }

    /** Reads the public form; empty when the text is not one, so that a wrong id is answered like an absent one. */
    public static Optional<AuthorisationId> parse(String text) {
        return PublicId.parse(PREFIX, text).map(AuthorisationId::new);
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
