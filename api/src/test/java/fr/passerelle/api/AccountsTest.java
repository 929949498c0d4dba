package fr.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The accounts by which employers file, and what becomes of requests without them. */
class AccountsTest {
    private final Api api = ApiUnderTest.demo();

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
}
