package fr.passerelle.webhooks;

import fr.passerelle.ids.EventId;
import fr.passerelle.journal.EventType;
import java.time.Instant;
import java.time.InstantSource;
import reactor.core.publisher.Mono;

/** Puts messages up for sending because a client asks for them. Workers post them. */
public final class SendAgain {
    private final Deliveries deliveries;
    private final InstantSource clock;

    public SendAgain(Deliveries deliveries, InstantSource clock) {
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** Sends a message that says nothing, to this endpoint alone. */
    public Mono<Delivery> test(Endpoint endpoint) {
        Instant now = clock.instant();
        return put(endpoint, Delivery.askedFor(EventId.next(now), EventType.WEBHOOK_ENDPOINT_TEST, now));
    }

    /** Sends a message again, delivered or not. Empty when the endpoint was never sent it. */
    public Mono<Delivery> resend(Endpoint endpoint, EventId event) {
        return deliveries
                .find(endpoint.tenant(), endpoint.id(), event)
                .flatMap(delivery -> put(endpoint, delivery.again(clock.instant())));
    }

    /**
     * Sends again what happened between two instants; see {@link Deliveries#recover}.
     *
     * @return how many messages; where that is more than the given number, none was put up
     */
    public Mono<Long> recover(Endpoint endpoint, Instant since, Instant until, boolean all, int most) {
        return deliveries.recover(endpoint, since, until, all, clock.instant(), most);
    }

    private Mono<Delivery> put(Endpoint endpoint, Delivery due) {
        return deliveries.put(endpoint.tenant(), endpoint.id(), due).thenReturn(due);
    }
}
