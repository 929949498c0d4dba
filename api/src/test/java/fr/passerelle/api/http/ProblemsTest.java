package fr.passerelle.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.samples.SampleApi;
import fr.passerelle.samples.SampleIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@ExtendWith(OutputCaptureExtension.class)
class ProblemsTest extends SampleApi {
    private static final String SAMPLE = "{\"client_reference\": \"R1\", \"kind\": \"company\"}";

    /** The places in sources where a code of an error stands in full. */
    private static final Pattern ADDED = Pattern.compile(
            "(?:\\)\\.add\\(|new FieldError\\(|note\\(\\w+, |parse\\([^;]*?, )\"([a-z]+(?:_[a-z]+)*)\"");

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void saysEveryCodeInBothLanguages(ProblemCode code) {
        Problem english = Problem.of(new ApiProblem(code), Locale.ENGLISH, "t");
        Problem french = Problem.of(new ApiProblem(code), Locale.FRENCH, "t");

        assertThat(english.title()).isNotBlank().isNotEqualTo(french.title());
        assertThat(english.detail()).isNotBlank().isNotEqualTo(french.detail());
        assertThat(ProblemCode.of(code.text())).contains(code);
    }

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void explainsEveryCodeWhereItsTypeLeads(ProblemCode code) {
        client.get()
                .uri(code.type().toString())
                .header(HttpHeaders.ACCEPT_LANGUAGE, "fr")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.CONTENT_LANGUAGE, "fr")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code.text())
                .jsonPath("$.status")
                .isEqualTo(code.status().value())
                .jsonPath("$.remedy")
                .isNotEmpty();
    }

    @Test
    void explainsNoOtherCode() {
        expect(client.get().uri("/problems/nothing").exchange(), 404, "not_found");
        expect(client.get().uri("/problems/MALFORMED_JSON").exchange(), 404, "not_found");
    }

    @Test
    void saysTheLimits() {
        authorised()
                .get()
                .uri("/v1/limits")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.policies[0].name")
                .isEqualTo("burst")
                .jsonPath("$.policies[0].quota")
                .isEqualTo(600)
                .jsonPath("$.policies[0].window_seconds")
                .isEqualTo(60)
                .jsonPath("$.policies[0].remaining")
                .value(Integer.class, remaining -> assertThat(remaining).isBetween(0, 599))
                .jsonPath("$.documents.max_bytes")
                .isEqualTo(2_097_152)
                .jsonPath("$.bodies.max_bytes")
                .isEqualTo(262_144)
                .jsonPath("$.paging.default")
                .isEqualTo(50)
                .jsonPath("$.idempotency.kept_days")
                .isEqualTo(7);
    }

    /** Codes of the contract and of the code, one for one. */
    @Test
    void hasTheCodesOfTheContract() throws IOException {
        String contract = Files.readString(Path.of("../openapi/openapi.yaml"));
        String schema = contract.substring(contract.indexOf("    ProblemCode:\n      type: string"));
        Set<String> promised = Pattern.compile("\\n        - ([a-z_]+)")
                .matcher(schema.substring(0, schema.indexOf("    ProblemType:")))
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toSet());

        assertThat(Stream.of(ProblemCode.values()).map(ProblemCode::text))
                .containsExactlyInAnyOrderElementsOf(promised);
    }

    @Test
    void saysTheSameKeysInBothLanguages() throws IOException {
        assertThat(keys("fr")).isEqualTo(keys("en"));
    }

    @Test
    void saysEveryErrorCodeThatTheSourcesAdd() throws IOException {
        Set<String> known = keys("en");
        Set<String> unsaid = new TreeSet<>();
        for (Path source : sources()) {
            ADDED.matcher(Files.readString(source))
                    .results()
                    .map(result -> "error." + result.group(1))
                    .filter(key -> !known.contains(key))
                    .forEach(unsaid::add);
        }
        assertThat(unsaid).isEmpty();
    }

    @Test
    void answersInFrenchWhenAsked() {
        client.get()
                .uri("/v1/whoami")
                .header(HttpHeaders.ACCEPT_LANGUAGE, "de, fr-CH;q=0.9, en;q=0.5")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals(HttpHeaders.CONTENT_LANGUAGE, "fr")
                .expectHeader()
                .valueEquals(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .expectBody()
                .jsonPath("$.title")
                .isEqualTo("Pas de jeton d’accès valable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "*", "not a language;;q=x", ""})
    void answersInEnglishElse(String languages) {
        client.get()
                .uri("/v1/whoami")
                .header(HttpHeaders.ACCEPT_LANGUAGE, languages)
                .exchange()
                .expectHeader()
                .valueEquals(HttpHeaders.CONTENT_LANGUAGE, "en");
    }

    @Test
    void hasAllMembers() {
        ResponseSpec answer = client.get().uri("/docs/faults/in-flight").exchange();

        answer.expectStatus().isEqualTo(409).expectHeader().valueEquals(HttpHeaders.RETRY_AFTER, "2");
        answer.expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/idempotency_in_flight")
                .jsonPath("$.status")
                .isEqualTo(409)
                .jsonPath("$.code")
                .isEqualTo("idempotency_in_flight")
                .jsonPath("$.retryable")
                .isEqualTo(true)
                .jsonPath("$.retry_after")
                .isEqualTo(2)
                .jsonPath("$.trace_id")
                .value(trace -> assertThat((String) trace).matches("[0-9a-f]{32}"))
                .jsonPath("$.errors")
                .doesNotExist();
    }

    @Test
    void flattensExtensionMembers() {
        client.get()
                .uri("/docs/faults/stale")
                .exchange()
                .expectStatus()
                .isEqualTo(412)
                .expectBody()
                .jsonPath("$.current_version")
                .isEqualTo(7)
                .jsonPath("$.members")
                .doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"code", "other"})
    void hidesFaultsOfOurs(String fault, CapturedOutput output) {
        ResponseSpec answer = client.get()
                .uri("/docs/faults/" + fault + "?name=Benali")
                .header(HttpHeaders.ACCEPT, "text/html")
                .exchange();

        String trace = traceOf(expect(answer, 500, "internal"));
        assertThat(output).contains(trace).contains("SampleController.fault");
        assertThat(output).doesNotContain("secret").doesNotContain("Benali");
    }

    @Test
    void answersUnavailableWhenTheStoreIsAway(CapturedOutput output) {
        ResponseSpec answer = client.get().uri("/docs/faults/store").exchange();

        answer.expectHeader().valueEquals(HttpHeaders.RETRY_AFTER, "5");
        expect(answer, 503, "unavailable");
        assertThat(output).doesNotContain("secret");
    }

    @Test
    void answersUnknownRoutes() {
        expect(authorised().get().uri("/v1/nothing").exchange(), 404, "not_found");
        expect(
                client.get()
                        .uri("/nothing")
                        .header(HttpHeaders.ACCEPT, "text/html")
                        .exchange(),
                404,
                "not_found");
        expect(client.get().uri("/docs/nothing").exchange(), 404, "not_found");
        expect(client.get().uri("/v1/nothing").exchange(), 401, "unauthenticated");
        expect(client.get().uri("/").exchange(), 404, "not_found");
    }

    @Test
    void answersUnknownMethods() {
        ResponseSpec answer =
                authorised().method(HttpMethod.PATCH).uri("/v1/samples/1").exchange();

        answer.expectHeader().valueEquals(HttpHeaders.ALLOW, "DELETE, GET, PUT");
        expect(answer, 405, "method_not_allowed");
    }

    @Test
    void answersWhatCannotBeAccepted() {
        ResponseSpec answer = authorised()
                .get()
                .uri("/v1/samples")
                .header(HttpHeaders.ACCEPT, "text/html")
                .exchange();

        expect(answer, 406, "not_acceptable");
    }

    @Test
    void answersAMalformedAccept() {
        ResponseSpec answer = authorised()
                .get()
                .uri("/v1/samples")
                .header(HttpHeaders.ACCEPT, "nonsense")
                .exchange();

        expect(answer, 406, "not_acceptable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/vnd.api+json",
                "application/merge-patch+json",
                "application/x-ndjson",
                "application/json;charset=ISO-8859-1",
                "*/*"
            })
    void answersOtherContentTypes(String type) {
        ResponseSpec answer = authorised()
                .post()
                .uri("/v1/samples")
                .header(HttpHeaders.CONTENT_TYPE, type)
                .bodyValue(SAMPLE.getBytes(StandardCharsets.UTF_8))
                .exchange();

        expect(answer, 415, "unsupported_media_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "application/json;charset=nonsense", "/"})
    void answersContentTypesThatAreNone(String type) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/samples"))
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + SampleIssuer.token("requests:write"))
                .POST(HttpRequest.BodyPublishers.ofString(SAMPLE));
        if (!type.isEmpty()) {
            request.header(HttpHeaders.CONTENT_TYPE, type);
        }

        HttpResponse<String> answer;
        try (HttpClient plain = HttpClient.newHttpClient()) {
            answer = plain.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("\"unsupported_media_type\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/json;charset=utf-8", "application/JSON; charset=\"UTF-8\""})
    void takesJson(String type) {
        authorised()
                .post()
                .uri("/v1/samples")
                .header(HttpHeaders.CONTENT_TYPE, type)
                .bodyValue(SAMPLE.getBytes(StandardCharsets.UTF_8))
                .exchange()
                .expectStatus()
                .isCreated();
    }

    @Test
    void answersAMissingBody() {
        expect(authorised().post().uri("/v1/samples").exchange(), 400, "malformed_json");
        expect(
                authorised()
                        .post()
                        .uri("/v1/samples")
                        .contentType(MediaType.APPLICATION_JSON)
                        .exchange(),
                400,
                "malformed_json");
    }

    @Test
    void answersABodyBeyondItsBound() {
        String large = "{\"client_reference\": \"" + "x".repeat(256 * 1024) + "\"}";

        expect(post(large), 413, "too_large");
        expect(
                authorised()
                        .put()
                        .uri("/v1/samples/1/document")
                        .contentType(MediaType.APPLICATION_PDF)
                        .bodyValue(new byte[2 * 1024 * 1024 + 1])
                        .exchange(),
                413,
                "too_large");
    }

    @Test
    void takesADocumentWithinItsBound() {
        authorised()
                .put()
                .uri("/v1/samples/1/document")
                .contentType(MediaType.APPLICATION_PDF)
                .bodyValue(new byte[2 * 1024 * 1024])
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void listsAllErrorsOfABody() {
        ResponseSpec answer = post("{\"client_reference\": \"\", \"establishments\": [{\"siret\": \"12\"}], \"x\": 1}");

        expect(answer, 422, "invalid_body");
    }

    @Test
    void pointsAtErrorsWithASentenceEach() {
        post("{\"client_reference\": \"R1\", \"kind\": \"company\", \"establishments\": [{\"siret\":"
                        + " \"73282932000075\"}]}")
                .expectBody()
                .jsonPath("$.errors.length()")
                .isEqualTo(1)
                .jsonPath("$.errors[0].code")
                .isEqualTo("invalid_siret")
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/establishments/0/siret")
                .jsonPath("$.errors[0].detail")
                .isEqualTo(
                        "This is not a SIRET: fourteen digits, the last of which is a check digit. The check digit is"
                                + " wrong.")
                .jsonPath("$.errors[0].params")
                .doesNotExist();
    }

    @Test
    void saysABareSentenceWithoutValues() {
        FieldError bounded =
                FieldError.ofParameter("limit", "out_of_range").with("min", 1).with("max", 9);

        assertThat(Problem.Fault.of(bounded, Locale.ENGLISH).detail()).isEqualTo("Between 1 and 9.");
        assertThat(Problem.Fault.of(FieldError.ofParameter("after", "out_of_range"), Locale.ENGLISH)
                        .detail())
                .isEqualTo("The value is out of range.");
        assertThat(Problem.Fault.of(FieldError.at("/x", "never_heard_of"), Locale.FRENCH)
                        .detail())
                .isEqualTo("Ce n’est pas valable.");
    }

    @Test
    void answersAParameterInAnotherForm() {
        ResponseSpec answer =
                authorised().get().uri("/v1/samples?valid_on=yesterday").exchange();

        Map<?, ?> problem = expect(answer, 400, "invalid_parameter");
        assertThat(String.valueOf(problem.get("errors"))).contains("valid_on").doesNotContain("yesterday");
    }

    @Test
    void writesWireRecords() {
        authorised()
                .get()
                .uri("/v1/samples/abc")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                    {"client_reference": "abc", "legal_kind": "private_individual", "weekly_hours": "35.00",
                     "birth_date": "1990-04-12", "updated_at": "2026-11-23T09:15:30.120Z", "metadata": {"emploi": "été"}}
                    """, org.springframework.test.json.JsonCompareMode.STRICT);
    }

    @Test
    void answersHeadWithoutBody() {
        authorised()
                .head()
                .uri("/v1/samples/abc")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .isEmpty();
        client.head()
                .uri("/v1/samples/abc")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .isEmpty();
    }

    @Test
    void answersOptionsToCallersAlone() {
        authorised()
                .options()
                .uri("/v1/samples/abc")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .value(
                        HttpHeaders.ALLOW,
                        allow -> assertThat(allow).contains("GET").contains("DELETE"));
        expect(client.options().uri("/v1/samples/abc").exchange(), 401, "unauthenticated");
    }

    @Test
    void givesNoCorsPermission() {
        client.options()
                .uri("/v1/samples")
                .header(HttpHeaders.ORIGIN, "https://elsewhere.test")
                .header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "POST")
                .exchange()
                .expectHeader()
                .doesNotExist(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
    }

    private ResponseSpec post(String body) {
        return authorised()
                .post()
                .uri("/v1/samples")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static Map<?, ?> expect(ResponseSpec answer, int status, String code) {
        Map<?, ?> problem = answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        assertThat(problem).isNotNull();
        assertThat(problem.get("code")).isEqualTo(code);
        assertThat(problem.get("status")).isEqualTo(status);
        return problem;
    }

    private static String traceOf(Map<?, ?> problem) {
        return String.valueOf(problem.get("trace_id"));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static Set<String> keys(String language) throws IOException {
        Path file = Path.of("src/main/resources/fr/passerelle/api/http/messages_" + language + ".properties");
        return Files.readAllLines(file).stream()
                .filter(line -> line.contains("="))
                .map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
