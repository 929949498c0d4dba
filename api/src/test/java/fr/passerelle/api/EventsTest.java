package fr.passerelle.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import fr.passerelle.persistence.EmbeddedDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** The journal, pulled. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsTest {
    private static final byte[] NOTHING = new byte[0];

    private final Api api = ApiUnderTest.demo();
    private final Journey granted = Journey.prepared("granted");

    @BeforeAll
    void file() {
        granted.submitted().reaches("filed").later(Duration.ofHours(4)).reaches("granted");
    }

    @Test
    void areAsTheirTypesSay() {
        Map<String, Schema> schemas = schemas();
        Set<String> types = new HashSet<>();

        for (JsonNode event : all()) {
            String type = event.path("type").asString();
            List<String> errors = requireNonNull(schemas.get(type)).validate(event).stream()
                    .map(Error::toString)
                    .toList();
            assertThat(errors).as("%s", event).isEmpty();
            types.add(type);
        }

        assertThat(types)
                .contains(
                        "employer.created",
                        "mandate.documented",
                        "request.filed",
                        "request.granted",
                        "work_authorisation.created");
    }

    @Test
    void sayWhereTheyBelong() {
        String reference = granted.read().member("client_reference");

        JsonNode told = all().stream()
                .filter(event -> event.path("type").asString().equals("request.granted"))
                .map(event -> event.path("data"))
                .filter(data -> data.path("client_reference").asString().equals(reference))
                .findFirst()
                .orElseThrow();

        assertThat(told.path("employer_reference").asString()).isEqualTo(granted.employer());
        assertThat(told.path("from_state").asString()).isNotEmpty();
        assertThat(told.path("to_state").asString()).isEqualTo("granted");
        assertThat(told.path("effective_on").asString()).matches("\\d{4}-\\d\\d-\\d\\d");
        assertThat(told.path("version").isIntegralNumber()).isTrue();
    }

    @Test
    void areWaitedFor() {
        long latest =
                api.get("/v1/events?limit=1").json().path("latest_position").asLong();
        String type = "&types=employer.created";
        CompletableFuture<Answer> waiting =
                CompletableFuture.supplyAsync(() -> pull("?after=" + latest + type, "respond-async, wait=50"));

        String reference = Journey.employer(api, "waited-for");
        Answer answer = waiting.join().expect(200);

        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=50");
        assertThat(answer.json()
                        .path("items")
                        .get(0)
                        .at("/data/client_reference")
                        .asString())
                .isEqualTo(reference);
    }

    @Test
    void areNotWaitedForWhenThereAreSome() {
        Journey.employer(api, "not-waited-for");
        long begun = System.nanoTime();

        Answer answer = pull("?limit=1", "wait=50").expect(200);

        assertThat(answer.json().path("items")).hasSize(1);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void areWaitedForNoLongerThanWished() {
        long latest =
                api.get("/v1/events?limit=1").json().path("latest_position").asLong();

        Answer answer = pull("?after=" + latest + "&types=webhook_endpoint.deleted", "wait=1")
                .expect(200);

        assertThat(answer.json().path("items")).isEmpty();
        assertThat(answer.json().path("next_after").asLong()).isGreaterThanOrEqualTo(latest);
    }

    @Test
    void arePassedOverWhenTheyWereNotAskedFor() {
        Journey.employer(api, "passed-over");

        JsonNode page = api.get("/v1/events?types=request.appeal_closing").json();

        assertThat(page.path("items")).isEmpty();
        assertThat(page.path("next_after").asLong())
                .isEqualTo(page.path("latest_position").asLong())
                .isPositive();
    }

    @Test
    void areRefusedBehindAPositionThatTheJournalHasNotReached() {
        api.get("/v1/events?after=9007199254740991").expect(400);
    }

    @Test
    void areGoneAfterTheirTime() {
        Api third = Api.of("third");
        Journey.employer(third, "long-ago");
        EmbeddedDatabase.shared().run(ApiUnderTest.database(), """
            update journal_position set oldest = position where tenant_id = (
                select tenant_id from employer where client_reference = 'long-ago')
            """);
        JsonNode held = third.get("/v1/events").expect(200).json();
        long oldest = held.path("oldest_position").asLong();

        Answer gone = third.get("/v1/events?after=1").expect(410);

        assertThat(gone.json().path("code").asString()).isEqualTo("events_gone");
        assertThat(gone.json().path("oldest_position").asLong()).isEqualTo(oldest);
        assertThat(held.path("items")).hasSize(1);
        assertThat(third.get("/v1/events?after=" + (oldest - 1))
                        .expect(200)
                        .json()
                        .path("items"))
                .hasSize(1);
    }

    private Answer pull(String query, String prefer) {
        return api.call("GET", "/v1/events" + query, Map.of("Prefer", prefer), NOTHING);
    }

    private List<JsonNode> all() {
        List<JsonNode> events = new ArrayList<>();
        long after = 0;
        boolean hasMore = true;
        while (hasMore) {
            JsonNode page =
                    api.get("/v1/events?limit=200&after=" + after).expect(200).json();
            page.path("items").forEach(events::add);
            after = page.path("next_after").asLong();
            hasMore = page.path("has_more").asBoolean();
        }
        return events;
    }

    private Map<String, Schema> schemas() {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        Map<String, Schema> schemas = new HashMap<>();
        api.get("/v1/event-types")
                .expect(200)
                .json()
                .path("items")
                .forEach(item -> schemas.put(item.path("type").asString(), registry.getSchema(item.path("schema"))));
        return schemas;
    }
}
