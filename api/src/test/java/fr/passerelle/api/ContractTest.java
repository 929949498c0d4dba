package fr.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.api.Contract.Operation;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every operation answers to calls that are wrong in the same way; {@link Api} compares each answer with the contract. */
class ContractTest {
    private static final byte[] NOTHING = new byte[0];

    static Stream<Operation> guarded() {
        return all().filter(operation -> !operation.isOpen());
    }

    static Stream<Operation> withBody() {
        return all().filter(Operation::hasBody);
    }

    static Stream<Operation> all() {
        return ApiUnderTest.CONTRACT.operations().stream();
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void asksForAToken(Operation operation) {
        Answer answer = Api.anonymous().call(operation.method(), path(operation), headers(operation), body(operation));

        answer.expect(401);
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void knowsNoOtherParametersThanThoseOfTheContract(Operation operation) {
        Answer answer = ApiUnderTest.demo()
                .call(
                        operation.method(),
                        path(operation).replaceAll("\\?.*", "") + "?unheard_of=1",
                        headers(operation),
                        body(operation));

        answer.expect(400);
        assertThat(answer.member("code")).isEqualTo("invalid_parameter");
    }

    @ParameterizedTest
    @MethodSource("withBody")
    void refusesAnotherContentType(Operation operation) {
        Map<String, String> headers = new HashMap<>(headers(operation));
        headers.put("Content-Type", "text/plain");

        Answer answer = ApiUnderTest.demo()
                .call(operation.method(), path(operation), headers, "x".getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).as(answer.text()).isIn(404, 415);
    }

    @ParameterizedTest
    @MethodSource("withBody")
    void refusesABodyThatIsTooLarge(Operation operation) {
        Answer answer = ApiUnderTest.demo()
                .call(operation.method(), path(operation), headers(operation), new byte[3 * 1024 * 1024]);

        assertThat(answer.status()).as(answer.text()).isIn(404, 413);
    }

    static Stream<Operation> withPath() {
        return withPath(false);
    }

    /**
     * Whose path names what belongs to one client: not the tables of the law.
     *
     * @param named those too that create what they do not find by a client's reference
     */
    static Stream<Operation> withPath(boolean named) {
        List<String> creating = List.of("putEmployer", "putWorker");
        return guarded()
                .filter(o -> o.path().contains("{")
                        && !o.id().equals("listReferenceEntries")
                        && (named || !creating.contains(o.id())));
    }

    @ParameterizedTest
    @MethodSource("withPath")
    void findsNothingByAMalformedId(Operation operation) {
        Answer answer =
                ApiUnderTest.demo().call(operation.method(), path(operation), headers(operation), body(operation));

        assertThat(answer.status()).as(answer.text()).isIn(404, 422);
    }

    static String path(Operation operation) {
        return operation
                .path()
                .replace("{number}", "1")
                .replace("{place}", "0")
                .replace("{document_type}", "id_passport_pages")
                .replaceAll("\\{[^}]*}", "unheard-of")
                .replaceAll("(:import|:sync)$", "$1?employer=unheard-of");
    }

    static Map<String, String> headers(Operation operation) {
        Map<String, String> headers = new HashMap<>();
        if (operation.hasBody()) {
            headers.put("Content-Type", type(operation));
        }
        if (operation.method().equals("POST")) {
            headers.put("Idempotency-Key", UUID.randomUUID().toString());
        }
        if (operation.declares(428)) {
            headers.put("If-Match", "\"1\"");
        }
        return headers;
    }

    private static String type(Operation operation) {
        if (operation.path().contains("/v1/permits:")) {
            return "application/x-ndjson";
        }
        return operation.path().contains("/documen") ? "application/pdf" : "application/json";
    }

    private static byte[] body(Operation operation) {
        if (!operation.hasBody()) {
            return NOTHING;
        }
        return operation.path().contains("/documen") ? Journey.pdf() : "{}".getBytes(StandardCharsets.UTF_8);
    }

    /** What the operation would do, were its resource there. */
    static byte[] validBody(Operation operation) {
        return switch (operation.id()) {
            case "putEmployer" -> Journey.example("employer").getBytes(StandardCharsets.UTF_8);
            case "putWorker" -> Journey.example("worker").getBytes(StandardCharsets.UTF_8);
            case "addMandate" -> Journey.example("mandate").getBytes(StandardCharsets.UTF_8);
            case "replaceAuthorisationRequest" -> Journey.example("request").getBytes(StandardCharsets.UTF_8);
            case "linkPlatformAccount" ->
                "{\"login\": \"a@example.org\", \"password\": \"b\"}".getBytes(StandardCharsets.UTF_8);
            case "withdrawAuthorisationRequest" -> "{\"reason\": \"Renoncement.\"}".getBytes(StandardCharsets.UTF_8);
            case "answerComplement" -> "{\"number\": 1}".getBytes(StandardCharsets.UTF_8);
            case "resolveTask" -> "{\"outcome\": \"done_outside\", \"by\": \"u-1\"}".getBytes(StandardCharsets.UTF_8);
            case "putWebhookEndpoint" -> "{\"url\": \"https://hooks.example.com\"}".getBytes(StandardCharsets.UTF_8);
            case "putPermit" -> "{\"worker\": \"w-1\"}".getBytes(StandardCharsets.UTF_8);
            case "addPermitPaper" ->
                "{\"paper\": {\"kind\": \"renewal_receipt\"}, \"by\": \"u-1\"}".getBytes(StandardCharsets.UTF_8);
            case "notePermitRenewal", "acknowledgeAlert" -> "{\"by\": \"u-1\"}".getBytes(StandardCharsets.UTF_8);
            case "checkPeriod" ->
                "{\"employer\": \"unheard-of\", \"from\": \"2026-12-01\", \"to\": \"2026-12-31\"}"
                        .getBytes(StandardCharsets.UTF_8);
            case "enableWebhookEndpoint" -> "{\"from\": \"now\"}".getBytes(StandardCharsets.UTF_8);
            case "recoverWebhooks" ->
                "{\"since\": \"2026-01-01T00:00:00Z\", \"until\": \"2026-01-02T00:00:00Z\", \"only\": \"all\"}"
                        .getBytes(StandardCharsets.UTF_8);
            default -> body(operation);
        };
    }
}
