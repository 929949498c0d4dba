package fr.passerelle.badinput;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Every row that the service has stored, so that a change of any of them shows. */
public final class StoredRows {
    private static final String TABLES = """
        select tablename from pg_tables where schemaname = 'public' and tablename <> 'flyway_schema_history'\
        """;

    /** What workers write by themselves: whose turn it is, how fast the platform may be called, and how it fares. */
    private static final Set<String> OF_WORKERS = Set.of(
            "job",
            "work_turn",
            "tenant_turn",
            "platform_session",
            "login_session",
            "pace_lane",
            "platform_call",
            "webhook_turn");

    /** Without what each look of a worker at the platform renews: when it was, how long the file waits, and so the version. */
    private static final String ROWS = """
        select '%1$s ' || md5((to_jsonb(t) - array['seen', 'trail', 'last_seen_at', 'version', 'updated_at'])::text) from %1$s t\
        """;

    private StoredRows() {}

    /**
     * A sign for each row.
     *
     * @param query answers the first column, past row-level security
     */
    public static Set<String> signs(Function<String, List<String>> query) {
        Set<String> signs = new HashSet<>();
        query.apply(TABLES).stream()
                .filter(table -> !OF_WORKERS.contains(table))
                .forEach(table -> signs.addAll(query.apply(ROWS.formatted(table))));
        return signs;
    }

    /** The signs of rows that have come, gone or changed. */
    public static Set<String> changed(Set<String> before, Set<String> after) {
        Set<String> changed = new TreeSet<>(before);
        changed.addAll(after);
        changed.removeIf(sign -> before.contains(sign) && after.contains(sign));
        return changed;
    }
}
