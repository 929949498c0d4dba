package fr.passerelle.simulator;

import java.util.List;

/** What the portal asks for, by number of the request for complements. */
record Complement(String message, List<Wanted> pieces) {

    /** A document that is asked for. */
    record Wanted(String code, String label) {}

    static Complement number(int number) {
        return number == 1
                ? new Complement(
                        "Merci de transmettre le contrat de travail signé par les deux parties.",
                        List.of(new Wanted("SIGNED_CONTRACT", "Contrat de travail signé")))
                : new Complement(
                        "Merci de transmettre une attestation de versement des cotisations de moins de six mois.",
                        List.of(new Wanted("SOCIAL_CONTRIB_CERT", "Attestation de versement des cotisations")));
    }
}
