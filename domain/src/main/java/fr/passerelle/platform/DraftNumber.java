package fr.passerelle.platform;

import java.util.regex.Pattern;

/** Numéro de brouillon: the platform's number of a draft. */
public record DraftNumber(String value) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public DraftNumber {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a draft number");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
