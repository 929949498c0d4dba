package fr.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files of permits over HTTP: what becomes of each line, and of what a full file does not name. */
class PermitFilesTest {
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";
    private static final int IN_A_TRANSACTION = 200;

    private final Api api = ApiUnderTest.demo();
    private final String employer = "files-" + UUID.randomUUID();

    @BeforeEach
    void register() {
        api.put("/v1/employers/" + employer, Journey.example("employer")).expect(201);
    }

    private static String permit(String reference) {
        return "{\"reference\": \"%s\", \"worker\": \"w-%s\", \"title\": {\"code\": \"RESIDENT_10\", \"valid_to\": \"2031-05-01\"}}"
                .formatted(reference, reference);
    }

    private static String permits(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> permit("p-" + number))
                .collect(Collectors.joining("\n"));
    }

    private Answer send(String method, String operation, String query, String type, String body) {
        return api.call(
                method,
                "/v1/permits:" + operation + "?employer=" + employer + query,
                Map.of("Content-Type", type),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static List<JsonNode> lines(Answer answer) {
        return answer.expect(200)
                .text()
                .lines()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    private List<JsonNode> imported(String type, String body) {
        return lines(send("POST", "import", "", type, body));
    }

    private List<JsonNode> synced(String query, String body) {
        return lines(send("PUT", "sync", query, NDJSON, body));
    }

    private long stored() {
        return api.get("/v1/permits/summary?employer=" + employer)
                .expect(200)
                .json()
                .path("permits")
                .asLong();
    }

    @Test
    void saysWhatBecameOfEachLine() {
        imported(NDJSON, permit("p-1"));

        List<JsonNode> answer = imported(
                NDJSON,
                String.join(
                        "\n",
                        permit("p-1"),
                        permit("p-2"),
                        "this is not JSON",
                        "",
                        "{\"reference\": \"p-4\", \"title\": {\"code\": \"RESIDENT_11\"}, \"worker\": \"w-4\"}",
                        "{\"reference\": \"p-5\", \"unheard_of\": 1, \"nationality\": \"ZZ\"}",
                        "{\"worker\": \"w-6\"}",
                        "{\"reference\": \"p-7\", \"worker\": \"1 85 05 78 006 084 91\"}",
                        "[]",
                        "{\"reference\": \"" + "x".repeat(20_000) + "\"}",
                        permit("p-2").replace("2031", "2032")));

        assertThat(answer)
                .extracting(line -> line.path("outcome").asString(""))
                .containsExactly(
                        "unchanged",
                        "created",
                        "failed",
                        "failed",
                        "failed",
                        "failed",
                        "failed",
                        "failed",
                        "failed",
                        "changed",
                        "");
        assertThat(answer)
                .extracting(line -> line.path("line").asInt(0))
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0);
        assertThat(answer.get(3).at("/problem/errors/0/code").asString()).isEqualTo("unknown_title");
        assertThat(answer.get(4)
                        .at("/problem/errors")
                        .valueStream()
                        .map(error -> error.path("pointer").asString()))
                .containsExactlyInAnyOrder("/unheard_of", "/nationality", "/worker");
        assertThat(answer.get(5).at("/problem/errors/0/pointer").asString()).isEqualTo("/reference");
        assertThat(answer.get(6).toString())
                .contains("social_security_number_refused")
                .doesNotContain("1 85");
        assertThat(answer.get(8).at("/problem/code").asString()).isEqualTo("too_large");
        assertThat(answer.getLast().path("summary").toString())
                .isEqualTo("{\"lines\":10,\"created\":1,\"changed\":1,\"unchanged\":1,\"failed\":7}");
        assertThat(stored()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"','", "';'"})
    void takesTables(String separator) {
        String table = """
            \uFEFFreference,worker,nationality,title.code,title.valid_to,papers.0.kind,papers.0.valid_to,\
            employment.hours,employment.matches_title,metadata.site
            p-1,w-1,MA,RESIDENT_10,2031-05-01,,,1607,true,\"Le \"\"Port\"\"\"
            p-2,w-2,,,,renewal_receipt,2026-12-31,,,
            p-3,w-3,\"MA,RESIDENT_10,2031-05-01,,,1607,true,
            p-4,w-4,MA
            p-5,w-5,MA,RESIDENT_10,01/05/2031,,,many,VRAI,
            """.replace(",", separator);

        List<JsonNode> answer = imported(CSV, table);

        assertThat(answer)
                .extracting(line -> line.path("outcome").asString(""))
                .containsExactly("created", "created", "failed", "failed", "failed", "");
        assertThat(answer.getFirst().path("line").asInt()).isEqualTo(2);
        assertThat(answer.get(2).at("/problem/code").asString()).isEqualTo("malformed_csv");
        assertThat(answer.get(3).at("/problem/code").asString()).isEqualTo("malformed_csv");
        assertThat(answer.get(4)
                        .at("/problem/errors")
                        .valueStream()
                        .map(error -> error.path("pointer").asString()))
                .containsExactlyInAnyOrder("/title/valid_to", "/employment/hours", "/employment/matches_title");
        JsonNode first = api.get(
                        "/v1/permits/" + answer.getFirst().path("permit_id").asString())
                .expect(200)
                .json();
        assertThat(first.at("/employment/hours").asInt()).isEqualTo(1607);
        assertThat(first.at("/employment/matches_title").asBoolean()).isTrue();
        assertThat(first.at("/metadata/site").asString()).isEqualTo("Le \"Port\"");
        assertThat(first.path("papers")).isEmpty();
    }

    @Test
    void refusesATableWithColumnsThatItDoesNotKnow() {
        Answer refused = send("POST", "import", "", CSV, "reference,worker,titel.code\np-1,w-1,X\n");
        send("PUT", "sync", "", CSV, "reference,worker,titel.code\np-1,w-1,X\n").expect(422);

        assertThat(refused.expect(422).json().at("/errors/0/code").asString()).isEqualTo("unknown_column");
        assertThat(stored()).isZero();
    }

    @Test
    void refusesWhatIsNoFile() {
        assertThat(send("POST", "import", "", NDJSON, "\n\n").expect(400).member("code"))
                .isEqualTo("malformed_json");
        assertThat(send("PUT", "sync", "", CSV, " ").expect(400).member("code")).isEqualTo("malformed_csv");
        send("POST", "import", "&alerts=loud", NDJSON, permit("p-1")).expect(400);
        send("PUT", "sync", "&absent=forget", NDJSON, permit("p-1")).expect(400);
        send("POST", "import", "", "text/csv; charset=ISO-8859-1", "reference,worker\n")
                .expect(415);
    }

    @Test
    void reportsWhatAFullFileDoesNotName() {
        imported(NDJSON, permits(3));

        List<JsonNode> answer = synced("", permits(2));

        assertThat(answer).hasSize(4);
        assertThat(answer.get(2).path("absent").asString()).isEqualTo("p-2");
        assertThat(answer.getLast().at("/summary/absence").toString())
                .isEqualTo("{\"held\":3,\"absent\":1,\"settled\":\"reported\"}");
        assertThat(stored()).isEqualTo(3);
    }

    @Test
    void deletesNothingWhenManyAreAbsentOrALineWasWrong() {
        imported(NDJSON, permits(40));

        JsonNode many = synced("&absent=delete", permits(37)).getLast();
        JsonNode wrong = synced("&absent=delete", permits(39) + "\n{").getLast();

        assertThat(many.at("/summary/absence/settled").asString()).isEqualTo("too_many_absent");
        assertThat(wrong.at("/summary/absence/settled").asString()).isEqualTo("file_not_whole");
        assertThat(stored()).isEqualTo(40);
    }

    @Test
    void deletesTheFewThatAreAbsentWhenAsked() {
        imported(NDJSON, permits(40));

        JsonNode end = synced("&absent=delete", permits(38)).getLast();

        assertThat(end.at("/summary/absence/settled").asString()).isEqualTo("deleted");
        assertThat(stored()).isEqualTo(38);
    }

    @Test
    void makesNoEventOfANightlyCopy() {
        imported(NDJSON, permits(300));
        long before = position();

        JsonNode end = synced("", permits(300)).getLast();

        assertThat(end.at("/summary/unchanged").asInt()).isEqualTo(300);
        assertThat(position()).isEqualTo(before);
    }

    private long position() {
        return api.get("/v1/events?after=0&limit=1")
                .expect(200)
                .json()
                .path("latest_position")
                .asLong();
    }

    @Test
    void takesFilesThatAreNotReadBackUntilTheyAreSent() {
        List<JsonNode> answer = imported(NDJSON, permits(5_000));

        assertThat(answer).hasSize(5_001);
        assertThat(answer.getLast().at("/summary/created").asInt()).isEqualTo(5_000);
    }

    @Test
    void leavesNothingHalfDoneWhenTheClientGoesAway() throws IOException {
        byte[] begun = (permits(1_000) + "\n").getBytes(StandardCharsets.UTF_8);
        URI service = URI.create(ApiUnderTest.system().url().toString());
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/permits:import?employer=" + employer
                            + " HTTP/1.1\r\n"
                            + "Host: x\r\n"
                            + "Content-Type: application/x-ndjson\r\n"
                            + "Content-Length: 10000000\r\n"
                            + "Authorization:"
                            + " Bearer"
                            + " " + api.token() + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(begun);
            out.flush();
            await().atMost(Duration.ofSeconds(30)).until(() -> stored() >= IN_A_TRANSACTION);
        }

        long left = stored();
        JsonNode end = imported(NDJSON, permits(1_000)).getLast();

        assertThat(left % IN_A_TRANSACTION).isZero();
        assertThat(end.at("/summary/created").asLong()
                        + end.at("/summary/unchanged").asLong())
                .isEqualTo(1_000);
        assertThat(end.at("/summary/failed").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"POST, import", "PUT, sync"})
    void refusesMoreThanItTakes(String method, String operation) {
        send(method, operation, "", "application/x-ndjson", "\n".repeat(64 * 1024 * 1024 + 1))
                .expect(413);
    }

    @Test
    void refusesMoreLinesThanItTakesAndSaysSoAtTheEnd() {
        String many = "{}\n".repeat(50_001);

        List<JsonNode> answer = imported(NDJSON, many);

        assertThat(answer.getLast().at("/problem/code").asString()).isEqualTo("too_large");
        assertThat(answer.getLast().has("line")).isFalse();
    }

    @Test
    void asksForTheScopeOfWriting() {
        Api reader = Api.withScopes("demo", "permits:read");

        reader.call(
                        "POST",
                        "/v1/permits:import?employer=" + employer,
                        Map.of("Content-Type", NDJSON),
                        permit("p-1").getBytes(StandardCharsets.UTF_8))
                .expect(403);
    }
}
