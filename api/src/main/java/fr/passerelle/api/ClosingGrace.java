package fr.passerelle.api;

import fr.passerelle.workers.DeliveryLoop;
import fr.passerelle.workers.WorkLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/**
 * The first thing that happens when the process is asked to end. It says that it is not ready, which Spring Boot has done just
 * before, and claims no more work; but it goes on serving for a while, since balancers learn of it only when they ask. Then the
 * server closes, and lets the calls under way end.
 */
final class ClosingGrace implements SmartLifecycle {
    private final WorkLoop work;
    private final DeliveryLoop deliveries;
    private final Duration grace;
    private volatile boolean running;

    ClosingGrace(WorkLoop work, DeliveryLoop deliveries, Duration grace) {
        this.work = work;
        this.deliveries = deliveries;
        this.grace = grace;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop(Runnable stopped) {
        stop();
        CompletableFuture.delayedExecutor(grace.toMillis(), TimeUnit.MILLISECONDS)
                .execute(stopped);
    }

    @Override
    public void stop() {
        work.stopClaiming();
        deliveries.stopClaiming();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stopped before all others, the servers of the API and of the management among them. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
