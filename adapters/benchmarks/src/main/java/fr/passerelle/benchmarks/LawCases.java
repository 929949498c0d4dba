package fr.passerelle.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The public cases, asked of the packaged service one by one and as JSON lines. What is expected stands in the file of the
 * cases, and not here; a case that expects nothing of work right is one of {@link #OF_SOMETHING_ELSE}.
 */
final class LawCases implements Proof {
    private static final Path CASES = Path.of("domain/src/test/resources/fr/passerelle/law/public-cases.csv");
    private static final String PATH = "/v1/work-right-checks";
    private static final Pattern CELL = Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*)\"|([^,]*))(?:,|$)");

    /** PC-039 speaks of the next card and not of the one held; the others of dates, evidence and fines alone. */
    private static final Set<String> OF_SOMETHING_ELSE = Set.of("PC-039", "PC-042", "PC-045", "PC-049");

    @Override
    public String name() {
        return "law-cases";
    }

    @Override
    public String claim() {
        return "the packaged service answers every public case on work right as the case expects";
    }

    @Override
    public void run(Stand stand, Figures figures, boolean isFull) throws Exception {
        Client client = stand.client();
        Map<String, Case> cases = cases();
        List<String> questions = LawQuestions.all();
        Map<String, JsonNode> streamed = streamed(client, questions);
        Set<String> asked = new TreeSet<>();
        long agreed = 0;
        for (String question : questions) {
            String id = JsonMapper.shared().readTree(question).path("reference").asString();
            Client.Answer answer = client.post(PATH, question).ok();
            Case expected = cases.get(id);
            boolean agrees = expected != null
                    && expected.isMetBy(answer.body())
                    && answer.body().equals(streamed.get(id));
            figures.require(id + " expects " + expected + ", but the answer is " + answer.body(), agrees);
            agreed += agrees ? 1 : 0;
            asked.add(id);
        }
        Set<String> all = new TreeSet<>(asked);
        all.addAll(OF_SOMETHING_ELSE);
        figures.show("cases", cases.size());
        figures.show("of_something_else", String.join(" ", new TreeSet<>(OF_SOMETHING_ELSE)));
        figures.require("cases that are not asked", all.equals(cases.keySet()));
        figures.expect("asked", asked.size(), cases.size() - OF_SOMETHING_ELSE.size());
        figures.expect("agreed", agreed, asked.size());
    }

    private static Map<String, JsonNode> streamed(Client client, List<String> questions) {
        return client.lines(PATH, String.join("\n", questions))
                .lines()
                .map(JsonMapper.shared()::readTree)
                .collect(Collectors.toMap(line -> line.path("reference").asString(), line -> line.path("answer")));
    }

    private static Map<String, Case> cases() throws IOException {
        List<List<String>> rows =
                Files.readAllLines(CASES).stream().map(LawCases::cells).toList();
        List<String> header = rows.getFirst();
        Map<String, Case> cases = new java.util.TreeMap<>();
        for (List<String> row : rows.subList(1, rows.size())) {
            Map<String, String> cells = new HashMap<>();
            for (int i = 0; i < header.size(); i++) {
                cells.put(header.get(i), row.get(i));
            }
            cases.put(
                    cells.getOrDefault("case_id", ""),
                    new Case(
                            cells.getOrDefault("expected_authorisation_needed", ""),
                            cells.getOrDefault("expected_may_start", "")));
        }
        return cases;
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        Matcher cell = CELL.matcher(line);
        while (cell.find() && (cell.start() < line.length() || line.endsWith(","))) {
            cells.add(cell.group(1) == null ? cell.group(2) : cell.group(1).replace("\"\"", "\""));
            if (cell.end() == line.length() && !line.endsWith(",")) {
                break;
            }
        }
        return cells;
    }

    /**
     * What a case expects.
     *
     * @param authorisation in the words of its file; empty where it says nothing
     * @param mayStart likewise
     */
    private record Case(String authorisation, String mayStart) {
        boolean isMetBy(JsonNode answer) {
            return isMet(authorisation(), answer.path("authorisation").asString())
                    && isMet(start(), answer.path("may_start").asString());
        }

        private static boolean isMet(String expected, String said) {
            return expected.isEmpty() || expected.equals(said);
        }

        @Override
        public String authorisation() {
            if (authorisation.startsWith("not possible") || authorisation.startsWith("refuse")) {
                return "not_possible";
            }
            return authorisation.startsWith("yes") ? "needed" : authorisation.startsWith("no") ? "not_needed" : "";
        }

        private String start() {
            return mayStart.startsWith("yes") ? "yes" : mayStart.startsWith("no") ? "no" : "";
        }
    }
}
