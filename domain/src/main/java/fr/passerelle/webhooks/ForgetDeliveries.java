package fr.passerelle.webhooks;

import java.time.Duration;
import java.time.InstantSource;
import reactor.core.publisher.Mono;

/** Forgets what became of messages that are as old as the journal shows events. A look takes a bounded step; the next goes on. */
public final class ForgetDeliveries {
    /** Also what the contract says. */
    public static final Duration KEPT = Duration.ofDays(90);

    private static final int MOST_OF_AN_ENDPOINT = 10_000;

    private final Deliveries deliveries;
    private final InstantSource clock;

    public ForgetDeliveries(Deliveries deliveries, InstantSource clock) {
        this.deliveries = deliveries;
        this.clock = clock;
    }

    public Mono<Void> forget() {
        return Mono.defer(() -> deliveries.forget(clock.instant().minus(KEPT), MOST_OF_AN_ENDPOINT))
                .then();
    }
}
