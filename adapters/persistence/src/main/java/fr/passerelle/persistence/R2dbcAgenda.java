package fr.passerelle.persistence;

import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.requests.Agenda;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

final class R2dbcAgenda implements Agenda {
    private static final String DUE = """
        select tenant_id, request_id, due_at from request_timer
        where due_at <= $1
        order by due_at, tenant_id, request_id
        limit $2
        """;

    private static final String DUE_BEHIND = """
        select tenant_id, request_id, due_at from request_timer
        where due_at <= $1 and (due_at, tenant_id, request_id) > ($3, $4, $5)
        order by due_at, tenant_id, request_id
        limit $2
        """;

    private final Transactions transactions;

    R2dbcAgenda(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Mono<List<Entry>> due(Instant now, Optional<Entry> after, int max) {
        Sql sql = after.map(entry -> Sql.of(
                        DUE_BEHIND,
                        now,
                        max,
                        entry.at(),
                        entry.tenant().value(),
                        entry.request().value()))
                .orElseGet(() -> Sql.of(DUE, now, max));
        return transactions.asWorker(tx -> tx.all(
                sql,
                row -> new Entry(
                        new TenantId(row.uuid("tenant_id")),
                        new RequestId(row.uuid("request_id")),
                        row.instant("due_at"))));
    }
}
