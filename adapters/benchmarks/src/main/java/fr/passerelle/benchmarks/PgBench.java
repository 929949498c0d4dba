package fr.passerelle.benchmarks;

import fr.passerelle.benchmarks.StatementLog.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * PostgreSQL's own load generator, which says what the service was heard to say for one creation and submission: the same
 * statements, in the same transactions, by the same role, with the same values, but for those that no two requests share.
 */
final class PgBench {
    private static final Pattern TPS = Pattern.compile("tps = (?<tps>[0-9.]+)");
    private static final Pattern UUID = Pattern.compile("'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'");
    private static final Pattern INSTANT = Pattern.compile("'\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d.*'");
    private static final Pattern JSON = Pattern.compile("'(\\{\"|\\[\\{|\\{}).*'", Pattern.DOTALL);
    /** What pgbench would take for a variable. */
    private static final Pattern NOT_A_VARIABLE = Pattern.compile("(?<!:):(?=[A-Za-z_])");

    private final Path program;
    private final int port;
    private final Path script;

    private PgBench(Path program, int port, Path script) {
        this.program = program;
        this.port = port;
        this.script = script;
    }

    /** Where it is; empty where it is not installed. */
    static Optional<Path> program() throws IOException {
        List<Path> folders = new ArrayList<>(
                Stream.of(System.getenv("PATH").split(":", -1)).map(Path::of).toList());
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                versions.map(version -> version.resolve("bin")).forEach(folders::addFirst);
            }
        }
        return folders.stream()
                .map(folder -> folder.resolve("pgbench"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Writes its script.
     *
     * @param unique by what no two requests share, as it was heard, the expression of SQL over {@code :n} that takes its place
     * @param tenants by what no two tenants share, the same over {@code :t}
     */
    static PgBench of(
            Path program, ProofDatabase database, Path script, List<Statement> heard, Map<String, String> unique)
            throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "\\set i :i + 1",
                "\\set n " + FilingCast.FIRST_OF_PGBENCH + " + :first + :client_id + :i * :clients",
                "\\set t :n % " + FilingCast.TENANTS));
        heard.forEach(statement -> said(statement, unique).forEach(text -> lines.add(text + ";")));
        Files.write(script, lines);
        return new PgBench(program, database.port(), script);
    }

    /** The extended protocol takes one statement at a time; {@code begin; select} is two. */
    private static List<String> said(Statement statement, Map<String, String> unique) {
        String text = statement.text();
        for (int i = statement.values().size(); i > 0; i--) {
            String value = value(statement.values().get(i - 1), unique);
            text = text.replaceAll("\\$" + i + "(?![0-9])", Matcher.quoteReplacement(value));
        }
        return statement.values().isEmpty()
                ? Stream.of(text.split("; "))
                        .map(part -> replaced(part, unique))
                        .toList()
                : List.of(text);
    }

    private static String replaced(String text, Map<String, String> unique) {
        String replaced = text;
        for (Map.Entry<String, String> entry : unique.entrySet()) {
            replaced = replaced.replace("'" + entry.getKey() + "'", "(" + entry.getValue() + ")");
        }
        return replaced;
    }

    private static String value(String literal, Map<String, String> unique) {
        if (literal.equals("NULL")) {
            return "null";
        }
        String type = type(literal);
        Map<Integer, String> found = new TreeMap<>();
        for (String known : unique.keySet()) {
            for (int at = literal.indexOf(known); at >= 0; at = literal.indexOf(known, at + 1)) {
                found.put(at, known);
            }
        }
        if (found.isEmpty()) {
            return NOT_A_VARIABLE.matcher(literal).replaceAll(": ") + type;
        }
        String whole = unique.get(literal.substring(1, literal.length() - 1));
        return "(" + (whole == null ? format(literal, found, unique) : whole) + ")" + type;
    }

    /** A literal says its type by itself; an expression that takes its place does not. */
    private static String type(String literal) {
        if (UUID.matcher(literal).matches()) {
            return "::uuid";
        }
        if (INSTANT.matcher(literal).matches()) {
            return "::timestamptz";
        }
        if (JSON.matcher(literal).matches()) {
            return "::jsonb";
        }
        if (literal.startsWith("'{")) {
            return UUID.matcher(literal.replace("{", "").replace("}", "")).matches() ? "::uuid[]" : "::text[]";
        }
        return "";
    }

    private static String format(String literal, Map<Integer, String> found, Map<String, String> unique) {
        StringBuilder pattern = new StringBuilder();
        int from = 0;
        List<String> values = new ArrayList<>();
        for (Map.Entry<Integer, String> one : found.entrySet()) {
            if (one.getKey() >= from) {
                pattern.append(literal.substring(from, one.getKey()).replace("%", "%%"))
                        .append("%s");
                from = one.getKey() + one.getValue().length();
                values.add(unique.get(one.getValue()));
            }
        }
        pattern.append(literal.substring(from).replace("%", "%%"));
        return "format(" + NOT_A_VARIABLE.matcher(pattern).replaceAll(": ") + ", "
                + values.stream().collect(Collectors.joining(", ")) + ")";
    }

    /**
     * Runs it for a while.
     *
     * @param first the first number that was not used yet
     * @return transactions a second
     */
    double run(int clients, Duration span, long first) throws IOException, InterruptedException {
        Path log = script.resolveSibling("pgbench.log");
        ProcessBuilder builder = new ProcessBuilder(
                        program.toString(),
                        "--no-vacuum",
                        "--protocol=prepared",
                        "--client=" + clients,
                        "--jobs=2",
                        "--time=" + span.toSeconds(),
                        "--define=i=0",
                        "--define=first=" + first,
                        "--define=clients=" + clients,
                        "--file=" + script,
                        "--host=127.0.0.1",
                        "--port=" + port,
                        "--username=passerelle_service",
                        ProofDatabase.NAME)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("PGPASSWORD", "service");
        int status = builder.start().waitFor();
        String printed = Files.readString(log);
        Matcher tps = TPS.matcher(printed);
        if (status != 0 || !tps.find()) {
            throw new IllegalStateException(
                    "pgbench failed: " + printed.substring(0, Math.min(2000, printed.length())));
        }
        return Double.parseDouble(tps.group("tps"));
    }
}
