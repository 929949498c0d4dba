package fr.passerelle.persistence;

import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Idempotencies;
import fr.passerelle.journal.Idempotency;
import java.time.InstantSource;
import reactor.core.publisher.Mono;

final class R2dbcIdempotencies implements Idempotencies {
    private final Transactions transactions;
    private final InstantSource clock;

    R2dbcIdempotencies(Transactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Mono<Earlier> find(TenantId tenant, Idempotency idempotency) {
        Sql sql = Sql.of(IdempotencyRows.FIND, tenant.value(), idempotency.key(), clock.instant());
        return transactions
                .read(tenant, tx -> tx.one(sql, row -> earlier(row, idempotency)))
                .defaultIfEmpty(new Earlier.None());
    }

    private static Earlier earlier(StoredRow row, Idempotency idempotency) {
        return row.text("fingerprint").equals(idempotency.fingerprint())
                ? new Earlier.Same(row.uuid("subject"))
                : new Earlier.Other();
    }
}
