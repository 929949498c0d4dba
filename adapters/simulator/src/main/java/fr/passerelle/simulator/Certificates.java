package fr.passerelle.simulator;

import fr.passerelle.simulator.Portal.CurrentFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The PDFs that the portal hands out. Each says that a simulator made it. */
final class Certificates {
    private static final String NOTICE = "DOCUMENT SANS VALEUR, produit par un simulateur.";

    private Certificates() {}

    /** Attestation de dépôt. */
    static byte[] deposit(CurrentFile current) {
        PortalFile file = current.file();
        List<String> lines = heading("ATTESTATION DE DÉPÔT", file);
        lines.add("Enregistrée le : " + Paris.text(file.registeredAt()));
        lines.add("Service en charge : " + file.service());
        lines.add("En l'absence de réponse, la demande est réputée refusée le : " + file.silenceRefusesOn());
        lines.add("Cette attestation ne vaut pas autorisation de travail.");
        return Pdf.page(lines);
    }

    /** Only of a file that is decided. */
    static Outcome<byte[]> decision(CurrentFile current) {
        Wire.Decision decision = Wire.Decision.of(current);
        return decision == null
                ? Outcome.refused(Refusal.DECISION_INTROUVABLE)
                : Outcome.done(decision(current.file(), decision));
    }

    private static byte[] decision(PortalFile file, Wire.Decision decision) {
        List<String> lines = heading("DÉCISION " + decision.nature().toUpperCase(Locale.ROOT), file);
        lines.add("Date de la décision : " + decision.date());
        lines.add("Service en charge : " + file.service());
        if (decision.numeroAutorisation() != null) {
            lines.add("Autorisation de travail n° " + decision.numeroAutorisation());
            lines.add("Valide du " + decision.valideDu() + " au " + decision.valideAu());
        }
        if (decision.motifs() != null) {
            lines.add("Motifs : " + decision.motifs());
        }
        return Pdf.page(lines);
    }

    private static List<String> heading(String title, PortalFile file) {
        Form form = file.form();
        List<String> lines = new ArrayList<>(List.of(NOTICE, "", title, ""));
        lines.add("Demande n° " + file.number());
        lines.add("Référence : " + Objects.requireNonNullElse(form.reference(), "-"));
        lines.add("Établissement : " + form.siret());
        lines.add("Salarié : " + form.person().familyName() + " "
                + String.join(" ", form.person().givenNames()));
        lines.add("Emploi : " + form.jobTitle());
        return lines;
    }
}
