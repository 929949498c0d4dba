package fr.passerelle.parties;

/**
 * Numéro étranger (AGDREF): the State's number of a foreign person. Ten digits; older papers show nine. No public check
 * digit is known, so none is computed. Absent for people abroad, and for many until their first permit.
 */
public record ForeignerNumber(String digits) {
    public ForeignerNumber {
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new InvalidIdentifier("foreigner number", InvalidIdentifier.Reason.CHARACTERS);
        }
        if (digits.length() < 9 || digits.length() > 10) {
            throw new InvalidIdentifier("foreigner number", InvalidIdentifier.Reason.LENGTH);
        }
    }

    /** Reads a number as people write it; blanks are dropped, leading zeros kept. */
    public static ForeignerNumber parse(String text) {
        return new ForeignerNumber(CheckDigits.withoutBlanks(text));
    }

    /** Personal data: the number itself never reaches a log. */
    @Override
    public String toString() {
        return "ForeignerNumber[…]";
    }
}
