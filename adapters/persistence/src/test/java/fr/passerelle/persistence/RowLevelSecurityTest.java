package fr.passerelle.persistence;

import static fr.passerelle.testing.EndpointBuilder.anEndpoint;
import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aReceipt;
import static fr.passerelle.testing.Examples.aRefusal;
import static fr.passerelle.testing.Examples.aRequest;
import static fr.passerelle.testing.Examples.aStep;
import static fr.passerelle.testing.Examples.anEvent;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.passerelle.ids.AttemptId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.requests.RequestState;
import fr.passerelle.webhooks.Endpoint;
import fr.passerelle.webhooks.Endpoints.Redirection;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.R2dbcPermissionDeniedException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** That PostgreSQL itself hides one tenant's rows from another, and from whoever has not said who they are. */
class RowLevelSecurityTest {
    private static final String UNPROTECTED = """
        select relname from pg_class
        join pg_attribute on attrelid = pg_class.oid and attname = 'tenant_id'
        where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
            and not (relrowsecurity and relforcerowsecurity and exists (
                select from pg_policy where polrelid = pg_class.oid and polname = 'own_tenant'
                    and polcmd = '*' and polqual is not null and polwithcheck is not null))
        """;
    private static final String KEYS_THAT_DO_NOT_BEGIN_WITH_THE_TENANT = """
        select relname from pg_index
        join pg_class on pg_class.oid = indrelid
        join pg_attribute on attrelid = indrelid and attname = 'tenant_id'
        where indisprimary and indkey[0] <> attnum
        """;
    private static final String COUNT_ALL = """
        select (select count(*) from authorisation_request) + (select count(*) from event)
            + (select count(*) from job) + (select count(*) from work_turn) as seen
        """;

    private final R2dbcStore store = R2dbcStore.emptied();
    private final EmbeddedDatabase server = EmbeddedDatabase.shared();
    private final Transactions transactions = new Transactions(store.connections());
    private final TenantId tenant = store.aTenant();

    @Test
    void protectsEveryTableOfATenantsRows() {
        assertThat(server.query(store.database(), UNPROTECTED)).isEmpty();
        assertThat(server.query(store.database(), KEYS_THAT_DO_NOT_BEGIN_WITH_THE_TENANT))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alter table forgotten enable row level security",
                "alter table forgotten enable row level security; alter table forgotten force row level security",
                "alter table forgotten force row level security; create policy own_tenant on forgotten using (true)"
            })
    void wouldNoticeAnUnprotectedTable(String halfMeasure) {
        Database database = server.fresh();
        server.run(database, "create table forgotten (id uuid primary key, tenant_id uuid)");
        server.run(database, halfMeasure);

        assertThat(server.query(database, UNPROTECTED)).containsExactly("forgotten");
        assertThat(server.query(database, KEYS_THAT_DO_NOT_BEGIN_WITH_THE_TENANT))
                .containsExactly("forgotten");
    }

    @Test
    void showsATenantItsOwnRowsAlone() {
        saveARequest();

        assertThat(seen(transactions.read(tenant, this::countAll))).isEqualTo(4);
        assertThat(seen(transactions.read(store.aTenant(), this::countAll))).isZero();
        assertThat(seen(transactions.asNobody(this::countAll))).isZero();
    }

    @Test
    void forgetsWhomItActedForWithTheTransaction() {
        saveARequest();
        ConnectionPool one =
                EmbeddedDatabase.throughOneConnection(store.database()).open();
        Transactions onOneConnection = new Transactions(one);

        assertThat(seen(onOneConnection.read(tenant, this::countAll))).isEqualTo(4);
        assertThat(seen(onOneConnection.asNobody(this::countAll))).isZero();
        one.dispose();
    }

    @Test
    void bindsTheOwnerToo() {
        saveARequest();
        Database asOwner = EmbeddedDatabase.enteredBy(store.database().owner(), store.database());

        assertThat(seen(new Transactions(asOwner.open()).asNobody(this::countAll)))
                .isZero();
    }

    @Test
    void refusesToWriteARowOfAnotherTenant() {
        Sql insert = Columns.of("journal_position")
                .key("tenant_id", tenant.value())
                .set("position", 1L)
                .insert();

        assertThatThrownBy(() -> got(transactions.write(store.aTenant(), tx -> tx.change(insert))))
                .isInstanceOf(R2dbcPermissionDeniedException.class)
                .hasMessageContaining("row-level security");
    }

    @Test
    void showsTheWorkerTheQueueOfAllTenants() {
        saveARequest();

        assertThat(seenByTheWorker("job")).isEqualTo(1);
        assertThat(seenByTheWorker("work_turn")).isEqualTo(1);
    }

    @Test
    void showsTheWorkerTheTimersOfAllTenants() {
        save(aRequest()
                .of(tenant)
                .in(new RequestState.OutcomeUnknown(AttemptId.next(NOW)))
                .build());

        assertThat(seenByTheWorker("request_timer")).isEqualTo(1);
    }

    @Test
    void showsTheWorkerHowLongTheDecisionsOfAllTenantsTook() {
        save(aRequest()
                .of(tenant)
                .in(new RequestState.Refused(aReceipt("D-1"), aRefusal()))
                .build());

        assertThat(seenByTheWorker("decision")).isEqualTo(1);
    }

    @Test
    void showsTheWorkerTheTurnsOfAllTenantsWebhooks() {
        Endpoint endpoint = anEndpoint().of(tenant).build();
        Event event = anEvent(tenant, EventType.WEBHOOK_ENDPOINT_CREATED, endpoint.id(), 1);
        Redirection nothing = new Redirection(false, false, Optional.empty());
        got(store.endpoints().save(endpoint, 0, event, nothing, null));

        assertThat(seenByTheWorker("webhook_turn")).isEqualTo(1);
        assertThat(seenByTheWorker("journal_position")).isEqualTo(1);
    }

    @Test
    void showsTheWorkerWhenToLookAtThePermitsOfAllTenantsAndNoMore() {
        assertThat(seenByTheWorker("permit_standing where look_at is not null")).isZero();
        assertThat(seenByTheWorker("permit_alert where told = 'by_digest'")).isZero();
        assertThat(seenByTheWorker("alert_preference where digest = 'daily'")).isZero();
        assertThatThrownBy(() -> seenByTheWorker("permit_standing where work_right = 'no'"))
                .isInstanceOf(R2dbcPermissionDeniedException.class);
        assertThatThrownBy(() -> seenByTheWorker("permit_alert where kind = 'expired'"))
                .isInstanceOf(R2dbcPermissionDeniedException.class);
        assertThatThrownBy(() -> seenByTheWorker("alert_preference where settings is null"))
                .isInstanceOf(R2dbcPermissionDeniedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permit",
                "authorisation_request",
                "worker",
                "employer",
                "document_content",
                "event",
                "tenant",
                "webhook_endpoint",
                "webhook_delivery"
            })
    void hidesAllElseFromTheWorker(String table) {
        assertThatThrownBy(() -> seenByTheWorker(table)).isInstanceOf(R2dbcPermissionDeniedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update event set data = '{}'",
                "delete from event",
                "delete from authorisation_request",
                "delete from attempt",
                "update observation set raw = ''",
                "delete from observation",
                "delete from permit",
                "delete from permit_alert",
                "select * from tenant",
                "select count(*) from flyway_schema_history"
            })
    void letsTheServiceChangeNoHistory(String statement) {
        assertThatThrownBy(() -> got(transactions.write(tenant, tx -> tx.change(Sql.of(statement)))))
                .isInstanceOf(R2dbcPermissionDeniedException.class);
    }

    private void saveARequest() {
        save(aRequest().of(tenant).queued().build());
    }

    private void save(AuthorisationRequest request) {
        got(store.requests().save(aStep(request).due(NOW).build()));
    }

    private long seenByTheWorker(String table) {
        return got(transactions.asWorker(tx -> count(tx, table)));
    }

    private static long seen(Mono<Long> count) {
        return got(count);
    }

    private Mono<Long> countAll(Transaction tx) {
        return tx.one(Sql.of(COUNT_ALL), row -> row.number("seen"));
    }

    private static Mono<Long> count(Transaction tx, String table) {
        return tx.one(Sql.of("select count(*) as seen from " + table), row -> row.number("seen"));
    }

    private static <T> T got(Mono<T> answer) {
        return requireNonNull(answer.block(Duration.ofSeconds(30)));
    }
}
