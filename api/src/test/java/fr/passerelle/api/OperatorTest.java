package fr.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.passerelle.api.local.LocalSystem;
import fr.passerelle.api.operator.Operator;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.persistence.Database;
import fr.passerelle.persistence.EmbeddedDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The operator's commands beside a service that works, on one database. */
class OperatorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final EmbeddedDatabase SERVER = EmbeddedDatabase.shared();
    private static final Database DATABASE = SERVER.fresh();
    private static final LocalSystem SYSTEM = ApiUnderTest.start(DATABASE, Map.of());

    private final Api api = Api.of(SYSTEM, "demo", "");

    /** How a command ended, and what it printed. */
    private record Ended(int status, String out, String errors) {
        Ended expect(int expected) {
            assertThat(status).as(out + errors).isEqualTo(expected);
            return this;
        }

        List<JsonNode> things() {
            return out.lines().map(JsonMapper.shared()::readTree).toList();
        }
    }

    @AfterEach
    void resumeAll() {
        SERVER.run(DATABASE, "delete from work_pause");
    }

    @Test
    void tellsHowTheLanesAndTheQueueStand() {
        Ended text = operator("status").expect(0);
        Ended json = operator("status", "--json").expect(0);

        assertThat(text.out().lines().toList())
                .hasSize(6)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("lane=login state=open at_once=")
                        .contains("budget=10"))
                .anySatisfy(line -> assertThat(line).startsWith("queue=write due=0 leased=0"))
                .contains("quarantined=0");
        assertThat(json.things()).hasSize(6);
        assertThat(json.things().getFirst().path("budget").isInt()).isTrue();
    }

    @Test
    void holdsWhatATenantAsksForUntilItIsResumed() {
        Journey first = Journey.prepared(api, "silent").submitted().reaches("filed");
        TenantId tenant = tenantOf(first);
        operator("pause", "--tenant", tenant.text(), "--reason", "a wrong mandate", "--by", "camille")
                .expect(0);

        Journey held = Journey.prepared(api, "silent").submitted();

        assertThat(held.read().member("held_by")).isEqualTo("paused");
        assertThat(held.read().json().has("estimated_filing_at")).isFalse();
        assertThat(operator("status").out()).contains("pause=" + tenant.text()).contains("reason=\"a wrong mandate\"");

        operator("resume", "--tenant", tenant.text()).expect(0);
        held.reaches("filed");
        operator("resume", "--tenant", tenant.text()).expect(1);
    }

    @Test
    void holdsWhatEverybodyAsksFor() {
        operator("pause", "--reason", "the State asked us to").expect(0);

        Journey held = Journey.prepared(api, "silent").submitted();

        assertThat(held.read().member("held_by")).isEqualTo("paused");
        operator("resume").expect(0);
        held.reaches("filed");
    }

    @Test
    void pausesNoTenantThatNobodyKnows() {
        Ended refused = operator(
                        "pause", "--tenant", TenantId.next(Instant.EPOCH).text(), "--reason", "a slip")
                .expect(1);

        assertThat(refused.out()).startsWith("unknown_tenant=tnt_");
        assertThat(operator("status").out()).doesNotContain("pause=");
    }

    @Test
    void releasesARequestFromQuarantine() {
        operator("pause", "--reason", "a poison").expect(0);
        Journey poison = Journey.prepared(api, "silent").submitted();
        sql("update job set crashes = 3 where request_id = '%s'", poison);
        operator("resume").expect(0);
        await().atMost(PATIENCE)
                .until(() -> operator("quarantine", "list").out().contains(poison.request()));
        assertThat(operator("status").out()).contains("quarantined=1");

        operator("quarantine", "release", poison.request(), "--by", "camille", "--reason", "mended in 1.4.2")
                .expect(0);

        poison.reaches("filed");
        assertThat(operator("quarantine", "list").expect(0).out()).isEmpty();
        JsonNode settled = api.get("/v1/tasks?state=resolved&kind=quarantined&request=" + poison.request())
                .json()
                .at("/items/0/resolution");
        assertThat(settled.path("by").asString()).isEqualTo("operator:camille");
        assertThat(settled.path("outcome").asString()).isEqualTo("try_again");
        operator("quarantine", "release", poison.request(), "--by", "camille").expect(1);
    }

    @Test
    void listsAndWakesWorkThatNobodyGetsDone() {
        operator("pause", "--reason", "to plant").expect(0);
        Journey stuck = Journey.prepared(api, "silent").submitted();
        sql("update job set attempts = 12, due_at = now() + interval '1 day' where request_id = '%s'", stuck);
        operator("resume").expect(0);

        JsonNode listed = operator("work", "list", "--stuck", "--json").expect(0).things().stream()
                .filter(job -> job.path("request").asString().equals(stuck.request()))
                .findFirst()
                .orElseThrow();
        assertThat(listed.path("attempts").asInt()).isEqualTo(12);
        assertThat(listed.path("lane").asString()).isEqualTo("write");
        assertThat(stuck.read().member("state")).isEqualTo("queued");

        operator("work", "wake", stuck.request()).expect(0);

        stuck.reaches("filed");
        operator("work", "wake", RequestId.next(Instant.EPOCH).text()).expect(1);
    }

    @Test
    void findsAndSchedulesWorkThatNobodyWillDo() {
        operator("pause", "--reason", "to plant").expect(0);
        Journey lost = Journey.prepared(api, "silent").submitted();
        sql("delete from job where request_id = '%s'", lost);
        operator("resume").expect(0);

        assertThat(operator("work", "check").expect(1).out())
                .startsWith("unscheduled=" + lost.request() + " tenant=tnt_");
        assertThat(operator("work", "repair", "--by", "camille").expect(0).out())
                .startsWith("unscheduled=" + lost.request());

        lost.reaches("filed");
        assertThat(operator("work", "check").expect(0).out()).isEmpty();
    }

    @Test
    void saysWhatItDidNotUnderstand() {
        Ended ended = operator("quarantine", "release", "req_1").expect(2);

        assertThat(ended.errors())
                .startsWith("\"req_1\" is no id of a request.")
                .contains("Usage:");
        assertThat(ended.out()).isEmpty();
        assertThat(operator("--help").expect(0).out()).startsWith("Usage:");
    }

    @Test
    void saysWhichSettingIsLacking() {
        Ended ended = run(List.of("status")).expect(2);

        assertThat(ended.errors()).contains("passerelle.database.host is not set.");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void saysThatTheDatabaseDoesNotAnswer() {
        Ended ended = operator("status", "--passerelle.database.port=1").expect(1);

        assertThat(ended.errors()).startsWith("Not done");
        assertThat(ended.out()).isEmpty();
    }

    private static TenantId tenantOf(Journey journey) {
        UUID request = RequestId.parse(journey.request()).orElseThrow().value();
        return new TenantId(UUID.fromString(
                SERVER.query(DATABASE, "select tenant_id from authorisation_request where id = '" + request + "'")
                        .getFirst()));
    }

    private static void sql(String statement, Journey journey) {
        UUID request = RequestId.parse(journey.request()).orElseThrow().value();
        SERVER.run(DATABASE, statement.formatted(request));
    }

    /** A command with the settings of the service's own database. */
    private static Ended operator(String... arguments) {
        List<String> settings = List.of(
                "--passerelle.database.host=" + DATABASE.host(),
                "--passerelle.database.name=" + DATABASE.name(),
                "--passerelle.database.tls=disable",
                "--passerelle.database.service.user=" + DATABASE.service().user(),
                "--passerelle.database.service.password=" + DATABASE.service().password());
        boolean isElsewhere = Stream.of(arguments).anyMatch(argument -> argument.contains("database.port"));
        Stream<String> port = isElsewhere ? Stream.of() : Stream.of("--passerelle.database.port=" + DATABASE.port());
        return run(Stream.of(Stream.of(arguments), settings.stream(), port)
                .flatMap(some -> some)
                .toList());
    }

    private static Ended run(List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Operator operator = new Operator(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8));
        int status = operator.carryOut(arguments);
        return new Ended(status, out.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
    }
}
