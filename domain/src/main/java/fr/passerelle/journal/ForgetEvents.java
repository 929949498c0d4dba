package fr.passerelle.journal;

import java.time.Duration;
import java.time.InstantSource;
import reactor.core.publisher.Mono;

/** Ends what the journal shows after 90 days. A look takes a bounded step; the next goes on. */
public final class ForgetEvents {
    /** Also what the contract says; a day more, so that what became of an event's messages is forgotten before it. */
    public static final Duration KEPT = Duration.ofDays(90).plusDays(1);

    private static final int MOST_OF_A_TENANT = 10_000;

    private final Journal journal;
    private final InstantSource clock;

    public ForgetEvents(Journal journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
    }

    public Mono<Void> forget() {
        return Mono.defer(() -> journal.forget(clock.instant().minus(KEPT), MOST_OF_A_TENANT))
                .then();
    }
}
