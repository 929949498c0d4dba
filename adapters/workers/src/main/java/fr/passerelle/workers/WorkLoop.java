package fr.passerelle.workers;

import fr.passerelle.pace.Lane;
import fr.passerelle.pace.Pace;
import fr.passerelle.requests.MoveOn;
import fr.passerelle.work.Claim;
import fr.passerelle.work.WorkQueue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Moves due requests on until it is stopped. Never dies of a failing piece of work or of an absent database: it logs, waits
 * and goes on. Work that fails is given back for later; of a process that dies the lease passes it on.
 */
public final class WorkLoop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WorkLoop.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);
    /** In a lease, so that two of them may fail. */
    private static final int RENEWALS = 3;
    /** No work takes so long: it died of something that even its end did not survive, and its lease is let go. */
    private static final Duration LONGEST_WORK = Duration.ofMinutes(30);

    private final WorkQueue queue;
    private final Pace pace;
    private final MoveOn moveOn;
    private final WorkerSettings settings;
    private final InstantSource clock;
    private final Counter moved;
    private final Counter failed;
    private final Map<Lane, AtomicInteger> underWay =
            Map.of(Lane.WRITE, new AtomicInteger(), Lane.READ, new AtomicInteger());
    private volatile WorkQueue.Depth depth = new WorkQueue.Depth(0, 0, Duration.ZERO);
    private volatile boolean stopping;
    private volatile long drainedBy;
    private final AtomicInteger claiming = new AtomicInteger();
    private final Disposable.Composite loops = Disposables.composite();

    public WorkLoop(
            WorkQueue queue,
            Pace pace,
            MoveOn moveOn,
            WorkerSettings settings,
            InstantSource clock,
            MeterRegistry meters) {
        this.queue = queue;
        this.pace = pace;
        this.moveOn = moveOn;
        this.settings = settings;
        this.clock = clock;
        this.moved = meters.counter("passerelle.work.moved");
        this.failed = meters.counter("passerelle.work.failed");
        underWay.forEach(
                (lane, count) -> meters.gauge("passerelle.work.under_way", Tags.of("lane", code(lane)), count));
        meters.gauge("passerelle.queue.due", this, loop -> loop.depth.due());
        meters.gauge("passerelle.queue.leased", this, loop -> loop.depth.leased());
        meters.gauge(
                "passerelle.queue.oldest_wait_seconds",
                this,
                loop -> loop.depth.oldestWait().toSeconds());
    }

    /** Begins to work; returns at once. */
    public void start() {
        underWay.keySet().forEach(lane -> loops.add(rounds(lane)));
        loops.add(Flux.interval(Duration.ofSeconds(5), Schedulers.parallel())
                .onBackpressureDrop()
                .concatMap(tick -> measured())
                .subscribe(latest -> depth = latest));
    }

    /**
     * Claims no more; returns at once, and what is under way goes on. To be called as soon as the process is asked to end: what
     * it has then begun has the longer to end.
     */
    public synchronized void stopClaiming() {
        if (!stopping) {
            drainedBy = System.nanoTime() + settings.drain().toNanos();
            stopping = true;
        }
    }

    /**
     * Waits for what is under way, as long as the settings say from the moment when it stopped to claim. What is left is taken
     * over by its lease.
     */
    @Override
    public void close() {
        stopClaiming();
        while (isBusy() && System.nanoTime() - drainedBy < 0) {
            LockSupport.parkNanos(10_000_000);
        }
        if (allUnderWay() > 0) {
            log.warn("stopped with {} requests under way; their leases pass the duty on", allUnderWay());
        }
        loops.dispose();
    }

    private Disposable rounds(Lane lane) {
        return Mono.defer(() -> round(lane))
                .onErrorResume(this::afterFailure)
                .repeat(() -> !stopping)
                .subscribe();
    }

    private boolean isBusy() {
        return claiming.get() > 0 || allUnderWay() > 0;
    }

    private int allUnderWay() {
        return underWay.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    private AtomicInteger underWay(Lane lane) {
        return Objects.requireNonNull(underWay.get(lane));
    }

    private Mono<Void> round(Lane lane) {
        int free = settings.concurrency() - underWay(lane).get();
        if (stopping || free < 1) {
            return pause();
        }
        return pace.room(lane).flatMap(room -> room == 0 ? pause() : round(lane, free, room));
    }

    private Mono<Void> round(Lane lane, int free, int room) {
        return claim(lane, free, room).flatMap(claims -> claims.isEmpty() ? pause() : Mono.empty());
    }

    /** Whoever stops the loops either sees that this one is claiming, or is seen here. */
    private Mono<List<Claim>> claim(Lane lane, int free, int room) {
        claiming.incrementAndGet();
        Mono<List<Claim>> claims =
                stopping ? Mono.just(List.of()) : queue.claim(lane, clock.instant(), settings.lease(), free, room);
        return claims.flatMap(claimed -> begun(lane, claimed)).doFinally(_ -> claiming.decrementAndGet());
    }

    /** What was claimed while the process was asked to end is for others. */
    private Mono<List<Claim>> begun(Lane lane, List<Claim> claims) {
        if (stopping) {
            return Flux.fromIterable(claims)
                    .concatMap(claim -> queue.release(claim, clock.instant()))
                    .then(Mono.just(List.of()));
        }
        claims.forEach(claim -> begin(lane, claim));
        return Mono.just(claims);
    }

    /** Work goes on beside the loop, so that one slow request does not hold up the next claim. */
    private void begin(Lane lane, Claim claim) {
        underWay(lane).incrementAndGet();
        Duration pause = settings.lease().dividedBy(RENEWALS);
        Disposable renewing = Flux.interval(pause)
                .onBackpressureDrop()
                .take(LONGEST_WORK.dividedBy(pause))
                .concatMap(tick -> queue.renew(claim, settings.lease()).onErrorReturn(true))
                .takeWhile(ours -> ours)
                .subscribe();
        moveOn.run(claim)
                .doOnSuccess(_ -> moved.increment())
                .onErrorResume(failure -> failed(claim, failure))
                .doFinally(_ -> finished(lane, renewing))
                .subscribe();
    }

    private void finished(Lane lane, Disposable renewing) {
        renewing.dispose();
        underWay(lane).decrementAndGet();
    }

    private Mono<Void> failed(Claim claim, Throwable failure) {
        failed.increment();
        log.error("request {} was not moved on; it is tried again later", claim.request(), failure);
        return moveOn.giveBack(claim).onErrorResume(still -> keepsItsLease(claim, still));
    }

    private static Mono<Void> keepsItsLease(Claim claim, Throwable failure) {
        log.warn("request {} keeps its lease until that ends", claim.request(), failure);
        return Mono.empty();
    }

    private Mono<WorkQueue.Depth> measured() {
        return queue.depth(clock.instant()).onErrorResume(failure -> Mono.empty());
    }

    private static String code(Lane lane) {
        return lane.name().toLowerCase(Locale.ROOT);
    }

    private Mono<Void> pause() {
        return Mono.delay(settings.idlePause()).then();
    }

    private Mono<Void> afterFailure(Throwable failure) {
        log.error("the queue could not be read; trying again in {}", PAUSE_AFTER_FAILURE, failure);
        return Mono.delay(PAUSE_AFTER_FAILURE).then();
    }
}
