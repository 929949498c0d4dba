package fr.passerelle.testing;

import fr.passerelle.requests.Restoration;
import fr.passerelle.requests.Restorations;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** The restores in memory. */
public final class InMemoryRestorations implements Restorations {
    private final InMemoryStore store;
    private Restoration latest = Restoration.NEVER;

    InMemoryRestorations(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Mono<Restoration> latest() {
        return store.alone(() -> latest);
    }

    @Override
    public Mono<Void> note(Instant at) {
        return store.alone(() -> {
            latest = at.isAfter(latest.at()) ? new Restoration(at) : latest;
            return null;
        });
    }
}
