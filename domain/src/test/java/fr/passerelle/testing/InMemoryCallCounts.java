package fr.passerelle.testing;

import fr.passerelle.platform.CallCount;
import fr.passerelle.platform.CallCounts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** Counts of calls in memory. */
public final class InMemoryCallCounts implements CallCounts {
    private final Map<List<Object>, CallCount> counts = new ConcurrentHashMap<>();
    private boolean isAway;

    /** Fails from now on, until it is back. */
    public void goAway() {
        isAway = true;
    }

    public void comeBack() {
        isAway = false;
    }

    @Override
    public Mono<Void> add(List<CallCount> added) {
        return Mono.fromRunnable(() -> {
            if (isAway) {
                throw new IllegalStateException("away");
            }
            added.forEach(count -> counts.merge(key(count), count, CallCount::and));
        });
    }

    private static List<Object> key(CallCount count) {
        return List.of(count.operation(), count.blame(), count.minute());
    }

    @Override
    public Mono<List<CallCount>> since(Instant from) {
        Instant minute = from.truncatedTo(ChronoUnit.MINUTES);
        return Mono.fromSupplier(() -> counts.values().stream()
                .filter(count -> !count.minute().isBefore(minute))
                .toList());
    }
}
