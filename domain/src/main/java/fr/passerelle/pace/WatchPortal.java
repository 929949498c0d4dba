package fr.passerelle.pace;

import fr.passerelle.platform.Platform;
import fr.passerelle.platform.PlatformUnavailable;
import fr.passerelle.platform.PortalState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Asks the portal now and then what it says of itself. While it is closed for a maintenance that it announced it is left alone. */
public final class WatchPortal {
    /** The end may be announced wrongly, or come early: it is read again after so long. */
    private static final Duration LONGEST_TRUST = Duration.ofHours(1);

    private final Platform platform;
    private final Pace pace;
    private final InstantSource clock;
    private volatile Optional<PortalState> latest = Optional.empty();

    /**
     * A watch.
     *
     * @param platform which is called by the pace
     */
    public WatchPortal(Platform platform, Pace pace, InstantSource clock) {
        this.platform = platform;
        this.pace = pace;
        this.clock = clock;
    }

    /**
     * Looks once. A portal that does not answer says nothing. While what we need to read is down, this look is left to those
     * who read it: the page of the portal's state may well answer when nothing else does.
     */
    public Mono<Void> look() {
        return pace.isStopped(Lane.READ).flatMap(isStopped -> isStopped ? Mono.empty() : read());
    }

    private Mono<Void> read() {
        return platform.state()
                .doOnNext(state -> latest = Optional.of(state))
                .flatMap(this::heed)
                .onErrorResume(PlatformUnavailable.class, down -> Mono.empty());
    }

    private Mono<Void> heed(PortalState state) {
        return closedFor(state).map(pace::closedFor).orElse(Mono.empty());
    }

    private Optional<Duration> closedFor(PortalState state) {
        Instant now = clock.instant();
        Instant from = state.maintenanceFrom();
        Instant to = state.maintenanceTo();
        boolean isClosed = from != null && to != null && !from.isAfter(now) && to.isAfter(now);
        if (!isClosed) {
            return Optional.empty();
        }
        Duration left = Duration.between(now, to);
        return Optional.of(left.compareTo(LONGEST_TRUST) < 0 ? left : LONGEST_TRUST);
    }

    /** The maintenance that is announced or under way, as this replica last read it. */
    public Optional<Maintenance> maintenance() {
        return latest.flatMap(WatchPortal::announced)
                .filter(planned -> planned.to().isAfter(clock.instant()));
    }

    private static Optional<Maintenance> announced(PortalState state) {
        Instant from = state.maintenanceFrom();
        Instant to = state.maintenanceTo();
        return from == null || to == null ? Optional.empty() : Optional.of(new Maintenance(from, to));
    }

    /** When the portal says that it will be closed. */
    public record Maintenance(Instant from, Instant to) {}
}
