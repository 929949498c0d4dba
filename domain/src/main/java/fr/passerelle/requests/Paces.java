package fr.passerelle.requests;

import java.time.Duration;
import java.time.Instant;

/**
 * How long to wait between two looks at the platform. A proof that needs days divides them all by one factor.
 *
 * @param visibilityDelay how long the platform may hide a new file from its lists
 * @param mostLooks after so many looks without a conclusion, a human decides about an unknown outcome
 * @param firstPoll between two looks at a file during its first day
 * @param laterPoll until the end of its second week
 * @param slowPoll afterwards
 * @param retry before work that met an unavailable platform is tried again; doubled each time
 * @param longestRetry the longest such wait
 * @param humanPause before work that waits for a human is looked at again
 */
public record Paces(
        Duration visibilityDelay,
        int mostLooks,
        Duration firstPoll,
        Duration laterPoll,
        Duration slowPoll,
        Duration retry,
        Duration longestRetry,
        Duration humanPause) {
    private static final Duration FIRST_DAY = Duration.ofDays(1);
    private static final Duration SECOND_WEEK = Duration.ofDays(14);

    public static Paces usual() {
        return new Paces(
                Duration.ofMinutes(2),
                20,
                Duration.ofMinutes(15),
                Duration.ofHours(2),
                Duration.ofHours(12),
                Duration.ofSeconds(10),
                Duration.ofMinutes(30),
                Duration.ofHours(12));
    }

    /** When to look again at a file that was registered at the given instant. */
    Instant nextPoll(Instant registeredAt, Instant now) {
        Duration age = Duration.between(registeredAt, now);
        if (age.compareTo(FIRST_DAY) < 0) {
            return now.plus(firstPoll);
        }
        return now.plus(age.compareTo(SECOND_WEEK) < 0 ? laterPoll : slowPoll);
    }

    /**
     * When to try again after an unavailable platform.
     *
     * @param attempt how often it was tried, from one
     * @param jitter between zero and one; spreads those who failed together
     */
    Instant nextTry(long attempt, double jitter, Instant now) {
        long doublings = Math.min(attempt - 1, 16);
        Duration wait = retry.multipliedBy(1L << doublings);
        Duration capped = wait.compareTo(longestRetry) > 0 ? longestRetry : wait;
        return now.plusMillis(Math.round(capped.toMillis() * (0.5 + jitter / 2)));
    }
}
