package fr.passerelle.api;

import fr.passerelle.api.UnsafeSettings.Refusal;
import fr.passerelle.law.LawTables;
import fr.passerelle.law.LawTables.UnusableTable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator's own tables of the law. Rules on a table that was half understood would block what they must not. */
final class OwnTables {
    static final String SETTING = "passerelle.law.tables";

    private static final Logger log = LoggerFactory.getLogger(OwnTables.class);
    private static final String REMEDY =
            "Mend it, or take it out of the folder: the table that ships then holds. The form"
                    + " of each is in openapi/guides/operating.md.";

    private OwnTables() {}

    /**
     * Reads the folder.
     *
     * @param folder blank where only what ships holds
     * @throws UnsafeSettings when it is no folder, or holds what is no table
     */
    static LawTables read(String folder) {
        if (folder.isBlank()) {
            return LawTables.shipped();
        }
        try {
            LawTables tables = LawTables.with(Path.of(folder));
            log.info("the operator's own tables of the law hold: {}", tables.provided());
            return tables;
        } catch (UnusableTable | InvalidPathException e) {
            throw refusal(e.getMessage());
        }
    }

    /**
     * Makes rules of the tables.
     *
     * @throws UnsafeSettings when a cell of the operator's cannot be read; what ships is our own fault
     */
    static <T> T used(LawTables tables, Function<LawTables, T> rules) {
        try {
            return rules.apply(tables);
        } catch (IllegalArgumentException | DateTimeException e) {
            String culprit = tables.provided().stream()
                    .filter(name -> isUnusable(tables.withOnly(name), rules))
                    .findFirst()
                    .orElseThrow(() -> e);
            throw refusal(culprit + ".csv: " + e.getMessage());
        }
    }

    private static boolean isUnusable(LawTables tables, Function<LawTables, ?> rules) {
        try {
            var _ = rules.apply(tables);
            return false;
        } catch (IllegalArgumentException | DateTimeException e) {
            return true;
        }
    }

    private static UnsafeSettings refusal(@Nullable String what) {
        return new UnsafeSettings(new Refusal(SETTING + ": " + what + ".", REMEDY));
    }
}
