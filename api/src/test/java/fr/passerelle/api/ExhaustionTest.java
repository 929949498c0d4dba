package fr.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.passerelle.api.local.LocalSystem;
import fr.passerelle.persistence.Database;
import fr.passerelle.persistence.EmbeddedDatabase;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** When callers have taken all connections there are for them. */
class ExhaustionTest {
    private static final int CONNECTIONS = 2;
    private static final int CALLERS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Database database = EmbeddedDatabase.shared().fresh();
    private final LocalSystem system =
            ApiUnderTest.start(database, Map.of("passerelle.database.pool-size", CONNECTIONS));
    private final Api api = Api.of(system, "demo", "");

    @Test
    void tellsCallersSoonToComeBackAndWorksOn() throws Exception {
        Journey journey = Journey.prepared(api, "silent").submitted().reaches("filed");
        Api another = Api.of(system, "other", "");
        List<Connection> held = takeAll();

        List<Answer> answers = atOnce(() -> another.get("/v1/limits").expect(503));
        journey.later(Duration.ofHours(2));
        awaitState("under_review");

        assertThat(answers).hasSize(CALLERS).allSatisfy(answer -> {
            assertThat(answer.member("code")).isEqualTo("unavailable");
            assertThat(answer.header("Retry-After")).isNotEmpty();
        });
        assertThat(system.service().getBean(Database.class).acquireTimeout()).isLessThan(Duration.ofSeconds(2));
        assertThat(health()).isEqualTo(200);
        held.forEach(connection -> Flux.from(connection.close()).blockLast(PATIENCE));
        another.get("/v1/limits").expect(200);
    }

    private List<Connection> takeAll() {
        ConnectionPool pool = system.service().getBean("callerConnections", ConnectionPool.class);
        return Objects.requireNonNull(Flux.range(0, CONNECTIONS)
                .concatMap(_ -> pool.create())
                .collectList()
                .block(PATIENCE));
    }

    private static List<Answer> atOnce(Callable<Answer> call) throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> calls = callers.invokeAll(
                    IntStream.range(0, CALLERS).mapToObj(_ -> call).toList());
            return calls.stream().map(Future::resultNow).toList();
        }
    }

    /** Past the API, which has no connection to read it by. */
    private void awaitState(String state) {
        await().atMost(PATIENCE)
                .until(
                        () -> EmbeddedDatabase.shared()
                                .query(database, "select state_code from authorisation_request")
                                .getFirst(),
                        state::equals);
    }

    private int health() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(system.managementUrl().resolve("/actuator/health"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }
}
