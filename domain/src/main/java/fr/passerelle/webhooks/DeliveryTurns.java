package fr.passerelle.webhooks;

import fr.passerelle.ids.EndpointId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.journal.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Whose turn it is to be sent something. Each endpoint follows its tenant's journal from its own place: nothing is copied for it
 * before the first attempt. What is stored under a lease that another has taken over stores nothing.
 */
public interface DeliveryTurns {

    /**
     * Leases endpoints for which something is due: events behind their place, or messages to be tried again. Those come first
     * that were served longest ago.
     *
     * @param now business time, by which retries are due; the lease is timed by the store's clock
     */
    Mono<List<Turn>> claim(Instant now, Duration lease, int max);

    /** A lease on an endpoint. */
    record Turn(TenantId tenant, EndpointId endpoint, UUID claim) {}

    /** The endpoint of a turn as it is now; empty when the turn is no longer ours. */
    Mono<Opened> open(Turn turn);

    /**
     * An endpoint whose turn it is.
     *
     * @param position of the last event that it was sent, or that it did not want
     */
    record Opened(Turn turn, Endpoint endpoint, Health health, long position) {}

    /**
     * Messages that wait to be tried again.
     *
     * @param which of them
     */
    Mono<List<Due>> pending(Opened opened, Pick which, Instant now, int max);

    /** Which of the pending messages. */
    enum Pick {
        /** Whose time has come, the earliest first. */
        DUE,
        /** Any, and first those that were not tried for longest. */
        LONGEST_UNTRIED,
        /** The question to an endpoint that is not verified, if its time has come. */
        QUESTION
    }

    /**
     * A message to post.
     *
     * @param before as it stands before the attempt
     */
    record Due(RecordedEvent message, Delivery before) {
        public static Due first(RecordedEvent recorded) {
            return new Due(recorded, Delivery.first(recorded));
        }

        /** A message that is in no journal. */
        public static Due ofNoJournal(Turn turn, Delivery asked) {
            Subject endpoint =
                    new Subject(asked.type().subjectType(), turn.endpoint().text());
            Instant askedAt = asked.event().madeAt();
            Event event = new Event(asked.event(), turn.tenant(), asked.type(), endpoint, 1, askedAt, Map.of());
            return new Due(new RecordedEvent(0, event), asked);
        }
    }

    /**
     * Events behind a position that the endpoint wants, in order.
     *
     * @param max at most so many
     */
    Mono<Page> events(Opened opened, long after, int max);

    /**
     * A piece of the journal.
     *
     * @param upTo all that the endpoint wants up to here is in it
     * @param hasMore whether the journal goes on behind it
     */
    record Page(List<RecordedEvent> events, long upTo, boolean hasMore) {}

    /**
     * Stores what became of messages, and where the endpoint stands then: all or nothing.
     *
     * @param lease from now on
     * @return whether the turn was still ours; otherwise nothing was stored
     */
    Mono<Boolean> store(Turn turn, Step step, Duration lease);

    /**
     * A step of a turn.
     *
     * @param outcomes of the attempts since the last one
     * @param position the new place in the journal
     * @param probeAt when a failing endpoint is tried again; where absent, when the next message is due
     * @param isLast whether the turn is given back
     */
    record Step(
            List<Delivery> outcomes,
            long position,
            Health health,
            Optional<Instant> probeAt,
            Optional<Changed> change,
            boolean isLast) {
        public Step {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** A next version of the endpoint, and the event that tells why. */
    record Changed(Endpoint next, Event event) {}

    /** Over all tenants. */
    Mono<Backlog> backlog();

    /**
     * What waits, over all tenants.
     *
     * @param events behind the places of enabled endpoints, each counted for each of them
     * @param endpoints by state: {@code enabled}, {@code failing}, {@code unverified}, {@code disabled}
     */
    record Backlog(long events, Map<String, Long> endpoints) {}
}
