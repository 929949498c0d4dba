package fr.passerelle.anef;

import fr.passerelle.parties.Siret;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.DraftNumber;
import fr.passerelle.platform.FileSummary;
import fr.passerelle.platform.PlatformFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file on the wire: short in a list, whole under its number. */
record Demande(
        @Nullable String numeroDepot,
        @Nullable String numeroBrouillon,
        @Nullable String referenceLibre,
        @Nullable String siret,
        @Nullable Salarie salarie,
        @Nullable Contrat contrat,
        @Nullable String statut,
        @Nullable String statutDepuis,
        @Nullable String dateEnregistrement,
        @Nullable String serviceInstructeur,
        @Nullable List<@Nullable Etape> historique,
        @Nullable List<@Nullable Complement> complements,
        @Nullable Decision decision) {

    FileSummary summary() {
        String label = Wire.given(statut, "statut");
        return new FileSummary(
                new DepositNumber(Wire.given(numeroDepot, "numero_depot")),
                numeroBrouillon == null ? null : new DraftNumber(numeroBrouillon),
                referenceLibre,
                Siret.parse(Wire.given(siret, "siret")),
                Wire.given(salarie, "salarie").person(),
                contrat == null ? null : contrat.intitule(),
                contrat == null ? null : Wire.dateIfReadable(contrat.debut()),
                label,
                Labels.read(label),
                Wire.instant(dateEnregistrement, "date_enregistrement"),
                Wire.given(dateEnregistrement, "date_enregistrement"),
                serviceInstructeur);
    }

    PlatformFile file() {
        return new PlatformFile(
                summary(),
                Wire.instantIfAny(statutDepuis),
                Wire.list(historique).stream().map(Etape::step).toList(),
                Wire.list(complements).stream().map(Complement::complement).toList(),
                decision == null ? null : decision.decision());
    }

    record Contrat(@Nullable String intitule, @Nullable String debut) {}

    record Etape(@Nullable String date, @Nullable String libelle) {
        PlatformFile.Step step() {
            return new PlatformFile.Step(
                    Wire.instant(date, "historique.date"), Wire.given(libelle, "historique.libelle"));
        }
    }

    record Complement(
            @Nullable Integer numero,
            @Nullable String demandeLe,
            @Nullable String avantLe,
            @Nullable String message,
            @Nullable List<@Nullable Attendue> pieces,
            @Nullable String envoyeLe) {

        PlatformFile.Complement complement() {
            return new PlatformFile.Complement(
                    Wire.given(numero, "complement.numero"),
                    Wire.instant(demandeLe, "complement.demande_le"),
                    avantLe == null ? null : Wire.date(avantLe, "complement.avant_le"),
                    message,
                    Wire.list(pieces).stream().map(Attendue::piece).toList(),
                    Wire.instantIfAny(envoyeLe));
        }
    }

    record Attendue(@Nullable String code, @Nullable String libelle) {
        PlatformFile.Complement.Piece piece() {
            String given = Wire.given(code, "piece.code");
            return new PlatformFile.Complement.Piece(given, libelle == null ? given : libelle);
        }
    }

    record Decision(
            @Nullable String nature,
            @Nullable String date,
            @Nullable String numeroAutorisation,
            @Nullable String valideDu,
            @Nullable String valideAu,
            @Nullable String emploi,
            @Nullable String zone,
            @Nullable String motifs) {

        /** A nature that we do not know is no decision: the label is kept and a human reads it. */
        PlatformFile.@Nullable Decision decision() {
            return switch (Wire.given(nature, "decision.nature")) {
                case "favorable" -> read(true);
                case "defavorable" -> read(false);
                default -> null;
            };
        }

        private PlatformFile.Decision read(boolean favourable) {
            return new PlatformFile.Decision(
                    favourable,
                    Wire.date(date, "decision.date"),
                    numeroAutorisation,
                    valideDu == null ? null : Wire.date(valideDu, "decision.valide_du"),
                    valideAu == null ? null : Wire.date(valideAu, "decision.valide_au"),
                    emploi,
                    zone,
                    motifs);
        }
    }

    /** Personal data. */
    @Override
    public String toString() {
        return "Demande[…]";
    }
}
