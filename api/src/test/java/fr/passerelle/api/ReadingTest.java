package fr.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything can be read, one by one and in lists. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadingTest {
    private static final byte[] NOTHING = new byte[0];

    private final Api api = ApiUnderTest.demo();
    private final Journey granted = Journey.prepared("granted");

    @BeforeAll
    void file() {
        granted.submitted().reaches("filed").later(Duration.ofHours(4)).reaches("granted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/mandates", "/platform-account", "/workers", "/workers/w-1"})
    void readsWhatAnEmployerHas(String below) {
        assertThat(api.get("/v1/employers/" + granted.employer() + below)
                        .expect(200)
                        .text())
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/requirements",
                "/deadlines",
                "/documents",
                "/attempts",
                "/timeline",
                "/complements",
                "/receipt"
            })
    void readsWhatARequestHas(String below) {
        api.get(granted.path(below)).expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/events",
                "/v1/event-types",
                "/v1/limits",
                "/v1/platform-status",
                "/v1/reference/countries",
                "/problems/stale",
                "/openapi.yaml",
                "/v1/tasks"
            })
    void readsWhatBelongsToNobody(String path) {
        api.get(path).expect(200);
    }

    @Test
    void readsWhichTimesRunAndWhyInFrench() {
        JsonNode items = api.call("GET", granted.path("/deadlines"), Map.of("Accept-Language", "fr"), NOTHING)
                .expect(200)
                .json()
                .path("items");

        assertThat(items.valueStream().map(item -> item.path("code").asString()))
                .containsExactly("file_by", "at_renewal_window");
        assertThat(items.get(0).path("certainty").asString()).isEqualTo("practice");
        assertThat(items.get(0).path("date").asString())
                .isEqualTo(granted.read().member("file_by"));
        assertThat(items.get(1).path("sentence").asString()).startsWith("Demandez le renouvellement");
        assertThat(items.get(1).path("basis").get(0).path("text").asString()).isEqualTo("C. trav. R. 5221-32");
        assertThat(items.get(1).path("readings")).hasSize(2);
    }

    @Test
    void listensToTheStateOfThePlatform() {
        Set<String> members =
                Set.copyOf(api.get("/v1/platform-status").expect(200).json().propertyNames());

        List<String> lines = api.listen("/v1/platform-status/stream");

        assertThat(lines).contains("event:status");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("data:"))
                .singleElement()
                .satisfies(line -> assertThat(Set.copyOf(JsonMapper.shared()
                                .readTree(line.substring("data:".length()))
                                .propertyNames()))
                        .isEqualTo(members));
    }

    @Test
    void readsPapersAsTheyWerePut() {
        String mandates = "/v1/employers/" + granted.employer() + "/mandates";
        String mandate = mandates + "/" + first(mandates).path("id").asString();

        assertThat(api.get(granted.path("/documents/id_passport_pages"))
                        .expect(200)
                        .response()
                        .body())
                .isEqualTo(Journey.pdf());
        assertThat(api.get(mandate + "/document").expect(200).response().body()).isEqualTo(Journey.pdf());
        assertThat(api.get(mandate).expect(200).member("state")).isEqualTo("valid");
    }

    @Test
    void givesTheAttestationToWhomAsksForAPdf() {
        Answer answer = api.call("GET", granted.path("/receipt"), Map.of("Accept", "application/pdf"), NOTHING);

        assertThat(answer.expect(200).text()).startsWith("%PDF");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/employers?limit=1, 1",
        "/v1/authorisation-requests?state=granted&limit=1, 1",
        "/v1/work-authorisations?limit=1, 1"
    })
    void walksAListByItsCursors(String list, int size) {
        Journey.drafted("granted");
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.get(list + cursor).expect(200).json();
            assertThat(page.path("items")).hasSizeLessThanOrEqualTo(size);
            page.path("items").forEach(item -> seen.add(item.path("id").asString()));
            String next = page.path("next_cursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());

        assertThat(seen).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void listsWhatChangedSince() {
        String since = granted.read().member("updated_at");
        String later = "2100-01-01T00:00:00Z";

        assertThat(ids("/v1/authorisation-requests?updated_since=" + since)).contains(granted.request());
        assertThat(ids("/v1/authorisation-requests?updated_since=" + later)).isEmpty();
        assertThat(ids("/v1/employers?updated_since=" + later)).isEmpty();
    }

    @Test
    void filtersRequests() {
        String list = "/v1/authorisation-requests?employer=" + granted.employer();

        assertThat(ids(list)).containsExactly(granted.request());
        assertThat(ids(list + "&worker=w-1&state=granted,refused")).containsExactly(granted.request());
        assertThat(ids(list + "&state=draft")).isEmpty();
        assertThat(ids(list + "&needs_attention=true")).isEmpty();
        assertThat(ids(list + "&client_reference=another")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"fr, fr", "en, en", "'fr-FR, en;q=0.5', fr", "de, en"})
    void saysWhatIsWrongInTheLanguageAskedFor(String asked, String answered) {
        Answer answer = api.call("GET", "/v1/employers/nobody", Map.of("Accept-Language", asked), NOTHING);

        assertThat(answer.expect(404).header("Content-Language")).isEqualTo(answered);
        assertThat(answer.member("title")).isEqualTo(answered.equals("fr") ? "Introuvable" : "Not found");
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

    private JsonNode first(String list) {
        return api.get(list).expect(200).json().path("items").path(0);
    }
}
