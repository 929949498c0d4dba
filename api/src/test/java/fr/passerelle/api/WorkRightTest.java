package fr.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Who may work, asked over HTTP: one question, and many as JSON lines. */
class WorkRightTest {
    private static final String PATH = "/v1/work-right-checks";
    private static final String RESIDENT = """
        {"reference": "%s", "day": "2026-11-23", "nationality": "MA", "residence": "france",
         "title": {"code": "RESIDENT_10", "valid_to": "2031-05-01"}, "contract": {"type": "permanent"}}
        """.replace("\n", "");

    private final Api api = ApiUnderTest.demo();

    private Answer ask(String type, Map<String, String> more, String body) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Content-Type", type);
        return api.call("POST", PATH, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private Answer one(String body) {
        return ask("application/json", Map.of(), body).expect(200);
    }

    private List<JsonNode> lines(String body) {
        return ask("application/x-ndjson", Map.of("Accept", "application/x-ndjson"), body)
                .expect(200)
                .text()
                .lines()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    @Test
    @Tag("R. 5221-2")
    void answersWithItsBasis() {
        JsonNode answer = one(RESIDENT.formatted("e-1")).json();

        assertThat(answer.path("reference").asString()).isEqualTo("e-1");
        assertThat(answer.path("authorisation").asString()).isEqualTo("not_needed");
        assertThat(answer.path("may_start").asString()).isEqualTo("yes");
        assertThat(answer.path("until").asString()).isEqualTo("2031-05-01");
        assertThat(answer.path("certainty").asString()).isEqualTo("text");
        assertThat(answer.at("/basis/0/text").asString()).isEqualTo("C. trav. R. 5221-2 3°");
        assertThat(answer.at("/basis/0/legiarti").asString()).isEqualTo("LEGIARTI000051747717");
        assertThat(answer.at("/conditions/0/code").asString()).isEqualTo("check_with_prefect");
    }

    @Test
    void answersInFrenchWhenAsked() {
        Answer answer = ask("application/json", Map.of("Accept-Language", "fr"), RESIDENT.formatted("e-1"));

        assertThat(answer.expect(200).json().path("detail").asString())
                .isEqualTo("Aucune autorisation de travail n'est nécessaire. La personne peut travailler ce jour-là."
                        + " Le titre donne le droit de travailler.");
        assertThat(answer.header("Content-Language")).isEqualTo("fr");
    }

    @Test
    void knowsNothingOfNobody() {
        JsonNode answer = one("{}").json();

        assertThat(answer.path("authorisation").asString()).isEqualTo("unknown");
        assertThat(answer.path("may_start").asString()).isEqualTo("unknown");
        assertThat(answer.at("/ask/0/pointer").asString()).isEqualTo("/nationality");
    }

    @Test
    @Tag("R. 5221-1")
    void saysWhatAChangeAsksFor() {
        JsonNode answer = one("""
            {"nationality": "MA", "title": {"code": "SALARIE_CST"},
             "change": {"from": {"employer": "A", "contract": "permanent"},
                        "to": {"employer": "B", "contract": "permanent"}}}\
            """).json();

        assertThat(answer.at("/change/outcome").asString()).isEqualTo("new_request");
        assertThat(answer.at("/change/changed/0").asString()).isEqualTo("employer");
    }

    private static JsonNode contract(String pointer) {
        return Contract.ofRecord().document().at(pointer.replace("#", "/components/"));
    }

    @Test
    void answersAsTheContractsExampleDoes() {
        String asked = contract("#requestBodies/WorkRightQuestion/content/application~1json/examples/newEmployer/value")
                .toString();
        JsonNode promised = contract("#responses/WorkRightAnswer/content/application~1json/examples/authorised/value");

        JsonNode answer = ask("application/json", Map.of("Accept-Language", "fr"), asked)
                .expect(200)
                .json();

        assertThat(answer).isEqualTo(promised);
    }

    @Test
    void answersTheContractsOtherQuestions() {
        String questions = "#requestBodies/WorkRightQuestion/content/application~1json/examples/";
        JsonNode posted = one(contract(questions + "posting/value").toString()).json();
        JsonNode seeker = one(contract(questions + "asylum/value").toString()).json();

        assertThat(posted.path("may_start").asString()).isEqualTo("yes");
        assertThat(posted.path("day").asString()).isEqualTo("2027-01-04");
        assertThat(seeker.path("may_start").asString()).isEqualTo("no");
    }

    @Test
    void answersALineAsTheContractsExampleDoes() {
        JsonNode first = contract("#requestBodies/WorkRightQuestion/content/application~1x-ndjson/examples/line/value");
        JsonNode promised = contract("#responses/WorkRightAnswer/content/application~1x-ndjson/examples/wrong/value");
        Map<String, String> headers = Map.of("Accept", "application/x-ndjson", "Accept-Language", "fr");
        String body = first + "\n{\"reference\": \"matricule-0002\", \"nationality\": \"ZZ\"}";

        List<JsonNode> answers = ask("application/x-ndjson", headers, body)
                .expect(200)
                .text()
                .lines()
                .map(JsonMapper.shared()::readTree)
                .toList();

        assertThat(answers.getFirst().at("/answer/may_start").asString()).isEqualTo("yes");
        assertThat(withoutTrace(answers.getLast())).isEqualTo(withoutTrace(promised));
    }

    private static JsonNode withoutTrace(JsonNode line) {
        JsonNode copy = line.deepCopy();
        ((ObjectNode) copy.path("problem")).remove("trace_id");
        return copy;
    }

    @ParameterizedTest
    @CsvSource({
        "'\"title\": {\"code\": \"RESIDENT_11\"}', unknown_title, /title/code",
        "'\"title\": {\"code\": \"NONE\", \"department\": \"00\"}', unknown_department, /title/department",
        "'\"contract\": {\"department\": \"20\"}', unknown_department, /contract/department",
        "'\"contract\": {\"department\": \"96\"}', unknown_department, /contract/department",
        "'\"change\": {\"from\": {\"department\": \"99\"}, \"to\": {}}', unknown_department, /change/from/department"
    })
    void refusesTitlesAndDepartmentsThatDoNotExist(String members, String code, String pointer) {
        String question = "{\"reference\": \"e-1\", " + members + "}";

        JsonNode refused =
                ask("application/json", Map.of(), question).expect(422).json();
        List<JsonNode> answers = lines(question + "\n" + RESIDENT.formatted("e-2"));

        assertThat(refused.at("/errors/0/code").asString()).isEqualTo(code);
        assertThat(refused.at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(answers.getFirst().at("/problem/errors/0/code").asString()).isEqualTo(code);
        assertThat(answers.getFirst().path("reference").asString()).isEqualTo("e-1");
        assertThat(answers.getLast().at("/answer/may_start").asString()).isEqualTo("yes");
    }

    @Test
    void knowsTitlesInAnyCaseAndThatThereIsNone() {
        for (String code : List.of("resident_10", "none", "CRA_10")) {
            one("{\"title\": {\"code\": \"" + code + "\"}}");
        }
    }

    @Test
    @Tag("L. 5221-8")
    void saysWhoMustDoWhatOnAChange() {
        String resident = """
            {"day": "2026-11-23", "nationality": "MA", "residence": "france",
             "title": {"code": "RESIDENT_10", "valid_to": "2031-05-01"},
             "change": {"from": {"employer": "A", "weekly_hours": "35"}, "to": {"employer": "B"%s}}}\
            """;

        JsonNode checked =
                one(resident.formatted(", \"weekly_hours\": \"35.00\"")).json();
        JsonNode open = one(resident.formatted("")).json();

        assertThat(checked.at("/change/outcome").asString()).isEqualTo("check");
        assertThat(checked.at("/change/duties/0/code").asString()).isEqualTo("check_with_prefect");
        assertThat(checked.at("/change/duties/0/by").asString()).isEqualTo("employer");
        assertThat(open.at("/change/outcome").asString()).isEqualTo("unknown");
        assertThat(open.at("/change/ask/0/pointer").asString()).isEqualTo("/change/to/weekly_hours");
    }

    @Test
    void answersEachLineInOrderAndTheWrongOnesWithAProblem() {
        List<JsonNode> answers = lines(String.join(
                "\n",
                RESIDENT.formatted("e-1"),
                "{\"reference\": \"e-2\", \"nationality\": \"ZZ\"}",
                "this is not JSON",
                "",
                "{\"reference\": \"e-4\", \"unheard_of\": 1, \"title\": \"x\"}",
                "{\"reference\": \"" + "x".repeat(20_000) + "\"}",
                "[]",
                "null",
                RESIDENT.formatted("e-8")));

        assertThat(answers).extracting(line -> line.path("line").asInt()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(answers)
                .extracting(line -> line.at("/problem/code").asString(""))
                .containsExactly(
                        "",
                        "invalid_body",
                        "malformed_json",
                        "invalid_body",
                        "too_large",
                        "invalid_body",
                        "invalid_body",
                        "");
        assertThat(answers)
                .extracting(line -> line.path("reference").asString(""))
                .containsExactly("e-1", "e-2", "", "e-4", "", "", "", "e-8");
        assertThat(answers.getLast().at("/answer/may_start").asString()).isEqualTo("yes");
    }

    @Test
    void answersAWholeWorkforceAndNotOneMore() {
        String many = IntStream.range(0, 10_000)
                .mapToObj(number -> RESIDENT.formatted("e-" + number))
                .collect(Collectors.joining("\n"));

        List<JsonNode> answers = lines(many);

        assertThat(answers).hasSize(10_000);
        assertThat(answers.getLast().path("reference").asString()).isEqualTo("e-9999");
        ask("application/x-ndjson", Map.of(), many + "\n{}").expect(413);
    }

    @Test
    void refusesMoreThanItsBounds() {
        ask("application/x-ndjson", Map.of(), " ".repeat(8 * 1024 * 1024 + 1)).expect(413);
        ask("application/x-ndjson", Map.of(), "\n\n").expect(400);
        ask("application/x-ndjson", Map.of("Accept", "application/json"), "{}").expect(406);
    }
}
