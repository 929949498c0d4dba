package fr.passerelle.persistence;

import fr.passerelle.platform.CallCount;
import fr.passerelle.platform.CallCounts;
import fr.passerelle.platform.PlatformHealth.Blame;
import fr.passerelle.platform.PlatformHealth.Operation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One row a minute for each operation and each kind of trouble; what is older than an hour is deleted. */
final class R2dbcCallCounts implements CallCounts {
    private static final Duration KEPT = Duration.ofHours(1);

    /** In the same order by all replicas, so that none waits for one that waits for it. */
    private static final Comparator<CallCount> ORDER = Comparator.comparing(CallCount::minute)
            .thenComparing(CallCount::operation)
            .thenComparing(CallCount::blame);

    private static final String ADD = """
        insert into platform_call (minute, operation, blame, calls, first_at, last_at) values ($1, $2, $3, $4, $5, $6)
        on conflict (minute, operation, blame) do update
        set calls = platform_call.calls + excluded.calls,
            first_at = least(platform_call.first_at, excluded.first_at),
            last_at = greatest(platform_call.last_at, excluded.last_at)
        """;

    private static final String FORGET = "delete from platform_call where minute < $1";

    private static final String SINCE =
            "select * from platform_call where minute >= $1 order by minute, operation, blame";

    private final Transactions transactions;

    R2dbcCallCounts(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Mono<Void> add(List<CallCount> counts) {
        List<CallCount> ordered = counts.stream().sorted(ORDER).toList();
        return ordered.isEmpty() ? Mono.empty() : transactions.asNobody(tx -> add(tx, ordered));
    }

    private static Mono<Void> add(Transaction tx, List<CallCount> counts) {
        return Flux.fromIterable(counts)
                .concatMap(count -> tx.change(add(count)))
                .then(tx.change(Sql.of(FORGET, counts.getLast().minute().minus(KEPT))))
                .then();
    }

    private static Sql add(CallCount count) {
        return Sql.of(
                ADD,
                count.minute(),
                Columns.nameOf(count.operation()),
                Columns.nameOf(count.blame()),
                count.calls(),
                count.first(),
                count.last());
    }

    @Override
    public Mono<List<CallCount>> since(Instant from) {
        Sql sql = Sql.of(SINCE, from.truncatedTo(ChronoUnit.MINUTES));
        return transactions.asNobody(tx -> tx.all(sql, R2dbcCallCounts::read));
    }

    private static CallCount read(StoredRow row) {
        return new CallCount(
                row.constant("operation", Operation.class),
                row.constant("blame", Blame.class),
                row.number("calls"),
                row.instant("first_at"),
                row.instant("last_at"));
    }
}
