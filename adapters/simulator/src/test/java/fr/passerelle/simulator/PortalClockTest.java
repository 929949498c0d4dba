package fr.passerelle.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import org.junit.jupiter.api.Test;

class PortalClockTest {
    private static final Instant EVE_OF_WINTER_TIME = Instant.parse("2026-10-24T10:00:00Z");

    private final PortalClock clock = new PortalClock(InstantSource.fixed(EVE_OF_WINTER_TIME));

    @Test
    void advancesByDaysOfTheCalendarInParis() {
        clock.advance(Period.ofDays(1));

        assertThat(clock.instant()).isEqualTo("2026-10-25T11:00:00Z");
        assertThat(Paris.text(clock.instant())).isEqualTo("2026-10-25T12:00:00+01:00");
    }

    @Test
    void advancesByHoursAsTheyPass() {
        clock.advance(Duration.ofHours(24));

        assertThat(clock.instant()).isEqualTo("2026-10-25T10:00:00Z");
    }

    @Test
    void isSetToAnyInstantAndReset() {
        clock.set(Instant.parse("2025-01-01T00:00:00Z"));
        assertThat(clock.instant()).isEqualTo("2025-01-01T00:00:00Z");

        clock.reset();
        assertThat(clock.instant()).isEqualTo(EVE_OF_WINTER_TIME);
    }

    @Test
    void refusesToGoBackByAnAmountOrOutOfItsRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Period.ofYears(500)));
        assertThatIllegalArgumentException().isThrownBy(() -> clock.set(Instant.EPOCH));
        assertThat(clock.instant()).isEqualTo(EVE_OF_WINTER_TIME);
    }
}
