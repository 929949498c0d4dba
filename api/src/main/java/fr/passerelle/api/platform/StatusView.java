package fr.passerelle.api.platform;

import fr.passerelle.pace.Incident;
import fr.passerelle.pace.Lane;
import fr.passerelle.pace.LaneState;
import fr.passerelle.pace.LaneState.Flow;
import fr.passerelle.platform.PlatformHealth;
import fr.passerelle.platform.PlatformHealth.Availability;
import fr.passerelle.platform.PlatformHealth.Blame;
import fr.passerelle.platform.PlatformHealth.Measure;
import fr.passerelle.platform.PlatformHealth.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The platform as a whole, each operation as all replicas measured it, and each lane as they keep to it. */
record StatusView(
        Instant asOf,
        Availability state,
        List<OperationView> operations,
        List<LaneView> lanes,
        List<IncidentView> incidents,
        @Nullable MaintenanceView plannedMaintenance) {

    /** What a listener wants to know at once: all but the time, and figures that move with every call. */
    List<Object> news() {
        return List.of(
                state,
                operations.stream().map(OperationView::state).toList(),
                lanes,
                incidents,
                Optional.ofNullable(plannedMaintenance));
    }

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
            Duration held = lane.heldFor(now);
            Instant next = now.plus(held);
            return switch (lane.flow()) {
                case Flow.Stopped(var since, var _, var fault) ->
                    new LaneView(lane.lane(), LaneMode.STOPPED, null, fault, since, next);
                case Flow.Open(var atOnce, var _, var _) ->
                    held.isPositive()
                            ? new LaneView(lane.lane(), LaneMode.HELD, null, null, null, next)
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
}
