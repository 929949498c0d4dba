package fr.passerelle.workers;

import java.time.Duration;

/**
 * How the workers of one replica work.
 *
 * @param concurrency how many requests of each lane are moved on at once
 * @param lease how long claimed work is ours; renewed while it goes on, so that it bounds how long the work of a dead replica
 *     waits, and not how long work may take
 * @param idlePause between two looks at an empty queue
 * @param drain how long a stopping replica waits for what is under way, from when it stopped to claim
 */
public record WorkerSettings(int concurrency, Duration lease, Duration idlePause, Duration drain) {
    public WorkerSettings {
        if (concurrency < 1 || concurrency > 64) {
            throw new IllegalArgumentException("concurrency is between 1 and 64");
        }
        if (lease.isNegative() || lease.isZero() || idlePause.isNegative() || idlePause.isZero()) {
            throw new IllegalArgumentException("lease and pause are longer than nothing");
        }
    }

    public static WorkerSettings usual() {
        return new WorkerSettings(16, Duration.ofSeconds(30), Duration.ofMillis(500), Duration.ofSeconds(25));
    }
}
