package fr.passerelle.platform;

import static fr.passerelle.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.passerelle.platform.PlatformHealth.Availability;
import fr.passerelle.platform.PlatformHealth.Blame;
import fr.passerelle.platform.PlatformHealth.Measure;
import fr.passerelle.platform.PlatformHealth.Operation;
import fr.passerelle.testing.InMemoryCallCounts;
import fr.passerelle.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlatformHealthTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryCallCounts counts = new InMemoryCallCounts();
    private final PlatformHealth health = new PlatformHealth(counts, clock);

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
        record(well, Blame.NONE);
        record(failed, Blame.PLATFORM);

        assertThat(submissions().availability()).isEqualTo(availability);
    }

    @Test
    void knowsNothingOfCallsThatItHeldBackItself() {
        record(50, Blame.OURS);

        Measure measure = submissions();

        assertThat(measure.availability()).isEqualTo(Availability.UNKNOWN);
        assertThat(measure.shareOfSuccess()).isEmpty();
        assertThat(measure.faults()).isEqualTo(Map.of(Blame.OURS, 50L));
    }

    @ParameterizedTest
    @EnumSource(
            value = Blame.class,
            names = {"LOGIN", "CLIENT"})
    void countsTheFaultsOfOthersAsAnswersOfThePlatform(Blame blame) {
        record(5, blame);

        assertThat(submissions().shareOfSuccess()).contains(1.0);
    }

    @ParameterizedTest
    @CsvSource({"PT-1S, 0", "PT0S, 5", "PT14M59S, 5", "PT15M, 0"})
    void forgetsWhatIsOlderThanItsWindow(Duration later, long sample) {
        record(5, Blame.NONE);

        clock.set(NOW.plus(later));
        assertThat(submissions().sampleSize()).isEqualTo(sample);
    }

    @Test
    void isAsGoodAsItsWorstOperationThatIsKnown() {
        record(5, Blame.PLATFORM);
        IntStream.range(0, 5).forEach(call -> health.record(Operation.LOGIN, Blame.NONE));

        assertThat(PlatformHealth.overall(measures(health))).isEqualTo(Availability.UNAVAILABLE);
        clock.advance(Duration.ofDays(1));
        assertThat(PlatformHealth.overall(measures(health))).isEqualTo(Availability.UNKNOWN);
    }

    @Test
    void isTheSameForAllReplicas() {
        PlatformHealth other = new PlatformHealth(counts, clock);
        record(3, Blame.NONE);
        clock.advance(Duration.ofMinutes(2));
        IntStream.range(0, 2).forEach(call -> other.record(Operation.SUBMIT, Blame.PLATFORM));

        share(health);
        share(other);
        share(other);

        assertThat(submissions()).isEqualTo(submissions(other)).satisfies(measure -> {
            assertThat(measure.sampleSize()).isEqualTo(5);
            assertThat(measure.shareOfSuccess()).contains(0.6);
            assertThat(measure.oldest()).contains(NOW);
            assertThat(measure.newest()).contains(NOW.plus(Duration.ofMinutes(2)));
        });
    }

    @Test
    void sharesLaterWhatCannotBeSharedNow() {
        PlatformHealth other = new PlatformHealth(counts, clock);
        record(5, Blame.NONE);
        counts.goAway();
        assertThatThrownBy(() -> share(health)).hasMessage("away");
        assertThat(submissions().sampleSize()).isEqualTo(5);

        counts.comeBack();
        share(health);

        assertThat(submissions(other).sampleSize()).isEqualTo(5);
    }

    @Test
    void sharesNothingThatIsOutOfTheWindow() {
        record(5, Blame.NONE);
        clock.advance(PlatformHealth.WINDOW);

        share(health);

        assertThat(counts.since(NOW).block(PATIENCE)).isEmpty();
    }

    private void record(int times, Blame blame) {
        IntStream.range(0, times).forEach(call -> health.record(Operation.SUBMIT, blame));
    }

    private static void share(PlatformHealth health) {
        health.share().block(PATIENCE);
    }

    private Measure submissions() {
        return submissions(health);
    }

    private static Measure submissions(PlatformHealth health) {
        return measures(health).stream()
                .filter(measure -> measure.operation() == Operation.SUBMIT)
                .findFirst()
                .orElseThrow();
    }

    private static List<Measure> measures(PlatformHealth health) {
        return Objects.requireNonNull(health.measure().block(PATIENCE));
    }
}
