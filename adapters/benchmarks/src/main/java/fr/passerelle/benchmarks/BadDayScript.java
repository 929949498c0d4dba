package fr.passerelle.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The script of a bad day: every fault of the simulator. Every other submission is struck, each time by the next fault that has not yet
 * struck one, and of the other calls every seventh; some faults strike an account, a document or a page alone. Twice nobody
 * listens, and for a while all answers come from a relay.
 */
final class BadDayScript {
    static final long SEED = 31;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> OF_THE_LINE =
            Set.of("portal-closed", "certificate-expired", "certificate-of-another-host", "certificate-self-signed");
    /** Those that have a rule of their own, since they strike no other call or must not strike too often. */
    private static final Set<String> APART = Set.of(
            "account-locks",
            "password-changed",
            "captcha",
            "document-refused",
            "document-lost",
            "complement-again",
            "status-back",
            "unknown-label",
            "changed-schema",
            "page-of-another-employer",
            "session-ended",
            "maintenance-announced");

    private final ObjectNode script = JSON.createObjectNode().put("graine", SEED);

    private BadDayScript() {}

    /** @param catalogue of the simulator: what each fault can strike */
    static String of(JsonNode catalogue) {
        BadDayScript script = new BadDayScript();
        script.rules(catalogue.path("fautes").valueStream().toList());
        return script.script.toString();
    }

    /** The day is over. */
    static String none() {
        return JSON.createObjectNode().put("graine", SEED).toString();
    }

    private void rules(List<JsonNode> faults) {
        rule("account-locks", List.of("log_in"), 5, 1);
        rule("captcha", List.of("log_in"), 8, 1);
        rule("password-changed", List.of("log_in"), 11, 1);
        rule("document-lost", List.of("attach"), 9, 3);
        rule("document-refused", List.of("attach"), 25, 2);
        rule("complement-again", List.of("send_complement"), 2, 1);
        rule("status-back", List.of("read_file"), 6, 4);
        rule("unknown-label", List.of("read_file"), 10, 2);
        rule("changed-schema", List.of("read_file"), 13, 2);
        rule(
                "page-of-another-employer",
                List.of("create_draft", "list_drafts", "read_draft", "list_files", "read_file"),
                30,
                1);
        rule("maintenance-announced", List.of("state"), 1, 1);
        rule("session-ended", List.of("create_draft", "read_draft", "submit", "list_files"), 35, 1);
        List<JsonNode> everywhere =
                faults.stream().filter(BadDayScript::isForAll).toList();
        everywhere.stream()
                .filter(fault -> operations(fault).contains("submit"))
                .forEach(fault ->
                        rule(code(fault), List.of("submit"), 2, code(fault).equals("doubled") ? 3 : 1));
        everywhere.stream()
                .filter(fault -> !others(fault).isEmpty())
                .forEach(fault -> rule(code(fault), others(fault), 7, 2));
        burst(rule("bad-gateway", List.of(), 1, 1000), "PT25S", "PT6S");
        ObjectNode closed = rule("portal-closed", List.of(), 1, 1000);
        burst(closed, "PT12S", "PT2S");
        burst(closed, "PT45S", "PT3S");
    }

    private static boolean isForAll(JsonNode fault) {
        return !OF_THE_LINE.contains(code(fault)) && !APART.contains(code(fault));
    }

    private static String code(JsonNode fault) {
        return fault.path("code").stringValue();
    }

    private static List<String> operations(JsonNode fault) {
        return fault.path("operations").valueStream().map(JsonNode::stringValue).toList();
    }

    /** Log ins are left to those that strike accounts: there are few. */
    private static List<String> others(JsonNode fault) {
        return operations(fault).stream()
                .filter(operation ->
                        !Set.of("submit", "log_in", "log_out", "state").contains(operation))
                .toList();
    }

    private ObjectNode rule(String code, List<String> operations, int every, int most) {
        ObjectNode rule = script.withArray("/fautes").addObject();
        rule.put("code", code).put("tous_les", every).put("au_plus", most);
        operations.forEach(operation -> rule.withArray("/operations").add(operation));
        return rule;
    }

    private static void burst(ObjectNode rule, String begin, String length) {
        rule.withArray("/rafales").addObject().put("debut", begin).put("duree", length);
    }

    /** Those that have to strike in the day itself; certificates have their own ports. */
    static List<String> expected(JsonNode catalogue) {
        List<String> expected = new ArrayList<>(
                catalogue.path("fautes").valueStream().map(BadDayScript::code).toList());
        expected.removeIf(code -> code.startsWith("certificate-"));
        return expected;
    }

    static Stream<JsonNode> neverStruck(JsonNode catalogue) {
        List<String> expected = expected(catalogue);
        return catalogue
                .path("fautes")
                .valueStream()
                .filter(fault -> expected.contains(code(fault)))
                .filter(fault -> fault.path("nombre").asLong() == 0);
    }
}
