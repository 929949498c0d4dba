package fr.passerelle.webhooks;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint has answered of late.
 *
 * @param failures in a row
 * @param failingSince the first of them
 * @param lastFailure the status, or the kind of failure; never what was answered
 */
public record Health(
        int failures,
        @Nullable Instant failingSince,
        @Nullable Instant lastSuccessAt,
        @Nullable Instant lastFailureAt,
        @Nullable String lastFailure) {
    /** So many failures in a row: it is tried with one message at a time, and its place in the journal waits. */
    public static final int FAILING = 10;

    /** After so long without one success it is disabled. */
    public static final Duration LONGEST_FAILURE = Duration.ofDays(5);

    /** Of an endpoint to which nothing was posted. */
    public static Health unknown() {
        return new Health(0, null, null, null, null);
    }

    public boolean isFailing() {
        return failures >= FAILING;
    }

    public boolean isInTrouble() {
        return failures > 0;
    }

    /** Whether it has failed for so long that nobody looks after it any more. */
    boolean isHopeless(Instant now) {
        return isFailing()
                && failingSince != null
                && !failingSince.plus(LONGEST_FAILURE).isAfter(now);
    }

    /** After one attempt more. */
    Health after(Delivery attempted) {
        Instant at = attempted.lastAttemptAt();
        return attempted.state() == Delivery.State.DELIVERED
                ? new Health(0, null, at, lastFailureAt, lastFailure)
                : new Health(
                        failures + 1,
                        failingSince == null ? at : failingSince,
                        lastSuccessAt,
                        at,
                        attempted.lastOutcome());
    }
}
