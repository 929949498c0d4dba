package fr.passerelle.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a file. */
enum Scenario {
    GRANTED("instruite puis favorable : le cas ordinaire"),
    REFUSED("instruite puis défavorable, avec motifs"),
    COMPLEMENTS_ONCE("une demande de compléments, puis favorable ; clôturée si elle reste sans réponse"),
    COMPLEMENTS_TWICE("deux demandes de compléments, puis favorable"),
    CLOSED("clôturée d'office, sans motif"),
    SILENT("reste en cours d'instruction pour toujours"),
    NOT_ACCEPTED("le dépôt est rejeté (422 DEPOT_REJETE), à chaque essai");

    private final String description;

    Scenario(String description) {
        this.description = description;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String description() {
        return description;
    }

    static Optional<Scenario> of(String code) {
        return Arrays.stream(values()).filter(s -> s.code().equals(code)).findFirst();
    }
}
