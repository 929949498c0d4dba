package fr.passerelle.webhooks;

import fr.passerelle.ids.EventId;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one message to one endpoint. Written with the outcome of the first attempt and not before, unless the client
 * asked for the message.
 *
 * @param position of the event in the journal; zero for a message that is in no journal
 * @param attempts since it was sent first, or asked for again
 * @param nextAttemptAt present while it is pending
 * @param lastOutcome the status, such as {@code 503}, or the kind of failure, such as {@code timeout}
 */
public record Delivery(
        EventId event,
        long position,
        EventType type,
        State state,
        int attempts,
        @Nullable Instant firstAttemptAt,
        @Nullable Instant lastAttemptAt,
        @Nullable Instant nextAttemptAt,
        @Nullable String lastOutcome,
        @Nullable Duration took) {

    /** How far it is. */
    public enum State {
        /** To be tried, first or again. */
        PENDING,
        /** The receiver has it. */
        DELIVERED,
        /** Tried as often as we try; {@code resend} and {@code recovery} try again. */
        GIVEN_UP
    }

    /** Of an event that was not posted yet. */
    static Delivery first(RecordedEvent recorded) {
        return due(recorded.event().id(), recorded.position(), recorded.event().type(), null);
    }

    /** A message that is asked for. */
    static Delivery askedFor(EventId event, EventType type, Instant now) {
        return due(event, 0, type, now);
    }

    /** The same message, to be sent anew. */
    public Delivery again(Instant now) {
        return due(event, position, type, now);
    }

    private static Delivery due(EventId event, long position, EventType type, @Nullable Instant at) {
        return new Delivery(event, position, type, State.PENDING, 0, null, null, at, null, null);
    }

    /**
     * After an attempt that was begun at this instant.
     *
     * @param jitter from 0 to 1, drawn for this attempt
     */
    Delivery after(Posted posted, Retries retries, Instant begun, double jitter) {
        Instant first = firstAttemptAt == null ? begun : firstAttemptAt;
        int tried = attempts + 1;
        if (posted instanceof Posted.Answered answered && answered.isKept()) {
            return tried(State.DELIVERED, tried, first, begun, null, posted);
        }
        return retries.next(tried, first, begun.plus(posted.took()), posted, jitter)
                .map(next -> tried(State.PENDING, tried, first, begun, next, posted))
                .orElseGet(() -> tried(State.GIVEN_UP, tried, first, begun, null, posted));
    }

    private Delivery tried(State next, int tried, Instant first, Instant last, @Nullable Instant again, Posted posted) {
        return new Delivery(event, position, type, next, tried, first, last, again, outcome(posted), posted.took());
    }

    private static String outcome(Posted posted) {
        return switch (posted) {
            case Posted.Answered(var status, var _, var _) -> Integer.toString(status);
            case Posted.Failed(var failure, var _) -> failure.name().toLowerCase(Locale.ROOT);
        };
    }
}
