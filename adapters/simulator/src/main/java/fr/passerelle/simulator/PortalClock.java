package fr.passerelle.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The portal's clock: real time, moved by as much as was asked. It goes on running after each move, and may go back. Files,
 * sessions and visibility follow from what it shows, so that moving it is all that a test has to do.
 */
public final class PortalClock implements InstantSource {
    private static final Instant FIRST = LocalDate.of(2000, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
    private static final Instant LAST = LocalDate.of(2200, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);

    private final InstantSource source;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    PortalClock(InstantSource source) {
        this.source = source;
    }

    @Override
    public Instant instant() {
        return source.instant().plus(ahead.get());
    }

    /** Moves the clock forward. Days, months and years are those of the calendar in Paris. */
    public void advance(TemporalAmount amount) {
        Instant now = instant();
        Instant next = now.atZone(Paris.ZONE).plus(amount).toInstant();
        if (next.isBefore(now)) {
            throw new IllegalArgumentException("the clock is advanced by a positive amount; to go back, set it");
        }
        move(now, next);
    }

    /** Sets the clock, which runs on from there. */
    public void set(Instant instant) {
        move(instant(), instant);
    }

    /** Back to real time. */
    public void reset() {
        ahead.set(Duration.ZERO);
    }

    Duration ahead() {
        return Objects.requireNonNull(ahead.get());
    }

    void runAhead(Duration duration) {
        ahead.set(duration);
    }

    private void move(Instant from, Instant to) {
        if (to.isBefore(FIRST) || to.isAfter(LAST)) {
            throw new IllegalArgumentException("the clock runs from 2000 to 2200");
        }
        ahead.accumulateAndGet(Duration.between(from, to), Duration::plus);
    }
}
