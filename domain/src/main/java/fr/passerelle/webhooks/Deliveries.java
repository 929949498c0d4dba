package fr.passerelle.webhooks;

import fr.passerelle.ids.EndpointId;
import fr.passerelle.ids.EventId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.EventType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What became of the messages to endpoints. What was not tried yet is not among them, unless it was asked for. */
public interface Deliveries {

    /**
     * The deliveries of an endpoint, those of the latest events first.
     *
     * @param after the last one seen
     */
    Mono<List<Delivery>> list(TenantId tenant, EndpointId endpoint, Filter filter, @Nullable EventId after, int limit);

    /**
     * Which deliveries.
     *
     * @param since of events that happened at this instant or later, to the millisecond
     */
    record Filter(
            Delivery.@Nullable State state,
            @Nullable EventType type,
            @Nullable Instant since) {
        public static Filter none() {
            return new Filter(null, null, null);
        }
    }

    Mono<Delivery> find(TenantId tenant, EndpointId endpoint, EventId event);

    /** Puts a message up for sending, or the one that is there up again, and gives its endpoint a turn. */
    Mono<Void> put(TenantId tenant, EndpointId endpoint, Delivery due);

    /**
     * Puts up again what happened between two instants and was given up; or all that the endpoint wants, be it delivered or
     * passed over. What is pending is tried at once. Nothing is done where that is more than the given number.
     *
     * @param until exclusive
     * @return how many messages were put up, or would be
     */
    Mono<Long> recover(Endpoint endpoint, Instant since, Instant until, boolean all, Instant now, int most);

    /**
     * Forgets deliveries of events before an instant, of which the journal soon has nothing more to send, and those of deleted
     * endpoints. What is in no journal and still pending stays.
     *
     * @param most of each endpoint
     * @return how many
     */
    Mono<Long> forget(Instant before, int most);
}
