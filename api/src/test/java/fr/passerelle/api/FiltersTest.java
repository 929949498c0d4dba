package fr.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What narrows the lists. */
class FiltersTest {
    private final Api api = ApiUnderTest.demo();

    @Test
    void listsOpenTasksUnlessAskedForOthers() {
        Journey journey = Journey.prepared("silent").submitted().reaches("filed");
        String wish = "{\"reason\": \"Le poste est supprimé.\"}";
        // The file is read on the platform at the same time, which may overtake the wish: it is then sent again.
        await().atMost(Duration.ofSeconds(40))
                .until(() -> api.post(journey.path("/withdrawal"), wish).status() == 202);
        String tasks = "/v1/tasks?request=" + journey.request();
        String open = ids(tasks).getFirst();

        assertThat(ids(tasks + "&state=open")).containsExactly(open);
        assertThat(ids(tasks + "&state=resolved")).isEmpty();
        api.post("/v1/tasks/" + open + "/resolution", "{\"outcome\": \"give_up\", \"by\": \"u-1\"}")
                .expect(200);

        assertThat(ids(tasks)).isEmpty();
        assertThat(ids(tasks + "&state=resolved")).containsExactly(open);
        assertThat(ids(tasks + "&state=all")).containsExactly(open);
    }

    @Test
    void knowsNoChangesOfTasks() {
        Answer refused = api.get("/v1/tasks?updated_since=2026-11-23T00:00:00Z").expect(400);

        JsonNode error = refused.json().path("errors").path(0);
        assertThat(error.path("code").asString()).isEqualTo("unknown_parameter");
        assertThat(error.path("parameter").asString()).isEqualTo("updated_since");
    }

    @Test
    void findsWorkAuthorisationsByTheClientsOwnReferences() {
        Journey journey = Journey.prepared("granted").submitted().reaches("filed");
        journey.later(Duration.ofHours(4)).reaches("granted");
        String authorisations = "/v1/work-authorisations?worker=w-1";

        assertThat(ids(authorisations + "&employer=" + journey.employer())).hasSize(1);
        assertThat(api.get(authorisations).expect(400).text()).contains("unknown_worker");
        assertThat(api.get("/v1/work-authorisations?worker=w-2&employer=" + journey.employer())
                        .expect(400)
                        .text())
                .contains("unknown_worker");
    }

    @Test
    void findsARequestByTheNumberInThePortalsMail() {
        Journey journey = Journey.prepared("silent").submitted().reaches("filed");
        String deposit = journey.read().member("deposit_number");

        assertThat(ids(Journey.REQUESTS + "?deposit_number=" + deposit)).containsExactly(journey.request());
        assertThat(ids(Journey.REQUESTS + "?deposit_number=D-0")).isEmpty();
    }

    private List<String> ids(String list) {
        return api.get(list)
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }
}
