package fr.passerelle.workers;

import fr.passerelle.pace.Lane;
import fr.passerelle.pace.LaneState;
import fr.passerelle.pace.Lanes;
import fr.passerelle.work.Pauses;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Shows what is common to all replicas: how the lanes to the platform stand, and what an operator paused. Each replica says
 * the same, a few seconds late; what it last saw stays while the store does not answer.
 */
public final class PaceMeters implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PaceMeters.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private static final int OPEN = 0;
    private static final int HELD = 1;
    private static final int STOPPED = 2;

    private final Lanes lanes;
    private final Pauses pauses;
    private final Disposable.Swap looking = Disposables.swap();
    private volatile Seen seen = new Seen(new Lanes.Standing(Instant.EPOCH, Map.of()), List.of());

    private record Seen(Lanes.Standing lanes, List<Pauses.Pause> pauses) {
        LaneState of(Lane lane) {
            return lanes.of(lane);
        }

        long heldSeconds(Lane lane) {
            return of(lane).heldFor(lanes.now()).toSeconds();
        }

        int state(Lane lane) {
            return of(lane).isStopped()
                    ? STOPPED
                    : of(lane).heldFor(lanes.now()).isPositive() ? HELD : OPEN;
        }

        long paused(boolean everybody) {
            return pauses.stream()
                    .filter(pause -> pause.tenant().isEmpty() == everybody)
                    .count();
        }
    }

    public PaceMeters(Lanes lanes, Pauses pauses, MeterRegistry meters) {
        this.lanes = lanes;
        this.pauses = pauses;
        Arrays.stream(Lane.values()).forEach(lane -> register(lane, meters));
        meters.gauge("passerelle.pause", Tags.of("whom", "everybody"), this, of -> of.seen.paused(true));
        meters.gauge("passerelle.pause", Tags.of("whom", "tenants"), this, of -> of.seen.paused(false));
    }

    private void register(Lane lane, MeterRegistry meters) {
        Tags tags = Tags.of("lane", lane.name().toLowerCase(Locale.ROOT));
        meters.gauge("passerelle.pace.state", tags, this, of -> of.seen.state(lane));
        meters.gauge("passerelle.pace.held_seconds", tags, this, of -> of.seen.heldSeconds(lane));
        meters.gauge(
                "passerelle.pace.at_once",
                tags,
                this,
                of -> of.seen.of(lane).atOnce(of.seen.lanes().now()));
    }

    /** Begins to look; returns at once. */
    public void start() {
        looking.update(Flux.interval(Duration.ZERO, BETWEEN_LOOKS)
                .onBackpressureDrop()
                .concatMap(tick -> look().onErrorResume(PaceMeters::unseen))
                .subscribe());
    }

    /** Looks once. */
    Mono<Void> look() {
        return Mono.zip(lanes.standing(), pauses.all())
                .doOnNext(both -> seen = new Seen(both.getT1(), both.getT2()))
                .then();
    }

    private static Mono<Void> unseen(Throwable failure) {
        log.warn("how the lanes stand could not be read; looking again later", failure);
        return Mono.empty();
    }

    @Override
    public void close() {
        looking.dispose();
    }
}
