package fr.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The ways that a request can go, from the employer to what the platform decides. */
class JourneyTest {
    private static final Duration UNTIL_ASKED = Duration.ofMinutes(150);
    private static final Duration UNTIL_DECIDED = Duration.ofHours(4);

    @Test
    void givesAWorkAuthorisationWhenTheRequestIsGranted() {
        Journey journey = Journey.prepared("granted").submitted().reaches("filed");

        journey.later(UNTIL_DECIDED).reaches("granted");

        JsonNode granted = journey.api()
                .get("/v1/work-authorisations?employer=" + journey.employer())
                .expect(200)
                .json()
                .path("items");
        assertThat(granted).hasSize(1);
        String path = "/v1/work-authorisations/" + granted.path(0).path("id").asString();
        assertThat(journey.api().get(path).expect(200).member("request_id")).isEqualTo(journey.request());
        assertThat(journey.api().get(path + "/document").expect(200).text()).startsWith("%PDF");
    }

    @Test
    void leavesATraceOfEachFiling() {
        Journey journey = Journey.prepared("silent").submitted().reaches("filed");

        JsonNode attempts =
                journey.api().get(journey.path("/attempts")).expect(200).json();
        JsonNode timeline =
                journey.api().get(journey.path("/timeline")).expect(200).json();
        Answer receipt = journey.api().get(journey.path("/receipt")).expect(200);

        assertThat(attempts.path("items")).hasSize(1);
        assertThat(timeline.path("items")).isNotEmpty();
        assertThat(receipt.member("deposit_number")).isNotEmpty();
    }

    @Test
    void showsTheAttestationToWhoMayReadIdentitiesAlone() {
        Journey journey = Journey.prepared("silent").submitted().reaches("filed");
        Map<String, String> asPdf = Map.of("Accept", "application/pdf");
        Api without = Api.withScopes("demo", "requests:read");

        journey.later(Duration.ofHours(1));
        await().atMost(Duration.ofSeconds(40))
                .until(() -> journey.api().get(journey.path("/receipt")).json().has("attestation"));
        Answer refused = without.call("GET", journey.path("/receipt"), asPdf, new byte[0]);
        Answer shown = journey.api().call("GET", journey.path("/receipt"), asPdf, new byte[0]);

        refused.expect(403);
        assertThat(refused.header("WWW-Authenticate")).contains("scope=\"identity:read\"");
        assertThat(shown.expect(200).text()).startsWith("%PDF");
        without.get(journey.path("/receipt")).expect(200);
    }

    @Test
    void showsARefusal() {
        Journey journey = Journey.prepared("refused").submitted().reaches("filed");

        journey.later(UNTIL_DECIDED).reaches("refused");

        assertThat(journey.api()
                        .get("/v1/work-authorisations?employer=" + journey.employer())
                        .json()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void showsWhyTheSubmissionWasNotAccepted() {
        Journey journey = Journey.prepared("not-accepted").submitted();

        journey.reaches("not_accepted");

        assertThat(journey.read().json().path("rejection")).isNotEmpty();
    }

    @Test
    void sendsComplementsThatWereAskedFor() {
        Journey journey = Journey.prepared("complements-once")
                .submitted()
                .reaches("filed")
                .later(UNTIL_ASKED);
        journey.reaches("information_requested");

        JsonNode asked = journey.api()
                .get(journey.path("/complements"))
                .expect(200)
                .json()
                .path("items")
                .path(0);
        asked.path("pieces")
                .forEach(piece -> journey.api()
                        .putPdf(
                                journey.path("/complements/1/documents/"
                                        + piece.path("code").asString()),
                                Journey.pdf())
                        .expect(201));
        journey.api().post(journey.path("/complements"), "{\"number\": 1}").expect(202);

        journey.reaches("under_review").later(UNTIL_DECIDED).reaches("granted");
    }

    @Test
    void showsThatThePlatformClosedTheFile() {
        Journey journey = Journey.prepared("closed").submitted().reaches("filed");

        journey.later(UNTIL_DECIDED).reaches("closed_by_platform");

        assertThat(journey.read().member("platform_label")).isNotEmpty();
    }

    @Test
    void followsAFileThatOtherHandsMade() {
        Api api = ApiUnderTest.demo();
        String employer = Journey.employer(api, "adopting");
        String deposit = Api.simulator("/simulateur/demandes", "{\"par_defaut\": true}")
                .path("numero_depot")
                .asString();
        ApiUnderTest.system().simulator().clock().advance(Duration.ofSeconds(10));

        Answer adopted = api.post(
                        Journey.REQUESTS + "/adoptions",
                        "{\"employer\": \"%s\", \"deposit_number\": \"%s\", \"type\": \"salarie\"}"
                                .formatted(employer, deposit))
                .expect(202);

        assertThat(adopted.member("origin")).isEqualTo("adopted");
        new Journey(api, employer, adopted.member("id"))
                .reaches("filed")
                .later(UNTIL_DECIDED)
                .reaches("granted");
    }
}
