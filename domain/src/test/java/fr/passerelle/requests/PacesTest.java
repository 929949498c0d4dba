package fr.passerelle.requests;

import static fr.passerelle.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacesTest {
    private final Paces paces = Paces.usual();

    @ParameterizedTest
    @CsvSource({"PT0S, PT15M", "PT23H59M59S, PT15M", "PT24H, PT2H", "P13DT23H59M59S, PT2H", "P14D, PT12H", "P90D, PT12H"
    })
    void looksLessOftenAtAnOlderFile(Duration age, Duration wait) {
        Instant registeredAt = NOW.minus(age);

        assertThat(paces.nextPoll(registeredAt, NOW)).isEqualTo(NOW.plus(wait));
    }

    @Test
    void looksSoonAtAFileOfWhichThePlatformsClockIsAhead() {
        assertThat(paces.nextPoll(NOW.plusSeconds(5), NOW)).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
    }

    @ParameterizedTest
    @CsvSource({
        "1, PT10S",
        "2, PT20S",
        "3, PT40S",
        "8, PT21M20S",
        "9, PT30M",
        "17, PT30M",
        "18, PT30M",
        "1000, PT30M",
        "2147483647, PT30M"
    })
    void doublesTheWaitUpToTheLongest(int attempt, Duration wait) {
        assertThat(paces.nextTry(attempt, 1, NOW)).isEqualTo(NOW.plus(wait));
    }

    @ParameterizedTest
    @CsvSource({"0, PT5S", "0.5, PT7.5S", "1, PT10S"})
    void spreadsThoseWhoFailedTogether(double jitter, Duration wait) {
        assertThat(paces.nextTry(1, jitter, NOW)).isEqualTo(NOW.plus(wait));
    }
}
