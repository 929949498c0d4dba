package fr.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.api.Contract.Operation;
import fr.passerelle.api.local.LocalSystem;
import fr.passerelle.api.security.Scope;
import fr.passerelle.persistence.Database;
import fr.passerelle.persistence.EmbeddedDatabase;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every operation answers when it is not the call that is wrong, but the caller, its quota, or what stands behind us. */
class StatusesTest {
    static Stream<Operation> scoped() {
        return ContractTest.guarded().filter(operation -> operation.declares(403));
    }

    static Stream<Operation> choosy() {
        return ContractTest.all().filter(operation -> operation.declares(406));
    }

    @ParameterizedTest
    @MethodSource("scoped")
    void asksForItsScopes(Operation operation) {
        String other = Stream.of(Scope.values())
                .map(Scope::text)
                .filter(scope -> !operation.node().path("security").toString().contains(scope))
                .findFirst()
                .orElseThrow();

        Answer answer = call(Api.withScopes("demo", other), operation, Map.of());

        answer.expect(403);
        assertThat(answer.header("WWW-Authenticate")).contains("insufficient_scope");
    }

    @ParameterizedTest
    @MethodSource("choosy")
    void saysThatItHasNoSuchMediaType(Operation operation) {
        Api api = operation.isOpen() ? Api.anonymous() : ApiUnderTest.demo();

        call(api, operation, Map.of("Accept", "image/png")).expect(406);
    }

    @Test
    void doesNothingWhoseAnswerIsNotAccepted() {
        Api api = ApiUnderTest.demo();
        Map<String, String> headers = Map.of("Content-Type", "application/json", "Accept", "image/png");
        byte[] employer = Journey.example("employer").getBytes(StandardCharsets.UTF_8);

        api.call("PUT", "/v1/employers/not-accepting", headers, employer).expect(406);

        api.get("/v1/employers/not-accepting").expect(404);
    }

    @Test
    void answersAProblemWhateverFailsBehindIt() {
        EmbeddedDatabase server = EmbeddedDatabase.shared();
        Database database = server.fresh();
        LocalSystem system = ApiUnderTest.start(
                database, Map.of("passerelle.http.rate.quota", 1, "passerelle.http.rate.window", "1h"));
        Api api = Api.of(system, "demo", "");

        server.run(database, "alter function tenant_of rename to tenant_of_nobody");
        expectOfAll(api, 500);
        server.run(database, "alter function tenant_of_nobody rename to tenant_of");
        close(server, database);
        expectOfAll(api, 503);
        open(server, database);
        api.get("/v1/limits").expect(200);
        expectOfAll(api, 429);
    }

    private static void close(EmbeddedDatabase server, Database database) {
        server.run(server.fresh(), "alter database " + database.name() + " allow_connections false");
        server.run(server.fresh(), """
            select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'\
            """.formatted(database.name()));
    }

    private static void open(EmbeddedDatabase server, Database database) {
        server.run(server.fresh(), "alter database " + database.name() + " allow_connections true");
    }

    private static void expectOfAll(Api api, int status) {
        List<String> others = ContractTest.guarded()
                .filter(operation -> call(api, operation, Map.of()).status() != status)
                .map(Operation::id)
                .toList();

        assertThat(others).as("do not answer %s", status).isEmpty();
    }

    private static Answer call(Api api, Operation operation, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(ContractTest.headers(operation));
        headers.putAll(more);
        return api.call(operation.method(), ContractTest.path(operation), headers, ContractTest.validBody(operation));
    }
}
