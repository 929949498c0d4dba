package fr.passerelle.persistence;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.EndpointId;
import fr.passerelle.ids.EventId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.EventType;
import fr.passerelle.webhooks.Deliveries;
import fr.passerelle.webhooks.Delivery;
import fr.passerelle.webhooks.Endpoint;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

final class R2dbcDeliveries implements Deliveries {
    private static final String SELECT = """
        select
            event_id, position, event_type, state, attempts, first_attempt_at, last_attempt_at, next_attempt_at,
            last_outcome, took_ms
        from webhook_delivery
        """;

    private static final String FIND = SELECT + "where tenant_id = $1 and endpoint_id = $2 and event_id = $3";

    private static final String GIVE_A_TURN = """
        update webhook_turn set retry_at = least(retry_at, $3)
        where tenant_id = $1 and endpoint_id = $2 and state not in ('disabled', 'deleted')
        """;

    private static final String RECOVER = """
        with wanted as (
            %s
        ), counted as (
            select count(*) as messages from wanted
        ), recovered as (
            insert into webhook_delivery (
                tenant_id, endpoint_id, event_id, position, event_type, state, attempts, next_attempt_at)
            select $1, $2, wanted.id, wanted.position, wanted.type, 'pending', 0, $5
            from wanted cross join counted where counted.messages <= $6
            on conflict (tenant_id, endpoint_id, event_id) do update set
                state = excluded.state, attempts = 0, first_attempt_at = null, last_attempt_at = null,
                next_attempt_at = excluded.next_attempt_at, last_outcome = null, took_ms = null
        )
        select messages from counted
        """;

    private static final String GIVEN_UP = """
        select event_id as id, position, event_type as type from webhook_delivery
            where tenant_id = $1 and endpoint_id = $2 and event_id >= $3 and event_id < $4
                and state = 'given_up' and position > 0
        """;

    private static final String ALL = """
        select event.id, event.position, event.type
            from event join webhook_turn as turn on turn.tenant_id = $1 and turn.endpoint_id = $2
            where event.tenant_id = $1 and event.position <= turn.position
                and event.position >= (select oldest from journal_position where tenant_id = $1)
                and event.occurred_at >= $3 and event.occurred_at < $4
                and (cardinality($7::text[]) = 0 or event.type = any ($7))
                and (cardinality($8::text[]) = 0 or case event.subject_type
                    when 'employer' then event.subject_id else event.data ->> 'employer_id' end = any ($8))
                and event.subject_id <> $9
        """;

    private static final String RECOVER_GIVEN_UP = RECOVER.formatted(GIVEN_UP);
    private static final String RECOVER_ALL = RECOVER.formatted(ALL);

    private static final String TURNS = "select tenant_id, endpoint_id, state from webhook_turn";

    private static final String FORGET = """
        delete from webhook_delivery
        where tenant_id = $1 and endpoint_id = $2 and event_id in (
            select event_id from webhook_delivery
            where tenant_id = $1 and endpoint_id = $2
                and ($3 or (event_id < $4 and (state <> 'pending' or position > 0)))
            order by event_id
            limit $5)
        """;

    private static final String END = """
        delete from webhook_turn as turn where tenant_id = $1 and endpoint_id = $2 and state = 'deleted'
            and not exists (select from webhook_delivery where tenant_id = $1 and endpoint_id = $2)
        """;

    private final Transactions transactions;

    R2dbcDeliveries(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Mono<List<Delivery>> list(
            TenantId tenant, EndpointId endpoint, Filter filter, @Nullable EventId after, int limit) {
        Query query = Query.of(SELECT, tenant).and("endpoint_id = ?", endpoint.value());
        if (filter.state() != null) {
            query.and("state = ?", Columns.nameOf(filter.state()));
        }
        if (filter.type() != null) {
            query.and("event_type = ?", filter.type().publicName());
        }
        if (filter.since() != null) {
            query.and("event_id >= ?", EventId.lowestAt(filter.since()).value());
        }
        if (after != null) {
            query.and("event_id < ?", after.value());
        }
        Sql sql = query.orderedBy("event_id desc", limit);
        return transactions.read(tenant, tx -> tx.all(sql, WebhookRows::readDelivery));
    }

    @Override
    public Mono<Delivery> find(TenantId tenant, EndpointId endpoint, EventId event) {
        Sql sql = Sql.of(FIND, tenant.value(), endpoint.value(), event.value());
        return transactions.read(tenant, tx -> tx.one(sql, WebhookRows::readDelivery));
    }

    @Override
    public Mono<Void> put(TenantId tenant, EndpointId endpoint, Delivery due) {
        Instant at = due.nextAttemptAt() == null ? Instant.EPOCH : due.nextAttemptAt();
        return transactions.write(
                tenant, tx -> giveATurn(tx, tenant, endpoint, at).then(WebhookRows.put(tx, tenant, endpoint, due)));
    }

    /** Before the delivery is changed, as in every step: whoever sends holds the turn, and then changes deliveries. */
    private static Mono<Void> giveATurn(Transaction tx, TenantId tenant, EndpointId endpoint, Instant at) {
        return tx.change(Sql.of(GIVE_A_TURN, tenant.value(), endpoint.value(), at))
                .then();
    }

    @Override
    public Mono<Long> recover(Endpoint endpoint, Instant since, Instant until, boolean all, Instant now, int most) {
        Sql sql = all ? all(endpoint, since, until, now, most) : givenUp(endpoint, since, until, now, most);
        TenantId tenant = endpoint.tenant();
        return transactions.write(
                tenant,
                tx -> tx.one(sql, row -> row.number("messages"))
                        .flatMap(messages -> messages == 0 || messages > most
                                ? Mono.just(messages)
                                : giveATurn(tx, tenant, endpoint.id(), now).thenReturn(messages)));
    }

    private static Sql givenUp(Endpoint endpoint, Instant since, Instant until, Instant now, int most) {
        return Sql.of(
                RECOVER_GIVEN_UP,
                endpoint.tenant().value(),
                endpoint.id().value(),
                EventId.lowestAt(since).value(),
                EventId.lowestAt(until).value(),
                now,
                most);
    }

    private static Sql all(Endpoint endpoint, Instant since, Instant until, Instant now, int most) {
        return Sql.of(
                RECOVER_ALL,
                endpoint.tenant().value(),
                endpoint.id().value(),
                since,
                until,
                now,
                most,
                types(endpoint),
                employers(endpoint),
                endpoint.id().text());
    }

    static String[] types(Endpoint endpoint) {
        return endpoint.profile().types().stream().map(EventType::publicName).toArray(String[]::new);
    }

    static String[] employers(Endpoint endpoint) {
        return endpoint.profile().employers().stream().map(EmployerId::text).toArray(String[]::new);
    }

    @Override
    public Mono<Long> forget(Instant before, int most) {
        return transactions
                .asWorker(tx -> tx.all(Sql.of(TURNS), Turn::read))
                .flatMapMany(Flux::fromIterable)
                .concatMap(turn -> forget(turn, before, most))
                .reduce(0L, Long::sum);
    }

    private Mono<Long> forget(Turn turn, Instant before, int most) {
        Sql forget = Sql.of(
                FORGET,
                turn.tenant().value(),
                turn.endpoint().value(),
                turn.isDeleted(),
                EventId.lowestAt(before).value(),
                most);
        Sql end = Sql.of(END, turn.tenant().value(), turn.endpoint().value());
        return transactions.write(
                turn.tenant(),
                tx -> tx.change(forget)
                        .flatMap(forgotten ->
                                turn.isDeleted() ? tx.change(end).thenReturn(forgotten) : Mono.just(forgotten)));
    }

    private record Turn(TenantId tenant, EndpointId endpoint, boolean isDeleted) {
        static Turn read(StoredRow row) {
            return new Turn(
                    new TenantId(row.uuid("tenant_id")),
                    new EndpointId(row.uuid("endpoint_id")),
                    row.text("state").equals("deleted"));
        }
    }
}
