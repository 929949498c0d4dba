package fr.passerelle.platform;

import fr.passerelle.platform.PlatformHealth.Blame;
import fr.passerelle.platform.PlatformHealth.Operation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How many calls of one operation met one kind of trouble, or none, within a minute.
 *
 * @param first when the first of them ended
 * @param last when the last did, within the same minute of the clock
 */
public record CallCount(Operation operation, Blame blame, long calls, Instant first, Instant last) {
    public CallCount {
        if (calls < 1 || last.isBefore(first) || !minuteOf(first).equals(minuteOf(last))) {
            throw new IllegalArgumentException("a count is of the calls of one minute");
        }
    }

    static CallCount one(Operation operation, Blame blame, Instant at) {
        return new CallCount(operation, blame, 1, at, at);
    }

    /** Counts with the same key are of the same calls, of one replica or of several. */
    record Key(Operation operation, Blame blame, Instant minute) {}

    Key key() {
        return new Key(operation, blame, minute());
    }

    /** The beginning of the minute. */
    public Instant minute() {
        return minuteOf(first);
    }

    /** This count and another one of the same key. */
    public CallCount and(CallCount other) {
        return new CallCount(
                operation,
                blame,
                calls + other.calls,
                first.isBefore(other.first) ? first : other.first,
                last.isAfter(other.last) ? last : other.last);
    }

    private static Instant minuteOf(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MINUTES);
    }
}
