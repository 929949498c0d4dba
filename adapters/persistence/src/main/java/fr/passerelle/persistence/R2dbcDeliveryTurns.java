package fr.passerelle.persistence;

import fr.passerelle.ids.EndpointId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.webhooks.Delivery;
import fr.passerelle.webhooks.DeliveryTurns;
import fr.passerelle.webhooks.Endpoint;
import fr.passerelle.webhooks.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Leases are timed by the database's clock, which all replicas share; messages are due by the caller's. */
final class R2dbcDeliveryTurns implements DeliveryTurns {
    /** Those that another replica is leasing at this moment are passed over. */
    private static final String CLAIM = """
        with due as (
            select turn.tenant_id, turn.endpoint_id
            from webhook_turn as turn left join journal_position as head using (tenant_id)
            where (turn.lease_until is null or turn.lease_until < clock_timestamp())
                and (turn.retry_at <= $1 or (turn.is_following and turn.position < head.position))
            order by turn.served_at nulls first
            limit $3
            for update of turn skip locked
        )
        update webhook_turn as turn
        set claim_id = gen_random_uuid(),
            lease_until = clock_timestamp() + $2 * interval '1 millisecond',
            served_at = clock_timestamp()
        from due
        where turn.tenant_id = due.tenant_id and turn.endpoint_id = due.endpoint_id
        returning turn.tenant_id, turn.endpoint_id, turn.claim_id
        """;

    private static final String OPEN = """
        select endpoint.tenant_id, endpoint.id, endpoint.profile, endpoint.state, endpoint.state_since,
            endpoint.state_reason, endpoint.is_verified, endpoint.keys, endpoint.version, endpoint.created_at,
            endpoint.updated_at, turn.position, turn.failures, turn.failing_since, turn.last_success_at,
            turn.last_failure_at, turn.last_failure
        from webhook_turn as turn
        join webhook_endpoint as endpoint on endpoint.tenant_id = turn.tenant_id and endpoint.id = turn.endpoint_id
        where turn.tenant_id = $1 and turn.endpoint_id = $2 and turn.claim_id = $3
        """;

    /** A message that is in no journal has no event. */
    private static final String PENDING = """
        select delivery.event_id, delivery.position, delivery.event_type, delivery.state, delivery.attempts,
            delivery.first_attempt_at, delivery.last_attempt_at, delivery.next_attempt_at, delivery.last_outcome,
            delivery.took_ms, delivery.tenant_id, event.id, event.type, event.subject_type, event.subject_id,
            event.sequence, event.occurred_at, event.data
        from (
            select * from webhook_delivery
            where tenant_id = $1 and endpoint_id = $2 and state = 'pending' and %s
            limit $3
        ) as delivery
        left join event on event.tenant_id = $1 and event.position = delivery.position and delivery.position > 0
        where delivery.position = 0 or event.id is not null
        """;

    private static final Map<Pick, String> PENDING_OF = Map.of(
            Pick.DUE,
            PENDING.formatted("next_attempt_at <= $4 and event_type <> 'webhook_endpoint.verification'"
                    + " order by next_attempt_at, event_id"),
            Pick.LONGEST_UNTRIED,
            PENDING.formatted("event_type <> 'webhook_endpoint.verification' and $4::timestamptz is not null"
                    + " order by last_attempt_at nulls first, event_id"),
            Pick.QUESTION,
            PENDING.formatted("next_attempt_at <= $4 and event_type = 'webhook_endpoint.verification'"
                    + " order by next_attempt_at, event_id"));

    private static final String EVENTS = "select events, up_to, has_more from webhook_events($1, $2, $3, $4, $5, $6)";

    private static final String STORE = """
        select webhook_store($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) as is_ours
        """;

    private static final String BACKLOG = """
        select case when turn.state = 'enabled' and turn.failures >= $1 then 'failing' else turn.state end as state,
            count(*) as endpoints,
            coalesce(sum(head.position - turn.position) filter (where turn.is_following), 0)::bigint as events
        from webhook_turn as turn left join journal_position as head using (tenant_id)
        where turn.state <> 'deleted'
        group by 1
        """;

    private final Transactions transactions;

    R2dbcDeliveryTurns(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Mono<List<Turn>> claim(Instant now, Duration lease, int max) {
        Sql sql = Sql.of(CLAIM, now, lease.toMillis(), max);
        return transactions.asWorker(tx -> tx.all(sql, R2dbcDeliveryTurns::readTurn));
    }

    private static Turn readTurn(StoredRow row) {
        return new Turn(
                new TenantId(row.uuid("tenant_id")), new EndpointId(row.uuid("endpoint_id")), row.uuid("claim_id"));
    }

    @Override
    public Mono<Opened> open(Turn turn) {
        Sql sql = Sql.of(OPEN, turn.tenant().value(), turn.endpoint().value(), turn.claim());
        return transactions.read(turn.tenant(), tx -> tx.one(sql, row -> readOpened(turn, row)));
    }

    private static Opened readOpened(Turn turn, StoredRow row) {
        return new Opened(turn, WebhookRows.readEndpoint(row), WebhookRows.readHealth(row), row.number("position"));
    }

    @Override
    public Mono<List<Due>> pending(Opened opened, Pick which, Instant now, int max) {
        Turn turn = opened.turn();
        Sql sql = Sql.of(
                PENDING_OF.getOrDefault(which, ""),
                turn.tenant().value(),
                turn.endpoint().value(),
                max,
                now);
        return transactions.read(turn.tenant(), tx -> tx.all(sql, row -> readDue(turn, row)));
    }

    private static Due readDue(Turn turn, StoredRow row) {
        Delivery before = WebhookRows.readDelivery(row);
        return before.position() == 0 ? Due.ofNoJournal(turn, before) : new Due(EventRows.read(row), before);
    }

    @Override
    public Mono<Page> events(Opened opened, long after, int max) {
        Endpoint endpoint = opened.endpoint();
        Sql sql = Sql.of(
                EVENTS,
                endpoint.tenant().value(),
                endpoint.id().text(),
                after,
                R2dbcDeliveries.types(endpoint),
                R2dbcDeliveries.employers(endpoint),
                max);
        return transactions.readBy(tx -> tx.one(sql, R2dbcDeliveryTurns::readPage));
    }

    private static Page readPage(StoredRow row) {
        List<RecordedEvent> events = row.json("events", JsonNode.class)
                .valueStream()
                .map(event -> EventRows.read(new StoredRow(new JsonRow(event))))
                .toList();
        return new Page(events, row.number("up_to"), row.flag("has_more"));
    }

    /** One round trip, unless the endpoint itself changes, which is rare. */
    @Override
    public Mono<Boolean> store(Turn turn, Step step, Duration lease) {
        Sql store = store(turn, step, lease.toMillis());
        return step.change()
                .map(change -> storeWith(change, turn, store))
                .orElseGet(() -> transactions.call(tx -> isOurs(tx, store)));
    }

    private Mono<Boolean> storeWith(Changed change, Turn turn, Sql store) {
        Endpoint next = change.next();
        return transactions
                .save(
                        turn.tenant(),
                        tx -> Steps.inOrder(
                                isOurs(tx, store).flatMap(R2dbcDeliveryTurns::orRefuse),
                                Steps.storeVersion(
                                        tx, "webhook_endpoint", WebhookRows.columns(next), next.version() - 1),
                                EventRows.append(tx, turn.tenant(), List.of(change.event()))))
                .map(outcome -> outcome instanceof SaveOutcome.Stored);
    }

    private static Mono<Boolean> isOurs(Transaction tx, Sql store) {
        return tx.one(store, row -> row.flag("is_ours"));
    }

    private static Mono<Void> orRefuse(boolean isOurs) {
        return isOurs ? Mono.empty() : Mono.error(new Refusal(new SaveOutcome.LeaseLost()));
    }

    private static Sql store(Turn turn, Step step, long leaseMillis) {
        Health health = step.health();
        return Sql.of(
                STORE,
                turn.tenant().value(),
                turn.endpoint().value(),
                turn.claim(),
                StoredJson.of(step.outcomes().stream().map(WebhookRows.Line::of).toList()),
                step.position(),
                Sql.orNull(
                        step.change()
                                .map(change -> WebhookRows.codeOf(change.next().state()))
                                .orElse(null),
                        String.class),
                health.failures(),
                Sql.orNull(health.failingSince(), Instant.class),
                Sql.orNull(health.lastSuccessAt(), Instant.class),
                Sql.orNull(health.lastFailureAt(), Instant.class),
                Sql.orNull(health.lastFailure(), String.class),
                Sql.orNull(step.probeAt().orElse(null), Instant.class),
                step.isLast(),
                leaseMillis);
    }

    @Override
    public Mono<Backlog> backlog() {
        return transactions
                .asWorker(tx -> tx.all(Sql.of(BACKLOG, Health.FAILING), Counted::read))
                .map(R2dbcDeliveryTurns::backlog);
    }

    private static Backlog backlog(List<Counted> states) {
        return new Backlog(
                states.stream().mapToLong(Counted::events).sum(),
                states.stream().collect(Collectors.toMap(Counted::state, Counted::endpoints)));
    }

    private record Counted(String state, long endpoints, long events) {
        static Counted read(StoredRow row) {
            return new Counted(row.text("state"), row.number("endpoints"), row.number("events"));
        }
    }
}
