package fr.passerelle.testing;

import fr.passerelle.pace.Incident;
import fr.passerelle.pace.Lane;
import fr.passerelle.pace.LaneState;
import fr.passerelle.pace.Lanes;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** The lanes in memory, by the store's clock. */
public final class InMemoryLanes implements Lanes {
    private final InstantSource clock;
    private final Consumer<Incident> incidents;
    private final Map<Lane, LaneState> lanes = new EnumMap<>(Lane.class);

    public InMemoryLanes(InstantSource clock) {
        this(clock, _ -> {});
    }

    InMemoryLanes(InstantSource clock, Consumer<Incident> incidents) {
        this.clock = clock;
        this.incidents = incidents;
    }

    @Override
    public <T> Mono<T> change(Lane lane, Step<T> step) {
        return Mono.fromSupplier(() -> take(lane, step));
    }

    private synchronized <T> T take(Lane lane, Step<T> step) {
        LaneState before = lanes.getOrDefault(lane, LaneState.fresh(lane));
        Stepped<T> stepped = step.from(before, clock.instant());
        lanes.put(lane, stepped.next());
        stepped.next().incidentSince(before, clock.instant()).ifPresent(incidents);
        return stepped.answer();
    }

    @Override
    public Mono<Standing> standing() {
        return Mono.fromSupplier(() -> {
            synchronized (this) {
                return new Standing(clock.instant(), Map.copyOf(lanes));
            }
        });
    }
}
