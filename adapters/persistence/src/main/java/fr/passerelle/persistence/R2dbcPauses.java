package fr.passerelle.persistence;

import fr.passerelle.ids.TenantId;
import fr.passerelle.work.Pauses;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Everybody's pause is the row of the tenant whose id is all zeros. Thrown as the worker, who sees all tenants. */
final class R2dbcPauses implements Pauses {
    private static final UUID EVERYBODY = new UUID(0, 0);

    private static final String PAUSE = """
        insert into work_pause (tenant_id, reason) values ($1, $2)
        on conflict (tenant_id) do update set reason = excluded.reason
        """;
    private static final String RESUME = "delete from work_pause where tenant_id = $1";
    private static final String ALL = "select * from work_pause order by since, tenant_id";
    private static final String OF = "select * from pause_of($1)";

    private final Transactions transactions;

    R2dbcPauses(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Mono<Void> pause(Optional<TenantId> tenant, String reason) {
        Sql sql = Sql.of(PAUSE, id(tenant), reason);
        return transactions.asWorker(tx -> tx.change(sql)).then();
    }

    @Override
    public Mono<Boolean> resume(Optional<TenantId> tenant) {
        Sql sql = Sql.of(RESUME, id(tenant));
        return transactions.asWorker(tx -> tx.change(sql)).map(ended -> ended > 0);
    }

    @Override
    public Mono<List<Pause>> all() {
        return transactions.asWorker(tx -> tx.all(Sql.of(ALL), R2dbcPauses::read));
    }

    @Override
    public Mono<Pause> of(TenantId tenant) {
        return transactions.readBy(tx -> tx.one(Sql.of(OF, tenant.value()), R2dbcPauses::read));
    }

    private static UUID id(Optional<TenantId> tenant) {
        return tenant.map(TenantId::value).orElse(EVERYBODY);
    }

    private static Pause read(StoredRow row) {
        UUID id = row.uuid("tenant_id");
        Optional<TenantId> tenant = id.equals(EVERYBODY) ? Optional.empty() : Optional.of(new TenantId(id));
        return new Pause(tenant, row.instant("since"), row.text("reason"));
    }
}
