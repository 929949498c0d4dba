package fr.passerelle.ids;

/**
 * The client's own name for a thing, unique per tenant (or employer) and kind. Compared as given; one to 128 characters, counted
 * as people do and not by the units of UTF-16.
 */
public record ClientReference(String value) {
    private static final int LONGEST = 128;

    public ClientReference {
        boolean isTooLong = value.codePointCount(0, value.length()) > LONGEST;
        if (value.isBlank() || isTooLong || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a client reference has 1 to " + LONGEST + " visible characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
