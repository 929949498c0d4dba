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
        JsonNode needs = Journey.drafted("silent").requirements();

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
    void needsAKeyWhenItIsNotTrue() {
        Journey journey = Journey.drafted("silent");

        validated(journey, journey.path("/submission?validate_only=false"), "{}")
                .expect(400);
        validated(journey, journey.path("/submission?validate_only=maybe"), "{}")
                .expect(400);
    }

    private static Answer validated(Journey journey, String path, String body) {
        return journey.api().call("POST", path, JSON, body.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> codes(JsonNode entries) {
        return entries.valueStream().map(entry -> entry.path("code").asString()).toList();
    }
}
