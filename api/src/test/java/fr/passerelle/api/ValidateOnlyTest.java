package fr.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Asked with validate_only, a call is judged and leaves nothing behind. */
class ValidateOnlyTest {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    @Test
    void saysWhatASubmissionLacksAndSubmitsNothing() {
        Journey journey = Journey.drafted("silent");

        Answer seen = validated(journey, journey.path("/submission?validate_only=true"), "{}")
                .expect(200);

        assertThat(seen.json().path("ready").asBoolean()).isFalse();
        assertThat(codes(seen.json().path("missing"))).isNotEmpty();
        assertThat(seen.json().path("conflicts").isEmpty()).isTrue();
        assertThat(journey.read().json().path("state").asString()).isEqualTo("draft");
    }

    @Test
    void saysThatASubmissionWouldBeAcceptedAndSubmitsNothing() {
        Journey journey = Journey.prepared("silent");

        Answer seen = validated(journey, journey.path("/submission?validate_only=true"), "{}")
                .expect(200);

        assertThat(seen.json().path("ready").asBoolean()).isTrue();
        assertThat(journey.read().json().path("state").asString()).isEqualTo("draft");
    }

    @Test
    void saysWhatTheLawSaysOfARequest() {
        Journey journey = Journey.drafted("silent");

        JsonNode needs =
                journey.api().get(journey.path("/requirements")).expect(200).json();

        assertThat(needs.path("labour_market").path("shortage").asString()).isEqualTo("unknown");
        assertThat(needs.path("labour_market")
                        .path("basis")
                        .get(0)
                        .path("in_force_since")
                        .asString())
                .isNotBlank();
        assertThat(needs.path("routing").path("filer").asString()).isEqualTo("employer");
        assertThat(needs.path("pay").path("verdict").asString()).isNotBlank();
    }

    @Test
    void saysThatADraftWouldBeADuplicateAndCreatesNone() {
        Journey journey = Journey.drafted("silent");
        String again = Journey.example("request")
                .replace("R-2027-001", "R-again")
                .replace("\"boulangerie\"", "\"" + journey.employer() + "\"");

        Answer seen = validated(journey, "/v1/authorisation-requests?validate_only=true", again)
                .expect(200);

        assertThat(codes(seen.json().path("conflicts"))).containsExactly("duplicate_request");
        assertThat(journey.api()
                        .get("/v1/authorisation-requests?client_reference=R-again")
                        .expect(200)
                        .json()
                        .path("items")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void saysTheSameOfARequestAsItsSubmissionWould() {
        Journey journey = Journey.prepared("silent");
        assertThat(needs(journey).path("ready").asBoolean()).isTrue();

        journey.api()
                .call("DELETE", "/v1/employers/" + journey.employer() + "/platform-account", Map.of(), new byte[0])
                .expect(204);

        assertThat(needs(journey).path("ready").asBoolean()).isFalse();
        assertThat(codes(needs(journey).path("missing"))).containsExactly("account_unlinked");
        Answer seen = validated(journey, journey.path("/submission?validate_only=true"), "{}")
                .expect(200);
        assertThat(codes(seen.json().path("missing"))).containsExactly("account_unlinked");
    }

    @Test
    void needsAKeyWhenItIsNotTrue() {
        Journey journey = Journey.drafted("silent");

        validated(journey, journey.path("/submission?validate_only=false"), "{}")
                .expect(400);
        validated(journey, journey.path("/submission?validate_only=maybe"), "{}")
                .expect(400);
    }

    private static JsonNode needs(Journey journey) {
        return journey.api().get(journey.path("/requirements")).expect(200).json();
    }

    private static Answer validated(Journey journey, String path, String body) {
        return journey.api().call("POST", path, JSON, body.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> codes(JsonNode entries) {
        return entries.valueStream().map(entry -> entry.path("code").asString()).toList();
    }
}
