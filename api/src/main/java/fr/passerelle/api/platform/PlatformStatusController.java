package fr.passerelle.api.platform;

import fr.passerelle.pace.Incident;
import fr.passerelle.pace.Incidents;
import fr.passerelle.pace.Lane;
import fr.passerelle.pace.LaneState;
import fr.passerelle.pace.LaneState.Flow;
import fr.passerelle.pace.Lanes;
import fr.passerelle.pace.Lanes.Standing;
import fr.passerelle.pace.WatchPortal;
import fr.passerelle.platform.PlatformHealth;
import fr.passerelle.platform.PlatformHealth.Availability;
import fr.passerelle.platform.PlatformHealth.Blame;
import fr.passerelle.platform.PlatformHealth.Measure;
import fr.passerelle.platform.PlatformHealth.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What we measured of the platform: never guessed, {@code unknown} when thin. */
@RestController
final class PlatformStatusController {
    private static final int MOST_INCIDENTS = 20;

    private final PlatformHealth health;
    private final Lanes lanes;
    private final Incidents incidents;
    private final WatchPortal portal;
    private final InstantSource clock;

    PlatformStatusController(
            PlatformHealth health, Lanes lanes, Incidents incidents, WatchPortal portal, InstantSource clock) {
        this.health = health;
        this.lanes = lanes;
        this.incidents = incidents;
        this.portal = portal;
        this.clock = clock;
    }

    /** The platform as a whole, each operation as this replica measured it, and each lane as all replicas keep to it. */
    record StatusView(
            Instant asOf,
            Availability state,
            List<OperationView> operations,
            List<LaneView> lanes,
            List<IncidentView> incidents,
            @Nullable MaintenanceView plannedMaintenance) {}

    /** How a lane goes. */
    enum LaneMode {
        OPEN,
        HELD,
        STOPPED
    }

    /** A lane: whether calls go through, how many at once, and if not, what they met and when one is tried again. */
    record LaneView(
            Lane lane,
            LaneMode state,
            @Nullable Integer atOnce,
            @Nullable String fault,
            @Nullable Instant since,
            @Nullable Instant nextCallAt) {
        static LaneView of(LaneState lane, Instant now) {
            boolean isHeld = lane.heldUntil() != null && lane.heldUntil().isAfter(now);
            return switch (lane.flow()) {
                case Flow.Stopped(var since, var nextProbe, var fault) ->
                    new LaneView(lane.lane(), LaneMode.STOPPED, null, fault, since, nextProbe);
                case Flow.Open(var atOnce, var _, var _) ->
                    isHeld
                            ? new LaneView(lane.lane(), LaneMode.HELD, null, null, null, lane.heldUntil())
                            : new LaneView(lane.lane(), LaneMode.OPEN, atOnce, null, null, null);
            };
        }
    }

    /** One time that a lane stood still. */
    record IncidentView(
            String id,
            Lane lane,
            String fault,
            Instant openedAt,
            @Nullable Instant closedAt) {
        static IncidentView of(Incident incident) {
            return new IncidentView(
                    incident.id(),
                    incident.lane(),
                    incident.fault(),
                    incident.openedAt(),
                    incident.closedAt().orElse(null));
        }
    }

    /** When the platform says that it will be closed. */
    record MaintenanceView(Instant from, Instant to) {}

    /** One operation as measured. */
    record OperationView(
            Operation operation,
            Availability state,
            @Nullable Double shareOfSuccess,
            long sampleSize,
            long windowSeconds,
            @Nullable Instant oldestAt,
            @Nullable Instant newestAt,
            FaultsView faults) {
        static OperationView of(Measure measure) {
            return new OperationView(
                    measure.operation(),
                    measure.availability(),
                    measure.shareOfSuccess().orElse(null),
                    measure.sampleSize(),
                    PlatformHealth.WINDOW.toSeconds(),
                    measure.oldest().orElse(null),
                    measure.newest().orElse(null),
                    FaultsView.of(measure.faults()));
        }
    }

    /** Failures by whose fault they were. */
    record FaultsView(long platform, long login, long ours, long client) {
        static FaultsView of(Map<Blame, Long> faults) {
            return new FaultsView(
                    faults.getOrDefault(Blame.PLATFORM, 0L),
                    faults.getOrDefault(Blame.LOGIN, 0L),
                    faults.getOrDefault(Blame.OURS, 0L),
                    faults.getOrDefault(Blame.CLIENT, 0L));
        }
    }

    @GetMapping("/v1/platform-status")
    Mono<StatusView> status() {
        return Mono.zip(lanes.standing(), incidents.latest(MOST_INCIDENTS), this::status);
    }

    private StatusView status(Standing standing, List<Incident> latest) {
        Instant now = clock.instant();
        List<Measure> measures = health.measure(now);
        return new StatusView(
                now,
                PlatformHealth.overall(measures),
                measures.stream().map(OperationView::of).toList(),
                Stream.of(Lane.values())
                        .map(lane -> LaneView.of(standing.of(lane), standing.now()))
                        .toList(),
                latest.stream().map(IncidentView::of).toList(),
                portal.maintenance()
                        .map(planned -> new MaintenanceView(planned.from(), planned.to()))
                        .orElse(null));
    }
}
