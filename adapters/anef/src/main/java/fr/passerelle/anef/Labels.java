package fr.passerelle.anef;

import fr.passerelle.platform.FileStatus;
import java.text.Normalizer;

/** Our reading of the portal's labels. */
final class Labels {
    private Labels() {}

    static FileStatus read(String label) {
        return switch (plain(label)) {
            case "Déposée" -> FileStatus.SUBMITTED;
            case "En cours d'instruction" -> FileStatus.UNDER_REVIEW;
            case "Demande de compléments" -> FileStatus.INFORMATION_REQUESTED;
            case "Compléments transmis" -> FileStatus.INFORMATION_PROVIDED;
            case "Favorable" -> FileStatus.GRANTED;
            case "Défavorable" -> FileStatus.REFUSED;
            case "Clôturée" -> FileStatus.CLOSED;
            case "Classée sans suite" -> FileStatus.CLOSED_NO_FURTHER_ACTION;
            default -> FileStatus.UNMAPPED;
        };
    }

    /** Portals change apostrophes and blanks without noticing; letters and accents they do not. */
    private static String plain(String label) {
        return Normalizer.normalize(label, Normalizer.Form.NFC)
                .replace('\u2019', '\'')
                .replace('\u00a0', ' ')
                .strip();
    }
}
