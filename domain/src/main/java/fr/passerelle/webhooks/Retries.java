package fr.passerelle.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a message that was not kept is posted again: after 5 seconds, 5 minutes, half an hour, 2, 5, 10, 14, 20 and 24 hours, so
 * that ten attempts span about three days. Each pause is up to a fifth shorter or longer, so that what failed together does not
 * come back together. A receiver that says when to come back is believed, up to 24 hours.
 *
 * @param pauses after the first, the second … attempt; the last one serves for all further ones
 * @param shortest no message is given up earlier after its first attempt, however often it was tried
 */
public record Retries(List<Duration> pauses, Duration shortest) {
    private static final double JITTER = 0.2;
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(24);
    private static final Duration SHORTEST_PROBE = Duration.ofSeconds(5);
    /** An endpoint that fails is looked at so often at least, or what waits for it would wait much longer than it has to. */
    private static final Duration LONGEST_PROBE = Duration.ofMinutes(30);

    public Retries {
        pauses = List.copyOf(pauses);
    }

    /** Of events. */
    public static Retries ofEvents() {
        return new Retries(
                List.of(
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        Duration.ofHours(2),
                        Duration.ofHours(5),
                        Duration.ofHours(10),
                        Duration.ofHours(14),
                        Duration.ofHours(20),
                        Duration.ofHours(24)),
                Duration.ofHours(60));
    }

    /** Of the question whether an endpoint wants our messages: about an hour. */
    public static Retries ofVerification() {
        return new Retries(
                List.of(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(20),
                        Duration.ofMinutes(20)),
                Duration.ZERO);
    }

    /**
     * When to try again; empty when the message is given up.
     *
     * @param attempts that were made, the failed one included
     * @param first when the first of them was made
     * @param jitter from 0 to 1
     */
    Optional<Instant> next(int attempts, Instant first, Instant now, Posted posted, double jitter) {
        boolean isTriedEnough =
                attempts > pauses.size() && !first.plus(shortest).isAfter(now);
        return isTriedEnough ? Optional.empty() : Optional.of(now.plus(pause(attempts, posted, jitter)));
    }

    /**
     * When an endpoint that fails is tried again with one message: after half the time for which it has failed, from 5 seconds
     * to half an hour.
     */
    Instant probe(Instant failingSince, Instant now, Posted posted, double jitter) {
        Duration half = Duration.between(failingSince, now).dividedBy(2);
        Duration pause = jittered(most(SHORTEST_PROBE, least(half, LONGEST_PROBE)), jitter);
        return now.plus(most(pause, asked(posted)));
    }

    private Duration pause(int attempts, Posted posted, double jitter) {
        return most(jittered(ofAttempt(attempts), jitter), asked(posted));
    }

    private Duration ofAttempt(int attempt) {
        return pauses.get(Math.min(attempt, pauses.size()) - 1);
    }

    /** What the receiver asked for, within limits; nothing where it asked for nothing. */
    private static Duration asked(Posted posted) {
        Duration asked = posted instanceof Posted.Answered answered ? answered.retryAfter() : null;
        if (asked == null || asked.isNegative()) {
            return Duration.ZERO;
        }
        return least(asked, LONGEST_RETRY_AFTER);
    }

    private static Duration most(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration jittered(Duration pause, double jitter) {
        return Duration.ofMillis(Math.round(pause.toMillis() * (1 + JITTER * (2 * jitter - 1))));
    }
}
