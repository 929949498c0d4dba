package fr.passerelle.persistence;

import fr.passerelle.ids.TenantId;
import fr.passerelle.parties.Tenants;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** A tenant's id never changes, so it is read once and kept; there are as many as clients of the trusted issuers. */
final class R2dbcTenants implements Tenants {
    private static final String TENANT_OF = "select tenant_of($1, $2, $3) as id";

    private final Transactions transactions;
    private final InstantSource clock;
    private final Map<Name, TenantId> known = new ConcurrentHashMap<>();

    R2dbcTenants(Transactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Mono<TenantId> tenantOf(String issuer, String claim) {
        Name name = new Name(issuer, claim);
        return Mono.fromSupplier(() -> known.get(name)).switchIfEmpty(Mono.defer(() -> stored(name)));
    }

    private Mono<TenantId> stored(Name name) {
        UUID candidate = TenantId.next(clock.instant()).value();
        Sql sql = Sql.of(TENANT_OF, name.issuer, name.claim, candidate);
        return transactions
                .asNobody(tx -> tx.one(sql, row -> new TenantId(row.uuid("id"))))
                .doOnNext(tenant -> known.put(name, tenant));
    }

    private record Name(String issuer, String claim) {}
}
