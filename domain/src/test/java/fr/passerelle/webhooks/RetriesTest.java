package fr.passerelle.webhooks;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.InMemoryReceivers.failure;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetriesTest {
    private static final double NO_JITTER = 0.5;
    private static final Posted TIMEOUT = failure(Posted.Failure.TIMEOUT);

    private final Retries events = Retries.ofEvents();

    @Test
    void spanThreeDaysInTenAttempts() {
        List<Instant> attempts = attempts(events, NO_JITTER);

        assertThat(attempts).hasSize(10);
        assertThat(Duration.between(NOW, attempts.getLast())).isEqualTo(Duration.parse("PT75H35M5S"));
    }

    @Test
    void askForAboutAnHour() {
        List<Instant> attempts = attempts(Retries.ofVerification(), NO_JITTER);

        assertThat(Duration.between(NOW, attempts.getLast())).isBetween(Duration.ofMinutes(50), Duration.ofMinutes(70));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.9, 1})
    void spanTwoAndAHalfDaysAtLeastWhateverTheJitter(double jitter) {
        List<Instant> attempts = attempts(events, jitter);

        assertThat(attempts).hasSizeBetween(10, 11);
        assertThat(Duration.between(NOW, attempts.getLast())).isBetween(Duration.ofHours(60), Duration.ofHours(92));
    }

    private static List<Instant> attempts(Retries retries, double jitter) {
        List<Instant> attempts = new ArrayList<>();
        Optional<Instant> next = Optional.of(NOW);
        while (next.isPresent()) {
            attempts.add(next.get());
            next = retries.next(attempts.size(), NOW, next.get(), TIMEOUT, jitter);
        }
        return attempts;
    }

    @ParameterizedTest
    @CsvSource({"0, PT4S", "0.5, PT5S", "1, PT6S"})
    void areUpToAFifthShorterOrLonger(double jitter, Duration pause) {
        assertThat(events.next(1, NOW, NOW, TIMEOUT, jitter)).contains(NOW.plus(pause));
    }

    @ParameterizedTest
    @CsvSource({"PT60S, PT60S", "PT1S, PT5S", "PT-5S, PT5S", "PT24H, PT24H", "PT1000H, PT24H"})
    void comeNoSoonerThanTheReceiverAsksUpToADay(Duration asked, Duration pause) {
        Posted busy = new Posted.Answered(503, Duration.ZERO, asked);

        assertThat(events.next(1, NOW, NOW, busy, NO_JITTER)).contains(NOW.plus(pause));
    }

    @Test
    void goOnWhileAMessageIsYoungHoweverOftenItWasTried() {
        assertThat(events.next(50, NOW, NOW.plus(Duration.ofHours(59)), TIMEOUT, NO_JITTER))
                .isPresent();
        assertThat(events.next(50, NOW, NOW.plus(Duration.ofHours(60)), TIMEOUT, NO_JITTER))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT5S", "PT10S, PT5S", "PT1M, PT30S", "PT1H, PT30M", "PT96H, PT30M"})
    void probeAFailingEndpointAfterHalfTheTimeForWhichItFailed(Duration failed, Duration pause) {
        assertThat(events.probe(NOW.minus(failed), NOW, TIMEOUT, NO_JITTER)).isEqualTo(NOW.plus(pause));
    }
}
