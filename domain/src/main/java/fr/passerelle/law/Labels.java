package fr.passerelle.law;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Our own short names, in French and English, of codes that the tables of the law name at length or in one language. */
public final class Labels {
    private static final Map<String, Map<String, String>> ROWS = Csv.table("labels.csv").stream()
            .collect(Collectors.toMap(row -> row.get("table") + "/" + row.get("code"), Function.identity()));

    private Labels() {}

    /**
     * The French name.
     *
     * @param table by its public name
     */
    public static Optional<String> french(String table, String code) {
        return label(table, code, "label_fr");
    }

    /** The English name. */
    public static Optional<String> english(String table, String code) {
        return label(table, code, "label_en");
    }

    private static Optional<String> label(String table, String code, String column) {
        @Nullable Map<String, String> row = ROWS.get(table + "/" + code);
        return Optional.ofNullable(row).map(cells -> cells.get(column));
    }
}
