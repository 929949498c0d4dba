package fr.passerelle.workers;

import fr.passerelle.webhooks.Deliver;
import fr.passerelle.webhooks.DeliveryTurns;
import fr.passerelle.webhooks.DeliveryTurns.Opened;
import fr.passerelle.webhooks.DeliveryTurns.Turn;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Gives endpoints their turns until it is stopped. Each turn goes on beside the others, so that one endpoint that is slow or dead
 * holds up none but itself. Never dies of a failing turn or of an absent database.
 */
public final class DeliveryLoop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DeliveryLoop.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private final DeliveryTurns turns;
    private final Deliver deliver;
    private final DeliverySettings settings;
    private final InstantSource clock;
    private final DeliveryMeters meters;
    private final Map<Turn, DeliveryRun> runs = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final Disposable.Composite loops = Disposables.composite();
    private volatile Sinks.Empty<Void> nudge = Sinks.empty();
    private volatile boolean stopping;

    public DeliveryLoop(
            DeliveryTurns turns,
            Deliver deliver,
            DeliverySettings settings,
            InstantSource clock,
            MeterRegistry meters) {
        this.turns = turns;
        this.deliver = deliver;
        this.settings = settings;
        this.clock = clock;
        this.meters = new DeliveryMeters(turns, meters);
        meters.gauge("passerelle.webhooks.turns", underWay);
    }

    /** Begins to send; returns at once. */
    public void start() {
        loops.add(Mono.defer(this::round)
                .onErrorResume(DeliveryLoop::afterFailure)
                .repeat(() -> !stopping)
                .subscribe());
        loops.add(Flux.interval(BETWEEN_LOOKS, Schedulers.parallel())
                .onBackpressureDrop()
                .concatMap(tick -> meters.look())
                .subscribe());
    }

    /** Looks for something to send at once, and not after its pause. */
    public void nudge() {
        nudge.tryEmitEmpty();
    }

    /** Begins nothing more; returns at once. */
    public void stopClaiming() {
        stopping = true;
        runs.values().forEach(DeliveryRun::end);
    }

    /** Waits for what is being sent, as long as the settings say. What is left is sent again when its lease is over. */
    @Override
    public void close() {
        stopClaiming();
        long giveUp = System.nanoTime() + settings.drain().toNanos();
        while (underWay.get() > 0 && System.nanoTime() - giveUp < 0) {
            LockSupport.parkNanos(10_000_000);
        }
        loops.dispose();
    }

    private Mono<Void> round() {
        Sinks.Empty<Void> next = Sinks.empty();
        nudge = next;
        int free = settings.endpointsAtOnce() - underWay.get();
        if (stopping || free < 1) {
            return pause(next);
        }
        return turns.claim(clock.instant(), settings.lease(), free)
                .flatMap(claimed -> claimed.isEmpty() ? pause(next) : begin(claimed));
    }

    private Mono<Void> begin(List<Turn> claimed) {
        claimed.forEach(this::begin);
        return Mono.empty();
    }

    private void begin(Turn turn) {
        underWay.incrementAndGet();
        turns.open(turn)
                .flatMap(this::run)
                .onErrorResume(failure -> keepsItsLease(turn, failure))
                .doFinally(_ -> finished(turn))
                .subscribe();
    }

    private Mono<Void> run(Opened opened) {
        DeliveryRun run = new DeliveryRun(turns, deliver, settings, clock, meters, opened);
        runs.put(opened.turn(), run);
        if (stopping) {
            run.end();
        }
        return run.run();
    }

    private void finished(Turn turn) {
        runs.remove(turn);
        underWay.decrementAndGet();
        nudge();
    }

    private static Mono<Void> keepsItsLease(Turn turn, Throwable failure) {
        log.error("the turn of webhook endpoint {} broke off; its lease passes it on", turn.endpoint(), failure);
        return Mono.empty();
    }

    private Mono<Void> pause(Sinks.Empty<Void> nudged) {
        return Mono.firstWithSignal(Mono.delay(settings.idlePause()).then(), nudged.asMono());
    }

    private static Mono<Void> afterFailure(Throwable failure) {
        log.error("no turns of webhook endpoints could be taken; trying again in {}", PAUSE_AFTER_FAILURE, failure);
        return Mono.delay(PAUSE_AFTER_FAILURE).then();
    }
}
