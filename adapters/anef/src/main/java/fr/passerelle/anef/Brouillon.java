package fr.passerelle.anef;

import fr.passerelle.parties.Siret;
import fr.passerelle.platform.Draft;
import fr.passerelle.platform.DraftNumber;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A draft on the wire. */
record Brouillon(
        @Nullable String numeroBrouillon,
        @Nullable String etat,
        @Nullable String siret,
        @Nullable String referenceLibre,
        @Nullable Salarie salarie,
        @Nullable List<@Nullable Piece> pieces) {

    Draft draft() {
        return new Draft(
                new DraftNumber(Wire.given(numeroBrouillon, "numero_brouillon")),
                isSubmitted(),
                Siret.parse(Wire.given(siret, "siret")),
                referenceLibre,
                Wire.given(salarie, "salarie").person(),
                Wire.list(pieces).stream().map(Piece::piece).toList());
    }

    private boolean isSubmitted() {
        return switch (Wire.given(etat, "etat")) {
            case "brouillon" -> false;
            case "depose" -> true;
            default -> throw new UnusableAnswer("unknown state of a draft");
        };
    }

    /** A list of drafts. */
    record Liste(@Nullable List<@Nullable Brouillon> brouillons) {
        List<Draft> drafts() {
            return Wire.list(Wire.given(brouillons, "brouillons")).stream()
                    .map(Brouillon::draft)
                    .toList();
        }
    }

    /** A document that the portal kept. */
    record Piece(
            @Nullable String code,
            @Nullable Long taille,
            @Nullable String sha256) {
        Draft.Piece piece() {
            return new Draft.Piece(
                    Wire.given(code, "piece.code"),
                    Wire.given(taille, "piece.taille"),
                    Wire.given(sha256, "piece.sha256").toLowerCase(Locale.ROOT));
        }
    }

    /** Personal data. */
    @Override
    public String toString() {
        return "Brouillon[…]";
    }
}
