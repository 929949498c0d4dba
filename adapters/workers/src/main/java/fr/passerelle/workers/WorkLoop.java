package fr.passerelle.workers;

import fr.passerelle.requests.MoveOn;
import fr.passerelle.work.Claim;
import fr.passerelle.work.WorkQueue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
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

    private final WorkQueue queue;
    private final MoveOn moveOn;
    private final WorkerSettings settings;
    private final InstantSource clock;
    private final Counter moved;
    private final Counter failed;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile WorkQueue.Depth depth = new WorkQueue.Depth(0, 0, Duration.ZERO);
    private volatile boolean claiming;
    private volatile boolean stopping;
    private volatile long drainedBy;
    private @Nullable Disposable loop;
    private @Nullable Disposable gauge;

    public WorkLoop(
            WorkQueue queue, MoveOn moveOn, WorkerSettings settings, InstantSource clock, MeterRegistry meters) {
        this.queue = queue;
        this.moveOn = moveOn;
        this.settings = settings;
        this.clock = clock;
        this.moved = meters.counter("passerelle.work.moved");
        this.failed = meters.counter("passerelle.work.failed");
        meters.gauge("passerelle.work.under_way", underWay);
        meters.gauge("passerelle.queue.due", this, loop -> loop.depth.due());
        meters.gauge("passerelle.queue.leased", this, loop -> loop.depth.leased());
        meters.gauge(
                "passerelle.queue.oldest_wait_seconds",
                this,
                loop -> loop.depth.oldestWait().toSeconds());
    }

    /** Begins to work; returns at once. */
    public void start() {
        loop = Mono.defer(this::round)
                .onErrorResume(this::afterFailure)
                .repeat(() -> !stopping)
                .subscribe();
        gauge = Flux.interval(Duration.ofSeconds(5), Schedulers.parallel())
                .onBackpressureDrop()
                .concatMap(tick -> measured())
                .subscribe(latest -> depth = latest);
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
        if (underWay.get() > 0) {
            log.warn("stopped with {} requests under way; their leases pass the duty on", underWay.get());
        }
        if (loop != null) {
            loop.dispose();
        }
        if (gauge != null) {
            gauge.dispose();
        }
    }

    private boolean isBusy() {
        return claiming || underWay.get() > 0;
    }

    private Mono<Void> round() {
        int free = settings.concurrency() - underWay.get();
        return free < 1 ? pause() : claim(free).flatMap(claims -> claims.isEmpty() ? pause() : Mono.empty());
    }

    /** Whoever stops the loop either sees that it is claiming, or is seen here. */
    private Mono<List<Claim>> claim(int free) {
        claiming = true;
        if (stopping) {
            claiming = false;
            return Mono.just(List.of());
        }
        return queue.claim(clock.instant(), settings.lease(), free)
                .flatMap(this::begun)
                .doFinally(_ -> claiming = false);
    }

    /** What was claimed while the process was asked to end is for others. */
    private Mono<List<Claim>> begun(List<Claim> claims) {
        if (stopping) {
            return Flux.fromIterable(claims)
                    .concatMap(claim -> queue.release(claim, clock.instant()))
                    .then(Mono.just(claims));
        }
        claims.forEach(this::begin);
        return Mono.just(claims);
    }

    /** Work goes on beside the loop, so that one slow request does not hold up the next claim. */
    private void begin(Claim claim) {
        underWay.incrementAndGet();
        Disposable renewing = Flux.interval(settings.lease().dividedBy(RENEWALS))
                .onBackpressureDrop()
                .concatMap(tick -> queue.renew(claim, settings.lease()).onErrorReturn(true))
                .takeWhile(ours -> ours)
                .subscribe();
        moveOn.run(claim)
                .doFinally(signal -> finished(renewing))
                .subscribe(nothing -> {}, failure -> failed(claim, failure), moved::increment);
    }

    private void finished(Disposable renewing) {
        renewing.dispose();
        underWay.decrementAndGet();
    }

    private void failed(Claim claim, Throwable failure) {
        failed.increment();
        log.error("request {} was not moved on; it is tried again later", claim.request(), failure);
        moveOn.giveBack(claim)
                .subscribe(
                        nothing -> {},
                        still -> log.warn("request {} keeps its lease until that ends", claim.request(), still));
    }

    private Mono<WorkQueue.Depth> measured() {
        return queue.depth(clock.instant()).onErrorResume(failure -> Mono.empty());
    }

    private Mono<Void> pause() {
        return Mono.delay(settings.idlePause()).then();
    }

    private Mono<Void> afterFailure(Throwable failure) {
        log.error("the queue could not be read; trying again in {}", PAUSE_AFTER_FAILURE, failure);
        return Mono.delay(PAUSE_AFTER_FAILURE).then();
    }
}
