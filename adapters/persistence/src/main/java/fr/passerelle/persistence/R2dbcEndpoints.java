package fr.passerelle.persistence;

import fr.passerelle.ids.EndpointId;
import fr.passerelle.ids.EventId;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.webhooks.Endpoint;
import fr.passerelle.webhooks.Endpoints;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

final class R2dbcEndpoints implements Endpoints {
    private static final String SELECT = """
        select
            tenant_id, id, profile, state, state_since, state_reason, is_verified, keys, version, created_at, updated_at
        from webhook_endpoint
        """;

    private static final String FIND = SELECT + "where tenant_id = $1 and id = $2";
    private static final String COUNT = "select count(*) as endpoints from webhook_endpoint where tenant_id = $1";

    /** A turn begins at the end of the journal as it is before the event that tells of it. */
    private static final String BEGIN = """
        insert into webhook_turn (tenant_id, endpoint_id, state, position, is_following)
        values ($1, $2, $3, coalesce((select position from journal_position where tenant_id = $1), 0), false)
        """;

    private static final String REDIRECT = """
        update webhook_turn set
            state = $3, claim_id = null, lease_until = null,
            is_following = ($3 = 'enabled'),
            retry_at = case when $3 <> 'disabled' then $4::timestamptz end,
            position = case when $5 then
                coalesce((select position from journal_position where tenant_id = $1), 0) else position end,
            failures = case when $6 then 0 else failures end,
            failing_since = case when $6 then null else failing_since end
        where tenant_id = $1 and endpoint_id = $2
        """;

    private static final String FORGET_QUESTION = """
        delete from webhook_delivery
        where tenant_id = $1 and endpoint_id = $2 and state = 'pending' and event_type = 'webhook_endpoint.verification'
        """;

    private static final String DELETE =
            "delete from webhook_endpoint where tenant_id = $1 and id = $2 and version = $3";
    private static final String END = """
        update webhook_turn
        set state = 'deleted', claim_id = null, lease_until = null, is_following = false, retry_at = null
        where tenant_id = $1 and endpoint_id = $2
        """;

    private static final String STANDING = """
        select turn.failures, turn.failing_since, turn.last_success_at, turn.last_failure_at, turn.last_failure,
            coalesce(head.position, 0) - turn.position as behind,
            (select count(*) from webhook_delivery as waiting
             where waiting.tenant_id = $1 and waiting.endpoint_id = $2 and waiting.state = 'pending') as pending,
            (select event_id from webhook_delivery as waiting
             where waiting.tenant_id = $1 and waiting.endpoint_id = $2 and waiting.state = 'pending'
             order by event_id limit 1) as oldest_pending,
            (select occurred_at from event
             where event.tenant_id = $1 and event.position > turn.position order by event.position limit 1) as next_event_at
        from webhook_turn as turn left join journal_position as head using (tenant_id)
        where turn.tenant_id = $1 and turn.endpoint_id = $2 and turn.state <> 'deleted'
        """;

    private final Transactions transactions;
    private final IdempotencyRows keys;

    R2dbcEndpoints(Transactions transactions, IdempotencyRows keys) {
        this.transactions = transactions;
        this.keys = keys;
    }

    @Override
    public Mono<SaveOutcome> save(
            Endpoint next, long before, Event event, Redirection redirection, @Nullable Idempotency idempotency) {
        TenantId tenant = next.tenant();
        return transactions.save(
                tenant,
                tx -> Steps.inOrder(
                        keys.remember(tx, tenant, idempotency, next.id().value(), false),
                        Steps.storeVersion(tx, "webhook_endpoint", WebhookRows.columns(next), before),
                        before == 0 ? begin(tx, next) : Mono.empty(),
                        redirect(tx, next, redirection),
                        redirection
                                .question()
                                .map(asked -> ask(tx, next, asked))
                                .orElseGet(Mono::empty),
                        EventRows.append(tx, tenant, List.of(event))));
    }

    private static Mono<Void> begin(Transaction tx, Endpoint endpoint) {
        Sql begin =
                Sql.of(BEGIN, endpoint.tenant().value(), endpoint.id().value(), WebhookRows.codeOf(endpoint.state()));
        return tx.change(begin).then();
    }

    private static Mono<Void> redirect(Transaction tx, Endpoint endpoint, Redirection redirection) {
        Sql redirect = Sql.of(
                REDIRECT,
                endpoint.tenant().value(),
                endpoint.id().value(),
                WebhookRows.codeOf(endpoint.state()),
                endpoint.updatedAt(),
                redirection.isSkipping(),
                redirection.isFresh());
        return tx.change(redirect).then();
    }

    private static Mono<Void> ask(Transaction tx, Endpoint endpoint, fr.passerelle.webhooks.Delivery question) {
        Sql forget =
                Sql.of(FORGET_QUESTION, endpoint.tenant().value(), endpoint.id().value());
        return tx.change(forget).then(WebhookRows.put(tx, endpoint.tenant(), endpoint.id(), question));
    }

    @Override
    public Mono<SaveOutcome> delete(Endpoint last, Event event) {
        UUID tenant = last.tenant().value();
        UUID id = last.id().value();
        return transactions.save(
                last.tenant(),
                tx -> Steps.inOrder(
                        tx.change(Sql.of(DELETE, tenant, id, last.version() - 1))
                                .flatMap(Steps::staleIfNone),
                        tx.change(Sql.of(END, tenant, id)).then(),
                        EventRows.append(tx, last.tenant(), List.of(event))));
    }

    @Override
    public Mono<Endpoint> find(TenantId tenant, EndpointId id) {
        Sql sql = Sql.of(FIND, tenant.value(), id.value());
        return transactions.read(tenant, tx -> tx.one(sql, WebhookRows::readEndpoint));
    }

    @Override
    public Mono<List<Endpoint>> list(TenantId tenant, Paging paging) {
        Sql sql = Query.of(SELECT, tenant).page("updated_at", paging);
        return transactions.read(tenant, tx -> tx.all(sql, WebhookRows::readEndpoint));
    }

    @Override
    public Mono<Long> count(TenantId tenant) {
        return transactions.read(tenant, tx -> tx.one(Sql.of(COUNT, tenant.value()), row -> row.number("endpoints")));
    }

    @Override
    public Mono<Standing> standing(TenantId tenant, EndpointId id) {
        Sql sql = Sql.of(STANDING, tenant.value(), id.value());
        return transactions.read(tenant, tx -> tx.one(sql, R2dbcEndpoints::readStanding));
    }

    private static Standing readStanding(StoredRow row) {
        UUID oldest = row.uuidOrNull("oldest_pending");
        Optional<Instant> pending = Optional.ofNullable(oldest).map(id -> new EventId(id).madeAt());
        Optional<Instant> ahead = Optional.ofNullable(row.instantOrNull("next_event_at"));
        return new Standing(
                WebhookRows.readHealth(row),
                row.number("behind"),
                row.number("pending"),
                Stream.of(pending, ahead).flatMap(Optional::stream).min(Instant::compareTo));
    }
}
