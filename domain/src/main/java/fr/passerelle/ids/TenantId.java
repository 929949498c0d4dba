package fr.passerelle.ids;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** An integrator: the OAuth2 client to which data belongs. All data belongs to exactly one. */
public record TenantId(UUID value) {
    private static final String PREFIX = "tnt";

    public static TenantId next(Instant now) {
        return new TenantId(PublicId.next(now));
    }

    /** Reads the public form; empty when the text is not one, so that a wrong id is answered like an absent one. */
    public static Optional<TenantId> parse(String text) {
        return PublicId.parse(PREFIX, text).map(TenantId::new);
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
