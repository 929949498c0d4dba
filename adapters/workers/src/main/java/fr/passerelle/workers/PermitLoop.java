package fr.passerelle.workers;

import fr.passerelle.permits.TellDigests;
import fr.passerelle.permits.WatchPermits;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** Watches over the permits of all tenants: each replica does it, and twice does no harm. */
public final class PermitLoop implements AutoCloseable {
    private final WatchPermits permits;
    private final TellDigests digests;
    private final Settings settings;
    private final Counter looked;
    private final Counter told;
    private final Disposable.Composite watches = Disposables.composite();

    /**
     * How often one replica looks.
     *
     * @param look between two looks for permits of which something is due
     * @param digests between two looks for employers whose digest is due
     */
    public record Settings(Duration look, Duration digests) {
        public Settings {
            if (!look.isPositive() || !digests.isPositive()) {
                throw new IllegalArgumentException("the watches are longer than nothing");
            }
        }
    }

    public PermitLoop(WatchPermits permits, TellDigests digests, Settings settings, MeterRegistry meters) {
        this.permits = permits;
        this.digests = digests;
        this.settings = settings;
        this.looked = meters.counter("passerelle.permits.looked");
        this.told = meters.counter("passerelle.permits.digests");
    }

    /** Begins to watch; returns at once. */
    public void start() {
        watches.add(WatchLoop.every(settings.look(), "permits of which something is due", this::look));
        watches.add(WatchLoop.every(settings.digests(), "digests to tell", this::tell));
    }

    private Mono<Void> look() {
        return permits.look().doOnNext(looked::increment).then();
    }

    private Mono<Void> tell() {
        return digests.look().doOnNext(told::increment).then();
    }

    @Override
    public void close() {
        watches.dispose();
    }
}
