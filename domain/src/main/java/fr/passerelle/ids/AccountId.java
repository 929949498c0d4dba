package fr.passerelle.ids;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** An account by which an employer files on the platform. */
public record AccountId(UUID value) {
    private static final String PREFIX = "acc";

    public static AccountId next(Instant now) {
        return new AccountId(PublicId.next(now));
    }

    /** Reads the public form; empty when the text is not one, so that a wrong id is answered like an absent one. */
    public static Optional<AccountId> parse(String text) {
        return PublicId.parse(PREFIX, text).map(AccountId::new);
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
