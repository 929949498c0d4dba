package fr.passerelle.platform;

import fr.passerelle.parties.Siret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A draft as the platform holds it.
 *
 * @param reference the free text in which we put our own reference
 */
public record Draft(
        DraftNumber number,
        boolean submitted,
        Siret establishment,
        @Nullable String reference,
        Person person,
        List<Piece> pieces) {
    public Draft {
        pieces = List.copyOf(pieces);
    }

    /** A document that the platform kept. */
    public record Piece(String code, long bytes, String sha256) {}
}
