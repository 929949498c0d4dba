package fr.passerelle.law.needs;

import fr.passerelle.law.LawTables;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Departments, as far as a request is placed by them. */
public final class Departments {
    private static final String OVERSEAS = "9[78].*";

    private final Map<String, String> regions = new HashMap<>();

    public Departments(LawTables tables) {
        for (Map<String, String> cells : tables.rows("departments")) {
            String region = cells.getOrDefault("region_code", "");
            if (!region.isEmpty()) {
                regions.put(cells.getOrDefault("code", ""), region);
            }
        }
    }

    /** INSEE code of the region. */
    public Optional<String> region(@Nullable String department) {
        return department == null ? Optional.empty() : Optional.ofNullable(regions.get(department));
    }

    /** An INSEE code of a commune begins with its department; a postal code does not always. */
    public static String ofCommune(String communeCode) {
        return communeCode.substring(0, communeCode.matches(OVERSEAS) ? 3 : 2);
    }
}
