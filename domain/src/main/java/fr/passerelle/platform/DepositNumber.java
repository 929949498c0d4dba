package fr.passerelle.platform;

import java.util.regex.Pattern;

/** Numéro de dépôt: the platform's number of a file that was submitted. */
public record DepositNumber(String value) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public DepositNumber {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a deposit number");
        }
    }

    /** Whether the text can be a deposit number. */
    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
