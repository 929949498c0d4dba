package fr.passerelle.parties;

/** SIREN: the nine digits that INSEE gives to a legal entity; the last is a Luhn check digit. */
public record Siren(String digits) {
    public Siren {
        CheckDigits.requireDigits("SIREN", digits, 9);
        if (!CheckDigits.luhn(digits)) {
            throw new InvalidIdentifier("SIREN", InvalidIdentifier.Reason.CHECK_DIGIT);
        }
    }

    /** Reads a SIREN as people write it; blanks between digits are dropped. */
    public static Siren parse(String text) {
        return new Siren(CheckDigits.withoutBlanks(text));
    }

    @Override
    public String toString() {
        return digits;
    }
}
