package fr.passerelle.persistence;

import fr.passerelle.requests.Restoration;
import fr.passerelle.requests.Restorations;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** In the restored database itself: no replica can miss it. */
final class R2dbcRestorations implements Restorations {
    private static final String LATEST = "select restored_at from restoration order by restored_at desc limit 1";
    private static final String NOTE = "insert into restoration (restored_at) values ($1) on conflict do nothing";

    private final Transactions transactions;

    R2dbcRestorations(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Mono<Restoration> latest() {
        return transactions
                .asNobody(tx -> tx.one(Sql.of(LATEST), row -> new Restoration(row.instant("restored_at"))))
                .defaultIfEmpty(Restoration.NEVER);
    }

    @Override
    public Mono<Void> note(Instant at) {
        return transactions.asNobody(tx -> tx.change(Sql.of(NOTE, at))).then();
    }
}
