package fr.passerelle.api;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import fr.passerelle.badinput.BadCall;
import fr.passerelle.badinput.BadCalls;
import fr.passerelle.badinput.StoredRows;
import fr.passerelle.persistence.Database;
import fr.passerelle.persistence.EmbeddedDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Whatever is wrong with a call, one problem document says all of it, and nothing is stored. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private static final Duration UNTIL_ASKED = Duration.ofMinutes(150);
    private static final Duration UNTIL_DECIDED = Duration.ofHours(2);
    /** So that the workers have nothing to write while the test looks. */
    private static final Map<String, Object> QUIET = Map.of(
            "passerelle.paces.first-poll", "20m",
            "passerelle.paces.later-poll", "20m",
            "passerelle.paces.slow-poll", "20m");

    private final Database database = EmbeddedDatabase.shared().fresh();
    private final Api api = Api.of(ApiUnderTest.start(database, QUIET), "demo", "");
    private final Inbox inbox = new Inbox();
    private List<BadCall> calls = List.of();

    @BeforeAll
    void fileRequests() {
        Journey draft = Journey.prepared(api, "granted");
        Journey granted = Journey.prepared(api, "granted").submitted().reaches("filed");
        Journey asked = Journey.prepared(api, "complements-once").submitted().reaches("filed");
        asked.later(UNTIL_ASKED).reaches("information_requested");
        granted.later(UNTIL_DECIDED).reaches("granted");
        inbox.settle(api);
        String mandates = "/v1/employers/" + draft.employer() + "/mandates";
        String permit = api.put("/v1/employers/" + draft.employer() + "/permits/p-1", Journey.permit())
                .expect(201)
                .member("id");
        Map<String, String> ids = Map.ofEntries(
                entry("permit", permit),
                entry("permit_id", permit),
                entry("place", "0"),
                entry("alert_id", first("/v1/alerts")),
                entry("employer", draft.employer()),
                entry("worker", "w-1"),
                entry("mandate_id", first(mandates)),
                entry("request_id", draft.request()),
                entry("answerComplement.request_id", asked.request()),
                entry("putComplementDocument.request_id", asked.request()),
                entry("authorisation_id", first("/v1/work-authorisations")),
                entry("task_id", first("/v1/tasks")),
                entry("document_type", "id_passport_pages"),
                entry("number", "1"),
                entry("endpoint_id", first("/v1/webhook-endpoints")),
                entry("event_id", inbox.all().getLast().id()),
                entry("code", "stale"),
                entry("table", "countries"));
        calls = BadCalls.of(ApiUnderTest.CONTRACT.document(), ids, Journey.pdf());
    }

    @AfterAll
    void close() {
        inbox.close();
    }

    private String first(String list) {
        JsonNode items = api.get(list).expect(200).json().path("items");
        assertThat(items).as(list).isNotEmpty();
        return items.path(0).path("id").asString();
    }

    static Stream<String> operations() {
        return ApiUnderTest.CONTRACT.operations().stream().map(Contract.Operation::id);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void isRefusedAndStoresNothing(String operation) {
        Set<String> before = stored();

        assertAll(calls.stream()
                .filter(call -> call.operation().equals(operation))
                .map(this::isRefused));

        assertThat(StoredRows.changed(before, stored())).isEmpty();
    }

    private Set<String> stored() {
        return StoredRows.signs(sql -> EmbeddedDatabase.shared().query(database, sql));
    }

    private Executable isRefused(BadCall call) {
        return () -> {
            Answer answer = api.call(call.method(), call.path(), call.headers(), call.body());

            assertThat(answer.status()).as("%s: %s", call, answer.text()).isIn(call.statuses());
            assertThat(answer.header("Content-Type")).as("%s", call).startsWith("application/problem+json");
            assertThat(pointers(answer)).as("%s: %s", call, answer.text()).containsAll(call.pointers());
        };
    }

    private static List<String> pointers(Answer answer) {
        return answer.json()
                .path("errors")
                .valueStream()
                .map(error -> error.path("pointer").asString("none"))
                .toList();
    }
}
