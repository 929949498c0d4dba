package fr.passerelle.parties;

/**
 * SIRET: fourteen digits that name an establishment; the first nine are the SIREN of its legal entity.
 *
 * <p>Check: Luhn over all fourteen. The establishments of La Poste (SIREN 356000000) but its seat follow another rule:
 * the sum of the digits is a multiple of five. Source: python-stdnum {@code stdnum/fr/siret.py}.
 */
public record Siret(String digits) {
    private static final String LA_POSTE = "356000000";
    private static final String SEAT_OF_LA_POSTE = "35600000000048";

    public Siret {
        CheckDigits.requireDigits("SIRET", digits, 14);
        boolean valid = isBranchOfLaPoste(digits)
                ? CheckDigits.sum(digits) % 5 == 0
                : CheckDigits.luhn(digits) && CheckDigits.luhn(digits.substring(0, 9));
        if (!valid) {
            throw new InvalidIdentifier("SIRET", InvalidIdentifier.Reason.CHECK_DIGIT);
        }
    }

    /** Reads a SIRET as people write it; blanks between digits are dropped. */
    public static Siret parse(String text) {
        return new Siret(CheckDigits.withoutBlanks(text));
    }

    public Siren siren() {
        return new Siren(digits.substring(0, 9));
    }

    private static boolean isBranchOfLaPoste(String digits) {
        return digits.startsWith(LA_POSTE) && !digits.equals(SEAT_OF_LA_POSTE);
    }

    @Override
    public String toString() {
        return digits;
    }
}
