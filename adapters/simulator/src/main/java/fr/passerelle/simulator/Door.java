package fr.passerelle.simulator;

import fr.passerelle.simulator.Script.Burst;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * The socket that listens. It can be shut for a while: then the machine itself refuses whoever connects, and those who were
 * connected are cut off, the control interface too.
 */
final class Door implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ChannelGroup connected = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final ScheduledExecutorService porter = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("simulator door").factory());
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Future<?>> plan = new ArrayList<>();
    private final HttpServer server;
    private final InetSocketAddress address;
    private DisposableServer listening;
    private boolean isShut;

    /** Opens the door; its port stays the same from now on. */
    Door(HttpServer server) {
        this.server = server.doOnConnection(connection -> connected.add(connection.channel()));
        this.listening = this.server.bindNow();
        this.address = (InetSocketAddress) listening.address();
    }

    InetSocketAddress address() {
        return address;
    }

    /** Shuts the door in these bursts, and in none that was planned before. */
    synchronized void plan(List<Burst> closures, Runnable whenShut) {
        plan.forEach(planned -> planned.cancel(false));
        plan.clear();
        open();
        for (Burst closure : closures) {
            plan.add(after(closure.begin(), () -> shut(whenShut)));
            plan.add(after(closure.begin().plus(closure.length()), this::open));
        }
    }

    private Future<?> after(Duration delay, Runnable act) {
        return porter.schedule(act, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void shut(Runnable whenShut) {
        if (!isShut) {
            isShut = true;
            listening.disposeNow(PATIENCE);
            connected.close();
            whenShut.run();
        }
    }

    private synchronized void open() {
        if (isShut) {
            listening = server.port(address.getPort()).bindNow();
            isShut = false;
        }
    }

    void awaitClose() throws InterruptedException {
        closed.await();
    }

    @Override
    public void close() {
        porter.shutdownNow();
        synchronized (this) {
            listening.disposeNow(PATIENCE);
        }
        closed.countDown();
    }
}
