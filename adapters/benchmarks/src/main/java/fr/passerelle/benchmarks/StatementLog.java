package fr.passerelle.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What PostgreSQL was really told, with the values, from the log that it writes itself. */
final class StatementLog {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long WRITTEN_LATER = 700;
    private static final String MARK = "mark:";
    private static final Set<String> CALLERS = Set.of("passerelle", "twin");
    private static final Pattern STATEMENT =
            Pattern.compile("(?:statement|execute [^:]*): (?<text>.*)", Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("\\$\\d+ = (?<value>NULL|'(?:[^']++|'')*+')");

    private final ProofDatabase database;
    private int seen;

    StatementLog(ProofDatabase database) {
        this.database = database;
    }

    /**
     * A statement.
     *
     * @param values as literals of SQL
     */
    record Statement(String text, List<String> values) {
        boolean begins() {
            return text.startsWith("begin") || text.startsWith("BEGIN");
        }

        boolean ends() {
            return text.startsWith("commit") || text.startsWith("COMMIT");
        }
    }

    /** Begins to log what is said to PostgreSQL. */
    void begin() throws IOException, InterruptedException {
        database.run("alter system set log_statement = 'all'");
        database.query("select pg_reload_conf()");
        Thread.sleep(WRITTEN_LATER);
        seen = lines().size();
    }

    /** What is said from here on belongs under this name. */
    void mark(String name) {
        database.query("select '" + MARK + name + "'");
    }

    /** Ends the log, and answers what was said under each name, transaction by transaction. */
    Map<String, List<Statement>> end() throws IOException, InterruptedException {
        database.run("alter system reset log_statement");
        database.query("select pg_reload_conf()");
        Thread.sleep(WRITTEN_LATER);
        List<String> lines = lines();
        Map<String, List<JsonNode>> marked = new LinkedHashMap<>();
        String name = "";
        for (String line : lines.subList(seen, lines.size())) {
            JsonNode entry = JSON.readTree(line);
            String message = entry.path("message").asString("");
            int mark = message.indexOf(MARK);
            if (mark >= 0 && !isOfCallers(entry)) {
                name = message.substring(mark + MARK.length(), message.lastIndexOf('\''));
            } else if (isOfCallers(entry)) {
                marked.computeIfAbsent(name, _ -> new ArrayList<>()).add(entry);
            }
        }
        Map<String, List<Statement>> heard = new LinkedHashMap<>();
        marked.forEach((key, entries) -> heard.put(key, inOrder(entries)));
        return heard;
    }

    /** Of the service's two pools, the one that serves calls; or the twin. */
    private static boolean isOfCallers(JsonNode entry) {
        return CALLERS.contains(entry.path("application_name").asString(""));
    }

    private static List<Statement> inOrder(List<JsonNode> entries) {
        Map<String, List<Statement>> open = new LinkedHashMap<>();
        List<List<Statement>> transactions = new ArrayList<>();
        for (JsonNode entry : entries) {
            Statement statement = statement(entry);
            if (statement != null) {
                String session = entry.path("session_id").asString();
                List<Statement> current = open.computeIfAbsent(session, _ -> {
                    List<Statement> begun = new ArrayList<>();
                    transactions.add(begun);
                    return begun;
                });
                current.add(statement);
                if (!current.getFirst().begins() || statement.ends()) {
                    open.remove(session);
                }
            }
        }
        return transactions.stream().flatMap(List::stream).toList();
    }

    private static @Nullable Statement statement(JsonNode entry) {
        Matcher said = STATEMENT.matcher(entry.path("message").asString(""));
        if (!said.matches()) {
            return null;
        }
        List<String> values = VALUE.matcher(entry.path("detail").asString(""))
                .results()
                .map(value -> value.group("value"))
                .toList();
        return new Statement(said.group("text").replaceAll("\\s+", " ").strip(), values);
    }

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(database.log())) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted(Comparator.naturalOrder())
                    .toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }
}
