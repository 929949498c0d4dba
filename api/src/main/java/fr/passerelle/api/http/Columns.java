package fr.passerelle.api.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The columns that a table may have. A column is named by the place of its value in the JSON body, with dots between the steps:
 * {@code title.valid_to}; {@code #} stands for the number of an element and {@code *} for a name that the client makes up.
 */
public final class Columns {
    private static final String NUMBERS = "\\.\\d{1,2}(?=\\.)";

    /** What JSON has for the text of a cell. */
    enum Kind {
        TEXT,
        INTEGER,
        BOOLEAN
    }

    private final Map<String, Kind> kinds;

    private Columns(Map<String, Kind> kinds) {
        this.kinds = Map.copyOf(kinds);
    }

    public static Columns ofTexts(String... names) {
        return new Columns(Map.of()).with(Kind.TEXT, names);
    }

    /** With columns of {@code true} and {@code false}. */
    public Columns withBooleans(String... names) {
        return with(Kind.BOOLEAN, names);
    }

    public Columns withIntegers(String... names) {
        return with(Kind.INTEGER, names);
    }

    private Columns with(Kind kind, String... names) {
        Map<String, Kind> all = new HashMap<>(kinds);
        for (String name : names) {
            all.put(name, kind);
        }
        return new Columns(all);
    }

    /** Empty where there may be no such column. */
    Optional<Kind> kind(String name) {
        return Optional.ofNullable(kinds.get(name.replaceAll(NUMBERS, ".#")))
                .or(() -> Optional.ofNullable(kinds.get(name.replaceAll("\\..+", ".*"))));
    }
}
