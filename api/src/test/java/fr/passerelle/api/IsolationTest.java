package fr.passerelle.api;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.api.Contract.Operation;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Whatever one client has, no other client finds, by any operation that takes an id. */
class IsolationTest {
    private static final Inbox inbox = new Inbox();
    private static Map<String, String> ids = Map.of();

    @BeforeAll
    static void fileARequest() {
        Journey journey = Journey.prepared("granted").submitted().reaches("filed");
        journey.withdrawn().expect(202);
        String task = first(journey.api(), "/v1/tasks?request=" + journey.request());
        Journey granted = Journey.prepared("granted").submitted().reaches("filed");
        granted.later(Duration.ofHours(4)).reaches("granted");
        String employer = journey.read().member("employer_id");
        String endpoint = inbox.settle(journey.api());
        String permit = journey.api()
                .put("/v1/employers/" + employer + "/permits/p-1", Journey.permit())
                .expect(201)
                .member("id");
        ids = Map.ofEntries(
                entry("{permit}", permit),
                entry("{permit_id}", permit),
                entry("{place}", "0"),
                entry("{alert_id}", first(journey.api(), "/v1/alerts?permit=" + permit)),
                entry("{employer}", employer),
                entry("{worker}", journey.read().member("worker_id")),
                entry("{request_id}", journey.request()),
                entry("{mandate_id}", first(journey.api(), "/v1/employers/" + employer + "/mandates")),
                entry("{task_id}", task),
                entry(
                        "{authorisation_id}",
                        first(journey.api(), "/v1/work-authorisations?employer=" + granted.employer())),
                entry("{endpoint_id}", endpoint.substring(endpoint.lastIndexOf('/') + 1)),
                entry("{event_id}", inbox.all().getLast().id()),
                entry("{document_type}", "id_passport_pages"),
                entry("{number}", "1"));
    }

    @AfterAll
    static void deleteTheEndpoint() {
        Api.of("demo")
                .call("DELETE", "/v1/webhook-endpoints/" + ids.get("{endpoint_id}"), Map.of(), new byte[0])
                .expect(204);
        inbox.close();
    }

    private static String first(Api api, String list) {
        JsonNode items = api.get(list).expect(200).json().path("items");
        assertThat(items).as(list).isNotEmpty();
        return items.path(0).path("id").asString();
    }

    static Stream<Operation> withIds() {
        return ContractTest.withPath(true);
    }

    @ParameterizedTest
    @MethodSource("withIds")
    void findsNothingOfAnotherClient(Operation operation) {
        String path = operation.path();
        for (Map.Entry<String, String> id : ids.entrySet()) {
            path = path.replace(id.getKey(), id.getValue());
        }

        Answer answer = ApiUnderTest.other()
                .call(operation.method(), path, ContractTest.headers(operation), ContractTest.validBody(operation));

        assertThat(path).doesNotContain("{");
        answer.expect(404);
    }
}
