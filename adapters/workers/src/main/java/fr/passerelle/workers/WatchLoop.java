package fr.passerelle.workers;

import fr.passerelle.journal.ForgetEvents;
import fr.passerelle.pace.TellOfIncidents;
import fr.passerelle.pace.WatchPortal;
import fr.passerelle.platform.PlatformHealth;
import fr.passerelle.requests.WarnOfDeadlines;
import fr.passerelle.requests.WatchTimers;
import fr.passerelle.webhooks.ForgetDeliveries;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is done at intervals, whether or not there is work: each replica does it, and twice does no harm. */
public final class WatchLoop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WatchLoop.class);

    private final WatchPortal portal;
    private final WarnOfDeadlines deadlines;
    private final WatchTimers timers;
    private final TellOfIncidents incidents;
    private final PlatformHealth health;
    private final ForgetDeliveries forgetting;
    private final ForgetEvents events;
    private final WatchSettings settings;
    private final Disposable.Composite watches = Disposables.composite();

    public WatchLoop(
            WatchPortal portal,
            WarnOfDeadlines deadlines,
            WatchTimers timers,
            TellOfIncidents incidents,
            PlatformHealth health,
            ForgetDeliveries forgetting,
            ForgetEvents events,
            WatchSettings settings) {
        this.portal = portal;
        this.deadlines = deadlines;
        this.timers = timers;
        this.incidents = incidents;
        this.health = health;
        this.forgetting = forgetting;
        this.events = events;
        this.settings = settings;
    }

    /** Begins to watch; returns at once. */
    public void start() {
        watches.add(every(settings.portal(), "the portal's own state", portal::look));
        watches.add(every(settings.deadlines(), "near deadlines", deadlines::warn));
        watches.add(every(settings.timers(), "times that run out", timers::look));
        watches.add(every(settings.incidents(), "incidents to tell of", incidents::tell));
        watches.add(every(settings.health(), "calls to count for all", health::share));
        watches.add(every(settings.forgetting(), "deliveries to forget", forgetting::forget));
        watches.add(every(settings.forgetting(), "events to forget", events::forget));
    }

    /** Each look is a call of its own: it asks for the time when it is made, and not when the watch began. */
    static Disposable every(Duration pause, String what, Supplier<Mono<Void>> look) {
        Mono<Void> guarded = Mono.defer(look).onErrorResume(failure -> afterFailure(what, failure));
        return Flux.interval(pause)
                .onBackpressureDrop()
                .concatMap(tick -> guarded)
                .subscribe();
    }

    private static Mono<Void> afterFailure(String what, Throwable failure) {
        log.error("could not look for {}; looking again later", what, failure);
        return Mono.empty();
    }

    @Override
    public void close() {
        watches.dispose();
    }
}
