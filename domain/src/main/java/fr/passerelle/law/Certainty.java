package fr.passerelle.law;

import java.util.Locale;

/** How sure a rule is. Only {@link #TEXT} and {@link #SOURCED} rules may block; all others warn and ask a human. */
public enum Certainty {
    /** Read in an official text. */
    TEXT,
    /** Read in a page. */
    SOURCED,
    /** Follows from facts and a rule, such as the end of a delay. */
    COMPUTED,
    PRACTICE,
    UNVERIFIED;

    public boolean mayBlock() {
        return this == TEXT || this == SOURCED;
    }

    /** Reads the first word of a table's cell; what is neither text nor sourced is unverified for us. */
    public static Certainty ofTable(String cell) {
        return switch (firstWord(cell)) {
            case "TEXT" -> TEXT;
            case "SOURCED" -> SOURCED;
            case "PRACTICE" -> PRACTICE;
            default -> UNVERIFIED;
        };
    }

    static String firstWord(String cell) {
        return cell.strip().split("[ (:]", 2)[0].toUpperCase(Locale.ROOT);
    }
}
