package fr.passerelle.api.platform;

import fr.passerelle.platform.PlatformHealth;
import fr.passerelle.platform.PlatformHealth.Availability;
import fr.passerelle.platform.PlatformHealth.Blame;
import fr.passerelle.platform.PlatformHealth.Measure;
import fr.passerelle.platform.PlatformHealth.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What we measured of the platform: never guessed, {@code unknown} when thin. */
@RestController
final class PlatformStatusController {
    private final PlatformHealth health;
    private final InstantSource clock;

    PlatformStatusController(PlatformHealth health, InstantSource clock) {
        this.health = health;
        this.clock = clock;
    }

    /** The platform as a whole, and each operation. */
    record StatusView(Instant asOf, Availability state, List<OperationView> operations) {}

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
    StatusView status() {
        Instant now = clock.instant();
        List<Measure> measures = health.measure(now);
        return new StatusView(
                now,
                PlatformHealth.overall(measures),
                measures.stream().map(OperationView::of).toList());
    }
}
