package fr.passerelle.platform;

import static fr.passerelle.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.platform.PlatformHealth.Availability;
import fr.passerelle.platform.PlatformHealth.Blame;
import fr.passerelle.platform.PlatformHealth.Measure;
import fr.passerelle.platform.PlatformHealth.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlatformHealthTest {
    private final PlatformHealth health = new PlatformHealth();

    @ParameterizedTest
    @CsvSource({
        "20, 0, AVAILABLE",
        "19, 1, AVAILABLE",
        "18, 2, DEGRADED",
        "10, 10, DEGRADED",
        "9, 11, UNAVAILABLE",
        "0, 5, UNAVAILABLE",
        "4, 0, UNKNOWN",
        "0, 4, UNKNOWN",
        "0, 0, UNKNOWN"
    })
    void judgesByTheShareOfCallsThatWentWell(int well, int failed, Availability availability) {
        record(well, Blame.NONE, NOW);
        record(failed, Blame.PLATFORM, NOW);

        assertThat(submissions(NOW).availability()).isEqualTo(availability);
    }

    @Test
    void knowsNothingOfCallsThatItHeldBackItself() {
        record(50, Blame.OURS, NOW);

        Measure measure = submissions(NOW);

        assertThat(measure.availability()).isEqualTo(Availability.UNKNOWN);
        assertThat(measure.shareOfSuccess()).isEmpty();
        assertThat(measure.faults()).isEqualTo(Map.of(Blame.OURS, 50L));
    }

    @ParameterizedTest
    @EnumSource(
            value = Blame.class,
            names = {"LOGIN", "CLIENT"})
    void countsTheFaultsOfOthersAsAnswersOfThePlatform(Blame blame) {
        record(5, blame, NOW);

        assertThat(submissions(NOW).shareOfSuccess()).contains(1.0);
    }

    @ParameterizedTest
    @CsvSource({"PT-1S, 0", "PT0S, 5", "PT14M59S, 5", "PT15M, 0"})
    void forgetsWhatIsOlderThanItsWindow(Duration later, long sample) {
        record(5, Blame.NONE, NOW);

        assertThat(submissions(NOW.plus(later)).sampleSize()).isEqualTo(sample);
    }

    @Test
    void isAsGoodAsItsWorstOperationThatIsKnown() {
        record(5, Blame.PLATFORM, NOW);
        IntStream.range(0, 5).forEach(call -> health.record(Operation.LOGIN, Blame.NONE, NOW));

        assertThat(PlatformHealth.overall(health.measure(NOW))).isEqualTo(Availability.UNAVAILABLE);
        assertThat(PlatformHealth.overall(health.measure(NOW.plus(Duration.ofDays(1)))))
                .isEqualTo(Availability.UNKNOWN);
    }

    @Test
    void keepsABoundedNumberOfCalls() {
        record(1500, Blame.NONE, NOW);

        assertThat(submissions(NOW).sampleSize()).isEqualTo(1000);
    }

    private void record(int times, Blame blame, Instant at) {
        IntStream.range(0, times).forEach(call -> health.record(Operation.SUBMIT, blame, at));
    }

    private Measure submissions(Instant now) {
        return health.measure(now).stream()
                .filter(measure -> measure.operation() == Operation.SUBMIT)
                .findFirst()
                .orElseThrow();
    }
}
