package fr.passerelle.api.platform;

import fr.passerelle.api.http.ApiProblem;
import fr.passerelle.api.http.ProblemCode;
import fr.passerelle.ids.TenantId;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Tells whoever listens how the platform is: at once, and again whenever that changes. After the first look, one serves
 * all that listen to this replica. A stream ends when nothing can be said, when the replica ends, and after a while in any case, so that tokens are
 * asked for again and listeners spread over the replicas; whoever listens connects again.
 */
@Component
final class StatusStream {
    static final Duration LOOK = Duration.ofSeconds(2);
    /** Sooner than proxies take a silent connection for a dead one. */
    static final Duration BEAT = Duration.ofSeconds(15);

    static final Duration LONGEST = Duration.ofMinutes(15);
    static final int MOST_OF_A_TENANT = 10;

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Scheduler timer;
    private final Flux<StatusView> changes;
    private final ConcurrentMap<TenantId, Integer> open = new ConcurrentHashMap<>();
    private final Sinks.Empty<Void> closing = Sinks.empty();

    @Autowired
    StatusStream(PlatformStatus status) {
        this(status.now(), Schedulers.parallel());
    }

    /** A stream of what is looked at in this way, on a timer of one's own. */
    StatusStream(Mono<StatusView> status, Scheduler timer) {
        this.timer = timer;
        Flux<StatusView> later = Flux.interval(LOOK, timer)
                .onBackpressureDrop()
                .concatMap(_ -> status)
                .onErrorComplete()
                .share();
        this.changes = status.concatWith(later.onBackpressureLatest()).distinctUntilChanged(StatusView::news);
    }

    /**
     * Listens for a tenant.
     *
     * @throws ApiProblem signalled, {@code rate_limited}, when the tenant listens as often as it may
     */
    Flux<ServerSentEvent<StatusView>> open(TenantId tenant) {
        return Flux.defer(() -> {
            if (open.merge(tenant, 1, Integer::sum) > MOST_OF_A_TENANT) {
                left(tenant);
                return Flux.error(new ApiProblem(ProblemCode.RATE_LIMITED).retryAfter(LONGEST));
            }
            return events().doFinally(_ -> left(tenant));
        });
    }

    private void left(TenantId tenant) {
        open.computeIfPresent(tenant, (_, streams) -> streams == 1 ? null : streams - 1);
    }

    private Flux<ServerSentEvent<StatusView>> events() {
        Sinks.Empty<Void> silent = Sinks.empty();
        Flux<ServerSentEvent<StatusView>> told =
                changes.map(StatusStream::event).doFinally(_ -> silent.tryEmitEmpty());
        Flux<ServerSentEvent<StatusView>> beats =
                Flux.interval(BEAT, timer).onBackpressureDrop().map(_ -> beat()).takeUntilOther(silent.asMono());
        return Flux.merge(told, beats)
                .takeUntilOther(Mono.firstWithSignal(Mono.delay(LONGEST, timer).then(), closing.asMono()));
    }

    private static ServerSentEvent<StatusView> event(StatusView status) {
        return ServerSentEvent.builder(status).event("status").retry(PAUSE).build();
    }

    private static ServerSentEvent<StatusView> beat() {
        return ServerSentEvent.<StatusView>builder().comment("").build();
    }

    /** Before the server lets the calls under way end. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing.tryEmitEmpty();
    }
}
