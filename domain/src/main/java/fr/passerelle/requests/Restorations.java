package fr.passerelle.requests;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** When the store was restored from a backup. */
public interface Restorations {

    /** The latest; {@link Restoration#NEVER} when there was none. */
    Mono<Restoration> latest();

    /** Notes that it was restored, for all replicas. May be said again: then all is looked up once more. */
    Mono<Void> note(Instant at);
}
