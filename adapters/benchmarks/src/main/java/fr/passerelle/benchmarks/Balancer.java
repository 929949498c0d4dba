package fr.passerelle.benchmarks;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Sends each call to the next replica that says that it is ready, as the load balancer of a production does. */
final class Balancer implements Supplier<String>, AutoCloseable {
    private static final long PERIOD = 200;

    private final List<Replica> replicas;
    private final ScheduledExecutorService looks;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<Replica> ready;

    Balancer(List<Replica> replicas) {
        this.replicas = List.copyOf(replicas);
        this.ready = this.replicas;
        this.looks = Executors.newSingleThreadScheduledExecutor();
        looks.scheduleWithFixedDelay(this::look, 0, PERIOD, TimeUnit.MILLISECONDS);
    }

    private void look() {
        ready = replicas.stream().filter(Balancer::isReady).toList();
    }

    private static boolean isReady(Replica replica) {
        try {
            return !replica.process().isFrozen() && JarProcess.answersOk(replica.readiness());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** While none is ready, any: its client then learns so. */
    @Override
    public String get() {
        List<Replica> choice = ready.isEmpty() ? replicas : ready;
        return choice.get(Math.floorMod(turn.getAndIncrement(), choice.size())).url();
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
