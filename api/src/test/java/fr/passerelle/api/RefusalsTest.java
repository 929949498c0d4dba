package fr.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
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

    @Test
    void namesTheStateThatIsInTheWay() {
        Journey journey = Journey.prepared("silent").submitted().reaches("filed");

        Answer submitted = journey.api().post(journey.path("/submission"), "{}").expect(409);
        Answer answered = journey.api()
                .post(journey.path("/complements"), "{\"number\": 3}")
                .expect(409);
        Answer attached = journey.api()
                .call(
                        "PUT",
                        journey.path("/complements/3/documents/signed_contract"),
                        Map.of("Content-Type", "application/pdf"),
                        Journey.pdf())
                .expect(409);

        assertThat(List.of(submitted, answered, attached)).allSatisfy(refused -> {
            assertThat(refused.member("code")).isEqualTo("state_conflict");
            assertThat(refused.member("state")).isEqualTo("filed");
        });
    }

    private static List<String> codes(JsonNode entries) {
        return entries.valueStream().map(entry -> entry.path("code").asString()).toList();
    }
}
