package fr.passerelle.parties;

import java.util.Locale;
import java.util.Set;

/**
 * A nationality: an ISO 3166-1 alpha-2 country, or one of the codes that travel documents use for people without one
 * (ICAO 9303 part 3): {@code XXA} stateless, {@code XXB} refugee, {@code XXC} refugee of another status, {@code XXX}
 * unspecified. {@code XK} (Kosovo) is accepted although ISO has not assigned it.
 */
public record Nationality(String code) {
    private static final Set<String> WITHOUT_COUNTRY = Set.of("XXA", "XXB", "XXC", "XXX");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    public Nationality {
        if (!isCountry(code) && !WITHOUT_COUNTRY.contains(code)) {
            throw new InvalidIdentifier("nationality", InvalidIdentifier.Reason.CHARACTERS);
        }
    }

    /** Whether the text is a country in ISO 3166-1 alpha-2, or Kosovo's customary code. */
    public static boolean isCountry(String code) {
        return COUNTRIES.contains(code) || "XK".equals(code);
    }

    @Override
    public String toString() {
        return code;
    }
}
