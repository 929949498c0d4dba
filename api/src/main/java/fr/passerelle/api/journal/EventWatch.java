package fr.passerelle.api.journal;

import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Journal;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Lets callers wait until their journal goes further. One look at the journals of all that wait at this replica serves them all,
 * and there is none while nobody waits: who waits holds a place in memory, and neither a thread nor a connection to the database.
 */
@Component
final class EventWatch {
    static final Duration LOOK = Duration.ofMillis(250);
    static final int MOST_OF_A_TENANT = 20;

    private final Scheduler timer;
    private final Flux<Map<TenantId, Long>> looks;
    private final ConcurrentMap<TenantId, Integer> waiting = new ConcurrentHashMap<>();
    private final Sinks.Empty<Void> closing = Sinks.empty();

    @Autowired
    EventWatch(Journal journal) {
        this(journal::latest, Schedulers.parallel());
    }

    /** A watch that looks in this way, on a timer of one's own. */
    EventWatch(Function<Set<TenantId>, Mono<Map<TenantId, Long>>> latest, Scheduler timer) {
        this.timer = timer;
        this.looks = Flux.interval(LOOK, timer)
                .onBackpressureDrop()
                .concatMap(_ -> latest.apply(Set.copyOf(waiting.keySet())).onErrorResume(EventWatch::lookAgain))
                .share();
    }

    /** Whoever waits is told nothing, and answered in time all the same. */
    private static Mono<Map<TenantId, Long>> lookAgain(Throwable failure) {
        return Mono.empty();
    }

    /**
     * Waits for an answer.
     *
     * @param answer gives one as soon as there is something to say, and otherwise goes on with {@link #further}
     * @param otherwise what is said when the time is up, when this replica ends, and at once when too many wait for the tenant
     */
    <T> Mono<T> during(TenantId tenant, Duration longest, Mono<T> answer, T otherwise) {
        return Mono.defer(() -> {
            if (waiting.merge(tenant, 1, Integer::sum) > MOST_OF_A_TENANT) {
                left(tenant);
                return Mono.just(otherwise);
            }
            Mono<Void> end = Mono.firstWithSignal(Mono.delay(longest, timer).then(), closing.asMono());
            return Mono.firstWithSignal(answer, end.thenReturn(otherwise)).doFinally(_ -> left(tenant));
        });
    }

    private void left(TenantId tenant) {
        waiting.computeIfPresent(tenant, (_, callers) -> callers == 1 ? null : callers - 1);
    }

    /** Completes when the journal of a tenant for whom somebody {@link #during waits} goes beyond a position. */
    Mono<Void> further(TenantId tenant, long position) {
        return looks.filter(latest -> latest.getOrDefault(tenant, 0L) > position)
                .next()
                .then();
    }

    /** Before the server lets the calls under way end. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing.tryEmitEmpty();
    }
}
