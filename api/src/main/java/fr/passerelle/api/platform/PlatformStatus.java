package fr.passerelle.api.platform;

import fr.passerelle.api.platform.StatusView.IncidentView;
import fr.passerelle.api.platform.StatusView.LaneMode;
import fr.passerelle.api.platform.StatusView.LaneView;
import fr.passerelle.api.platform.StatusView.MaintenanceView;
import fr.passerelle.api.platform.StatusView.OperationView;
import fr.passerelle.pace.Incident;
import fr.passerelle.pace.Incidents;
import fr.passerelle.pace.Lane;
import fr.passerelle.pace.Lanes;
import fr.passerelle.pace.Lanes.Standing;
import fr.passerelle.pace.WatchPortal;
import fr.passerelle.platform.PlatformHealth;
import fr.passerelle.platform.PlatformHealth.Availability;
import fr.passerelle.platform.PlatformHealth.Measure;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Puts together what is known of the platform. */
@Component
final class PlatformStatus {
    private static final int MOST_INCIDENTS = 20;

    private final PlatformHealth health;
    private final Lanes lanes;
    private final Incidents incidents;
    private final WatchPortal portal;
    private final InstantSource clock;

    PlatformStatus(PlatformHealth health, Lanes lanes, Incidents incidents, WatchPortal portal, InstantSource clock) {
        this.health = health;
        this.lanes = lanes;
        this.incidents = incidents;
        this.portal = portal;
        this.clock = clock;
    }

    Mono<StatusView> now() {
        return Mono.defer(() -> Mono.zip(health.measure(), lanes.standing(), incidents.latest(MOST_INCIDENTS)))
                .map(known -> view(known.getT1(), known.getT2(), known.getT3()));
    }

    /**
     * In one word. To file takes all lanes; while one is stopped the calls are too few to measure anything by, and it is known
     * all the same that nothing is filed.
     */
    private static Availability overall(List<Measure> measures, List<LaneView> lanes) {
        if (lanes.stream().anyMatch(lane -> lane.state() == LaneMode.STOPPED)) {
            return Availability.UNAVAILABLE;
        }
        Availability measured = PlatformHealth.overall(measures);
        boolean isWorse = measured == Availability.UNAVAILABLE || measured == Availability.DEGRADED;
        boolean isHeld = lanes.stream().anyMatch(lane -> lane.state() == LaneMode.HELD);
        return isHeld && !isWorse ? Availability.DEGRADED : measured;
    }

    private StatusView view(List<Measure> measures, Standing standing, List<Incident> latest) {
        List<LaneView> lanesNow = Stream.of(Lane.values())
                .map(lane -> LaneView.of(standing.of(lane), standing.now()))
                .toList();
        return new StatusView(
                clock.instant(),
                overall(measures, lanesNow),
                measures.stream().map(OperationView::of).toList(),
                lanesNow,
                latest.stream().map(IncidentView::of).toList(),
                portal.maintenance()
                        .map(planned -> new MaintenanceView(planned.from(), planned.to()))
                        .orElse(null));
    }
}
