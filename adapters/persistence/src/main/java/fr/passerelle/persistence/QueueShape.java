package fr.passerelle.persistence;

import fr.passerelle.work.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * How many requests of which tenant wait to be filed by which hour: enough to tell the place of any of them in a long queue
 * without counting the queue for each. Counted anew when it is a second old, and never so often that counting takes more than a
 * twentieth of the time.
 */
final class QueueShape {
    private static final String COUNT = """
        select tenant_id, date_trunc('hour', deadline) as hour, count(*) as waiting
        from job where lane = 'write' group by tenant_id, hour
        """;

    /** A shorter queue is counted exactly, for each who asks. */
    private static final long SHORT = 1000;

    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final int SHARE = 20;

    private final Transactions transactions;
    private final AtomicBoolean isCounting = new AtomicBoolean();
    private volatile @Nullable Counted latest;

    QueueShape(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The shape of the queue when it is long; empty when it is short, or was never counted. */
    Mono<Counted> ofLongQueue() {
        Counted known = latest;
        if (known == null) {
            return count().flatMap(counted -> Mono.justOrEmpty(longOnly(counted)));
        }
        if (known.isOld() && isCounting.compareAndSet(false, true)) {
            return count().doFinally(_ -> isCounting.set(false))
                    .flatMap(counted -> Mono.justOrEmpty(longOnly(counted)));
        }
        return Mono.justOrEmpty(longOnly(known));
    }

    private static @Nullable Counted longOnly(Counted counted) {
        return counted.all > SHORT ? counted : null;
    }

    private Mono<Counted> count() {
        return Mono.defer(() -> {
            long begin = System.nanoTime();
            return transactions
                    .asWorker(tx -> tx.all(Sql.of(COUNT), Hour::read))
                    .map(hours -> Counted.of(hours, begin, System.nanoTime()))
                    .doOnNext(counted -> latest = counted);
        });
    }

    private record Hour(UUID tenant, Instant hour, long waiting) {
        static Hour read(StoredRow row) {
            return new Hour(row.uuid("tenant_id"), row.instant("hour"), row.number("waiting"));
        }
    }

    /** The queue as it was counted. */
    static final class Counted {
        private final Map<UUID, NavigableMap<Instant, Long>> ofTenants;
        private final long all;
        private final long oldAt;

        private Counted(Map<UUID, NavigableMap<Instant, Long>> ofTenants, long all, long oldAt) {
            this.ofTenants = ofTenants;
            this.all = all;
            this.oldAt = oldAt;
        }

        private static Counted of(List<Hour> hours, long begin, long end) {
            Map<UUID, NavigableMap<Instant, Long>> ofTenants = new HashMap<>();
            hours.forEach(hour ->
                    ofTenants.computeIfAbsent(hour.tenant, _ -> new TreeMap<>()).put(hour.hour, hour.waiting));
            long all = hours.stream().mapToLong(Hour::waiting).sum();
            return new Counted(ofTenants, all, end + Math.max(FRESH.toNanos(), (end - begin) * SHARE));
        }

        private boolean isOld() {
            return System.nanoTime() - oldAt > 0;
        }

        /**
         * The place of a request, in the order that {@link WorkQueue#place} promises: behind all of its hour.
         *
         * @param urgent what has its deadline before goes before turns
         */
        WorkQueue.Place place(UUID tenant, Instant deadline, Instant urgent) {
            if (deadline.isBefore(urgent)) {
                return new WorkQueue.Place(Math.max(1, waitingUntil(deadline, true)), deadline);
            }
            long own = Math.max(1, between(ofTenants.getOrDefault(tenant, new TreeMap<>()), urgent, deadline));
            long others = ofTenants.entrySet().stream()
                    .filter(entry -> !entry.getKey().equals(tenant))
                    .mapToLong(entry -> Math.min(own, between(entry.getValue(), urgent, Instant.MAX)))
                    .sum();
            return new WorkQueue.Place(waitingUntil(urgent, false) + own + others, deadline);
        }

        private long waitingUntil(Instant instant, boolean included) {
            return ofTenants.values().stream()
                    .mapToLong(hours -> sum(hours.headMap(instant, included)))
                    .sum();
        }

        private static long between(NavigableMap<Instant, Long> hours, Instant from, Instant to) {
            return sum(hours.subMap(from, true, to, true));
        }

        private static long sum(Map<Instant, Long> hours) {
            return hours.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
