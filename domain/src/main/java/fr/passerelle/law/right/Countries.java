package fr.passerelle.law.right;

import fr.passerelle.law.LawTables;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** To which group a nationality belongs, from the table of countries. */
public final class Countries {
    private static final String YES = "true";

    private final Map<String, Group> groups = new HashMap<>();

    public Countries(LawTables tables) {
        for (Map<String, String> row : tables.rows("countries")) {
            groups.put(row.getOrDefault("iso2", ""), group(row));
        }
    }

    /** What a nationality means for the right to work. */
    public enum Group {
        /** France and the territories that have a code of their own. */
        FRENCH,
        /** European Union, European Economic Area, Switzerland. */
        EUROPEAN,
        /** Andorra, Monaco, San Marino: not concerned, says service-public F2728. */
        TREATED_AS_EUROPEAN,
        /** Under the agreement of 27 December 1968. */
        ALGERIAN,
        THIRD
    }

    /** The group of a country by its ISO 3166-1 code of two letters; empty where there is no such country. */
    public Optional<Group> find(String iso2) {
        return Optional.ofNullable(groups.get(iso2.toUpperCase(Locale.ROOT)));
    }

    private static Group group(Map<String, String> row) {
        if (YES.equals(row.get("is_france")) || "FR_TERRITORY".equals(row.get("group"))) {
            return Group.FRENCH;
        }
        if (YES.equals(row.get("is_eu_eea_ch"))) {
            return Group.EUROPEAN;
        }
        if (YES.equals(row.get("treated_as_eu"))) {
            return Group.TREATED_AS_EUROPEAN;
        }
        return YES.equals(row.get("is_algeria")) ? Group.ALGERIAN : Group.THIRD;
    }
}
