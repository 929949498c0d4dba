package fr.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.api.Contract.Operation;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Whatever one client has, no other client finds, by any operation that takes an id. */
class IsolationTest {
    private static Map<String, String> ids = Map.of();

    @BeforeAll
    static void fileARequest() {
        Journey journey = Journey.prepared("granted").submitted().reaches("filed");
        journey.withdrawn().expect(202);
        String task = first(journey.api(), "/v1/tasks?request=" + journey.request());
        Journey granted = Journey.prepared("granted").submitted().reaches("filed");
        granted.later(Duration.ofHours(4)).reaches("granted");
        String employer = journey.read().member("employer_id");
        ids = Map.of(
                "{employer}",
                employer,
                "{worker}",
                journey.read().member("worker_id"),
                "{request_id}",
                journey.request(),
                "{mandate_id}",
                first(journey.api(), "/v1/employers/" + employer + "/mandates"),
                "{task_id}",
                task,
                "{authorisation_id}",
                first(journey.api(), "/v1/work-authorisations?employer=" + granted.employer()),
                "{document_type}",
                "id_passport_pages",
                "{number}",
                "1");
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
