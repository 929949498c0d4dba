package fr.passerelle.ids;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** One version of a supporting document. */
public record DocumentId(UUID value) {
    private static final String PREFIX = "doc";

    public static DocumentId next(Instant now) {
        return new DocumentId(PublicId.next(now));
    }

    /** Reads the public form; empty when the text is not one, so that a wrong id is answered like an absent one. */
    public static Optional<DocumentId> parse(String text) {
        return PublicId.parse(PREFIX, text).map(DocumentId::new);
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
