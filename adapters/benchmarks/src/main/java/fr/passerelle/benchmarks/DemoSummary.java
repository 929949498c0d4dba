package fr.passerelle.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What was asked, what was met, what became of each, what a human must do; and whether the platform's own ledger agrees. */
final class DemoSummary {
    private final DemoCast cast;
    private final DemoBoard board;
    private final List<JsonNode> requests;
    private final List<JsonNode> ledger;

    DemoSummary(Stand stand, DemoCast cast, DemoBoard board) {
        this.cast = cast;
        this.board = board;
        this.requests = cast.requests();
        this.ledger = stand.platform()
                .get("/simulateur/registre")
                .ok()
                .body()
                .path("depots")
                .valueStream()
                .toList();
    }

    void tell(Figures figures) {
        say("");
        say("WHAT WAS ASKED");
        say(
                "  %d requests for work authorisation, of %d employers, through 3 HR systems.",
                requests.size(), DemoCast.EMPLOYERS);
        say(
                "  %d were answered 202 at once, whatever the platform did: accepted, kept, and filed for them.",
                cast.accepted());
        say("WHAT WAS MET  (each is explained in openapi/upstream/README.md)");
        board.faults().forEach((fault, times) -> say("  %4d  %s", times, fault));
        say(
                "  %d times the outcome of a submission was unclear. None was sent again: each was looked up.",
                cast.events("request.outcome_unknown"));
        say("WHAT BECAME OF EACH");
        become().forEach((what, count) -> say("  %4d  %s", count, what));
        say("  How the files that were sent ended up known to be filed:");
        howFiled().forEach((how, count) -> say("  %4d  %s", count, how));
        say("WHAT A HUMAN MUST DO");
        tasks().forEach((task, count) -> say("  %4d  %s", count, task));
        say("NOTHING LOST, NOTHING TWICE, by the ledger of the platform itself");
        prove(figures);
    }

    private Map<String, Long> become() {
        return counted(requests, request -> {
            String human = DemoBoard.asksForHuman(request) ? ", with a task for a human" : "";
            return switch (DemoBoard.place(request)) {
                case "filed" -> "filed, with the platform's receipt" + human;
                case "not_accepted" -> "not accepted by the portal: back with the employer, with the reason";
                default -> "not filed (" + DemoBoard.place(request) + ")" + human;
            };
        });
    }

    private Map<String, Long> howFiled() {
        List<JsonNode> accepted = cast.attempts().stream()
                .filter(attempt -> attempt.path("state").asString("").equals("accepted"))
                .toList();
        return counted(accepted, attempt -> switch (attempt.path("reason").asString("")) {
            case "receipt" -> "the receipt came back";
            case "found_on_platform" -> "the answer was lost: the file was found on the platform";
            case String other -> other;
        });
    }

    private Map<String, Long> tasks() {
        return counted(
                cast.tasks(),
                task -> task.path("kind").asString("") + ": "
                        + task.path("sentence").asString(""));
    }

    private static Map<String, Long> counted(List<JsonNode> things, Function<JsonNode, String> name) {
        return things.stream().collect(Collectors.groupingBy(name, TreeMap::new, Collectors.counting()));
    }

    /** What the platform doubled by itself does not count as sent twice; it shows as a task. */
    private void prove(Figures figures) {
        List<JsonNode> ours = ledger.stream()
                .filter(entry -> !entry.path("par_plateforme").asBoolean())
                .toList();
        Map<String, Long> sent =
                counted(ours, entry -> entry.path("reference_libre").asString(""));
        Set<String> deposits = ledger.stream()
                .map(entry -> entry.path("numero_depot").asString(""))
                .collect(Collectors.toSet());
        List<JsonNode> filed = requests.stream()
                .filter(request -> DemoBoard.place(request).equals("filed"))
                .toList();
        figures.expect(
                "  lost, neither ended nor with a human",
                requests.stream()
                        .filter(request -> !DemoBoard.hasEnded(request))
                        .count(),
                0);
        figures.show("  called filed by us", filed.size());
        figures.show("  accepted by the platform", sent.size());
        figures.expect(
                "  accepted twice",
                sent.values().stream().filter(times -> times > 1).count(),
                0);
        figures.show("  made twice by the platform itself, from one submission", ledger.size() - ours.size());
        figures.expect(
                "  called filed and not in the ledger",
                filed.stream()
                        .filter(request -> !deposits.contains(
                                request.path("deposit_number").asString("")))
                        .count(),
                0);
        figures.expect(
                "  in the ledger, not called filed, and no human asked",
                requests.stream()
                        .filter(request -> !DemoBoard.place(request).equals("filed"))
                        .filter(request -> !DemoBoard.asksForHuman(request))
                        .filter(request -> sent.containsKey(request.path("id").asString("")))
                        .count(),
                0);
    }

    /** In lines of a hundred letters. */
    private static void say(String text, Object... values) {
        String line = text.formatted(values);
        while (line.length() > 100) {
            int end = line.lastIndexOf(' ', 100);
            System.out.println(line.substring(0, end));
            line = "        " + line.substring(end + 1);
        }
        System.out.println(line);
    }
}
