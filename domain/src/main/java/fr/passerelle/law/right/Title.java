package fr.passerelle.law.right;

import fr.passerelle.law.Basis;
import fr.passerelle.law.Certainty;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A residence title ({@code titre de séjour}), visa or provisional document, as a row of the table of titles.
 *
 * @param articles of the CESEDA on which it is issued, such as {@code 421-1}
 * @param basis of the right to work
 * @param certainty of the right to work
 * @param needsMention whether only the words "autorise son titulaire à travailler" on the document give the right
 * @param renewal when its renewal is to be requested
 */
public record Title(
        String code,
        String label,
        Kind kind,
        Set<String> articles,
        Right right,
        List<Basis> basis,
        Certainty certainty,
        boolean needsMention,
        Renewal renewal) {
    private static final String UNCHECKED = "[check]";
    private static final String OWN_REASONING = "[derived]";

    public Title {
        articles = Set.copyOf(articles);
        basis = List.copyOf(basis);
    }

    /** What sort of document it is. */
    public enum Kind {
        /** {@code Carte de séjour temporaire}: a year at most. */
        CST,
        /** {@code Carte de séjour pluriannuelle}: four years at most. */
        CSP,
        RESIDENT,
        RETIREE,
        EU_FAMILY,
        /** {@code Autorisation provisoire de séjour}. */
        APS,
        PROVISIONAL_DOCUMENT,
        LONG_STAY_VISA,
        /** {@code Certificat de résidence algérien}. */
        ALGERIAN_CERTIFICATE
    }

    /** When the renewal is to be requested. Source: CESEDA, art. R. 431-5, and the list of its article R. 431-2 as far as we read it. */
    public enum Renewal {
        /** On the list: from the 120th to the 60th day before the title ends. */
        ANEF_120_60,
        /** Not on the list: in the course of the last two months. */
        TWO_MONTHS,
        /** We do not know whether it is on the list. */
        UNKNOWN,
        /** No window is laid down for it, or it is not renewed. */
        NONE
    }

    static Title of(Map<String, String> row) {
        String basis = row.getOrDefault("work_right_basis", "");
        String note = row.getOrDefault("work_right_note", "");
        return new Title(
                row.getOrDefault("title_code", ""),
                row.getOrDefault("label_fr", ""),
                Kind.valueOf(row.getOrDefault("document_kind", "")),
                Articles.in(row.getOrDefault("legal_basis", "")),
                Right.valueOf(row.getOrDefault("work_right", "")),
                Basis.all(basis.replace(UNCHECKED, "").strip()),
                certainty(basis, note, row.getOrDefault("source", "")),
                note.startsWith("check the mention"),
                Renewal.valueOf(row.getOrDefault("renewal_window", "UNKNOWN")));
    }

    /** A right that our copies of the texts do not hold is unverified; what follows from an absence there is our reasoning. */
    private static Certainty certainty(String basis, String note, String source) {
        if (basis.contains(UNCHECKED)) {
            return Certainty.UNVERIFIED;
        }
        boolean isAbsence = basis.startsWith("absent") || basis.startsWith("not listed");
        if (isAbsence || note.contains(OWN_REASONING)) {
            return Certainty.COMPUTED;
        }
        return source.startsWith("law/") ? Certainty.TEXT : Certainty.UNVERIFIED;
    }

    boolean isAlgerian() {
        return kind == Kind.ALGERIAN_CERTIFICATE;
    }

    boolean isProvisional() {
        return kind == Kind.PROVISIONAL_DOCUMENT && !is("ATTESTATION_DEMANDE_ASILE");
    }

    boolean isPrivateLifeOrResident() {
        return kind == Kind.RESIDENT || code.startsWith("VPF_");
    }

    boolean isLongStayVisa() {
        return kind == Kind.LONG_STAY_VISA && !is("VISA_COURT_SEJOUR");
    }

    /** A card without an end, whatever day stands on it. */
    public boolean isIndefinite() {
        return is("RESIDENT_PERMANENT");
    }

    boolean is(String other) {
        return code.equals(other);
    }

    /** The code as clients write it. */
    public String wireCode() {
        return code.toLowerCase(Locale.ROOT);
    }
}
