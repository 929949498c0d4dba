package fr.passerelle.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What becomes of a file. Chosen by the {@code X-Scenario} header, or by {@code [scenario:…]} in the title of the job. */
enum Scenario {
    GRANTED("instruite puis favorable : le cas ordinaire"),
    REFUSED("instruite puis défavorable, avec motifs"),
    COMPLEMENTS_ONCE("une demande de compléments, puis favorable ; clôturée si elle reste sans réponse"),
    COMPLEMENTS_TWICE("deux demandes de compléments, puis favorable"),
    CLOSED("clôturée d'office, sans motif"),
    SILENT("reste en cours d'instruction pour toujours"),
    NOT_ACCEPTED("le dépôt est rejeté (422 DEPOT_REJETE), à chaque essai"),
    ANSWER_LOST("le dépôt est accepté et inscrit au registre, puis la connexion se ferme sans un octet de réponse");

    private static final Pattern MAGIC = Pattern.compile("\\[scenario:([^\\]]*)\\]");

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

    /** The code between the brackets, known or not; empty when the title asks for nothing. */
    static Optional<String> askedBy(String title) {
        Matcher magic = MAGIC.matcher(title);
        return magic.find() ? Optional.of(magic.group(1)) : Optional.empty();
    }

    static String codes() {
        return Arrays.stream(values()).map(Scenario::code).collect(Collectors.joining(", "));
    }
}
