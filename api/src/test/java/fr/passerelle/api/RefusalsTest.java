package fr.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What refused commands say beside their code. */
class RefusalsTest {

    @Test
    void remembersWhatTheClientAcknowledged() {
        Journey journey = Journey.drafted("silent");
        List<String> warnings = codes(journey.read().json().path("warnings"));

        Answer refused = journey.api()
                .post(
                        journey.path("/submission"),
                        "{\"acknowledged_warnings\": [\"%s\"]}".formatted(warnings.getFirst()))
                .expect(422);

        assertThat(refused.member("code")).isEqualTo("not_ready");
        for (JsonNode warning : refused.json().path("warnings")) {
            assertThat(warning.path("acknowledged").asBoolean())
                    .isEqualTo(warning.path("code").asString().equals(warnings.getFirst()));
        }
    }

    private static List<String> codes(JsonNode entries) {
        return entries.valueStream().map(entry -> entry.path("code").asString()).toList();
    }
}
