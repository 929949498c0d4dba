package fr.passerelle.requests;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a request that waits to be filed stands, and what can be expected.
 *
 * @param rank the next to be filed has the first; tenants take turns, and what has less than 72 hours left goes before turns
 * @param deadline by which it should be filed
 * @param estimatedAt when it will be filed at best; absent while an operator's pause lasts or a human holds it up, which nobody can foresee
 * @param hold what keeps it from being filed now
 */
public record QueuePlace(long rank, Instant deadline, Optional<Instant> estimatedAt, Optional<Hold> hold) {
    /** What keeps it from being filed. */
    public enum Hold {
        PLATFORM_DOWN,
        PLATFORM_BUSY,
        /** A task must be settled, or an account linked, first. */
        HUMAN,
        /** The operator threw the switch. */
        PAUSED
    }

    /** The same, of a request that a human holds up; for how long nobody can foresee. */
    public QueuePlace heldByHuman() {
        return new QueuePlace(rank, deadline, Optional.empty(), Optional.of(Hold.HUMAN));
    }

    /** What is left between the filing and its deadline; negative when it will be late. */
    public Optional<Duration> slack() {
        return estimatedAt.map(at -> Duration.between(at, deadline));
    }
}
