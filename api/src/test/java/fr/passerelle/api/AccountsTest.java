package fr.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The accounts by which employers file, and what becomes of requests without them. */
class AccountsTest {
    private final Api api = ApiUnderTest.demo();

    @Test
    void saysOfARequestThatItsAccountIsLocked() throws Exception {
        Journey journey = Journey.prepared("silent");
        lock(journey.employer() + "@example.org");

        journey.submitted();
        await().atMost(Duration.ofSeconds(40))
                .until(() -> journey.read().json().path("needs_attention").asBoolean());

        assertThat(journey.read().member("waiting_for")).isEqualTo("employer");
        assertThat(items(Journey.REQUESTS + "?needs_attention=true&employer=" + journey.employer()))
                .hasSize(1);
        assertThat(items("/v1/tasks?kind=account_locked&employer=" + journey.employer()))
                .hasSize(1);
        assertThat(items("/v1/tasks?kind=outcome_unknown&employer=" + journey.employer()))
                .isEmpty();
    }

    @Test
    void asksTheEmployerToLinkAnAccountAgain() {
        Journey journey = Journey.prepared("silent").submitted().reaches("filed");
        assertThat(journey.read().member("waiting_for")).isEqualTo("platform");

        api.call("DELETE", account(journey), Map.of(), new byte[0]).expect(204);

        assertThat(journey.read().member("waiting_for")).isEqualTo("employer");
    }

    @Test
    void linksNothingOverAnAccountThatHasChanged() {
        Journey journey = Journey.drafted("silent");

        Answer stale = link(journey, "\"7\"").expect(412);

        assertThat(stale.json().path("current_version").asLong()).isEqualTo(1);
        link(journey, "\"1\"").expect(200);
    }

    private Answer link(Journey journey, String version) {
        byte[] body = "{\"login\": \"other@example.org\", \"password\": \"secret\"}".getBytes(StandardCharsets.UTF_8);
        return api.call("PUT", account(journey), Map.of("Content-Type", "application/json", "If-Match", version), body);
    }

    private static String account(Journey journey) {
        return "/v1/employers/" + journey.employer() + "/platform-account";
    }

    private JsonNode items(String list) {
        return api.get(list).expect(200).json().path("items");
    }

    private static void lock(String login) throws IOException, InterruptedException {
        HttpRequest locking = HttpRequest.newBuilder(
                        ApiUnderTest.system().simulator().uri().resolve("/simulateur/comptes/" + login))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"verrouille\": true}"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(locking, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
        }
    }
}
