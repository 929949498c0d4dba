package fr.passerelle.benchmarks;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is set. */
final class MovedClock implements InstantSource {
    private volatile Instant now;

    MovedClock(Instant now) {
        this.now = now;
    }

    void set(Instant next) {
        now = next;
    }

    @Override
    public Instant instant() {
        return now;
    }
}
