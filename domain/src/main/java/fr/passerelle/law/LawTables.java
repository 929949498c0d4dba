package fr.passerelle.law;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The dated tables of the law: those that ship, and in the place of most of them the files of the same name that an operator provides. A
 * new minimum wage or a new list of shortage occupations is a file and nothing else.
 *
 * <p>Each row keeps where it was read and how sure it is: see {@link Certainty}.
 */
public final class LawTables {
    private static final String ENDING = ".csv";
    private static final String CERTAINTY = "certainty";

    private static final Set<String> NAMES = Set.of(
            "anef-list",
            "countries",
            "idcc",
            "minimum-wage",
            "platforms",
            "required-documents",
            "residence-titles",
            "shortage-lists",
            "shortage-occupations");

    /** Tables whose rows the rules know by name: a file of them would be half understood. */
    private static final Set<String> OF_THE_RULES =
            Set.of("deadlines", "departments", "public-holidays", "request-types", "review-delays");

    /** Tables that do not ship, since their copies carry another licence: their form does, and the operator's file fills it. */
    private static final Map<String, Set<String>> FORMS = Map.of(
            "fap", Set.of("fap_code", "fap_label"),
            "fap-rome", Set.of("fap_code", "rome_code"),
            "pcs-ese", Set.of("pcs_code", "label_fr"),
            "rome", Set.of("rome_code", "label_fr"));

    private final Map<String, List<Map<String, String>>> provided;

    private LawTables(Map<String, List<Map<String, String>>> provided) {
        this.provided = Map.copyOf(provided);
    }

    /** Those that ship, as they are. */
    public static LawTables shipped() {
        return new LawTables(Map.of());
    }

    /**
     * Those that ship, but for those that a folder holds.
     *
     * @throws UnusableTable when a file of the folder is no table that may be provided, or lacks a column of the one that ships
     */
    public static LawTables with(Path folder) {
        Map<String, List<Map<String, String>>> provided = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(one -> !isHidden(one)).sorted().toList()) {
                String name = name(file);
                provided.put(name, checked(file, name));
            }
        } catch (IOException e) {
            throw new UnusableTable(folder + " cannot be read", e);
        }
        return new LawTables(provided);
    }

    /** The rows of a table in the order of its file, each by the header's names; none of one that neither ships nor was given. */
    public List<Map<String, String>> rows(String name) {
        List<Map<String, String>> own = provided.get(name);
        if (own != null) {
            return own;
        }
        return FORMS.containsKey(name) ? List.of() : Csv.table(name + ENDING);
    }

    /** Whether there is such a table at all: one that ships, or one that the operator provides. */
    public boolean holds(String name) {
        return provided.containsKey(name) || NAMES.contains(name) || OF_THE_RULES.contains(name);
    }

    /** Those that ship, but for one of the operator's. */
    public LawTables withOnly(String name) {
        return new LawTables(Map.of(name, rows(name)));
    }

    /** The tables that the operator provides, by name. */
    public Set<String> provided() {
        return new TreeSet<>(provided.keySet());
    }

    /** Such as the links that a mounted volume brings along. */
    private static boolean isHidden(Path file) {
        return Objects.requireNonNull(file.getFileName()).toString().startsWith(".");
    }

    private static String name(Path file) {
        String whole = Objects.requireNonNull(file.getFileName()).toString();
        String name = whole.endsWith(ENDING) ? whole.substring(0, whole.length() - ENDING.length()) : whole;
        if (!whole.endsWith(ENDING) || !(NAMES.contains(name) || FORMS.containsKey(name))) {
            throw new UnusableTable(file + " is no table of the law that may be provided; these may: "
                    + Stream.concat(NAMES.stream(), FORMS.keySet().stream())
                            .sorted()
                            .map(known -> known + ENDING)
                            .collect(Collectors.joining(", ")));
        }
        return name;
    }

    private static List<Map<String, String>> checked(Path file, String name) {
        List<Map<String, String>> rows;
        try {
            rows = Csv.rows(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw new UnusableTable(file + ": " + e.getMessage(), e);
        }
        List<Map<String, String>> shipped = FORMS.containsKey(name) ? List.of() : Csv.table(name + ENDING);
        Set<String> expected = shipped.isEmpty()
                ? new TreeSet<>(FORMS.get(name))
                : shipped.getFirst().keySet();
        if (rows.isEmpty() || !rows.getFirst().keySet().containsAll(expected)) {
            throw new UnusableTable(file + " needs a row and the columns " + String.join(", ", expected));
        }
        refuseMistypedCertainty(file, rows, shipped);
        return rows;
    }

    /** A word that we do not know would make of a rule that blocks one that warns, and nobody would notice. */
    private static void refuseMistypedCertainty(
            Path file, List<Map<String, String>> rows, List<Map<String, String>> shipped) {
        Set<String> known = Stream.concat(
                        Arrays.stream(Certainty.values()).map(Enum::name),
                        shipped.stream().map(LawTables::certainty))
                .collect(Collectors.toCollection(TreeSet::new));
        for (Map<String, String> row : rows) {
            if (row.containsKey(CERTAINTY) && !known.contains(certainty(row))) {
                throw new UnusableTable("%s: \"%s\" is no certainty; known are %s"
                        .formatted(file, row.get(CERTAINTY), String.join(", ", known)));
            }
        }
    }

    private static String certainty(Map<String, String> row) {
        return Certainty.firstWord(row.getOrDefault(CERTAINTY, ""));
    }

    /** A file of the operator's that cannot stand for a table. */
    public static final class UnusableTable extends IllegalArgumentException {
        UnusableTable(String message) {
            super(message);
        }

        UnusableTable(String message, Exception cause) {
            super(message, cause);
        }
    }
}
