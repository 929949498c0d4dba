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

    /** Looks once. A portal that does not answer says nothing. */
    public Mono<Void> look() {
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
        return isClosed ? Optional.of(Duration.between(now, to)) : Optional.empty();
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
