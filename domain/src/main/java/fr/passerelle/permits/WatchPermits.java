package fr.passerelle.permits;

import reactor.core.publisher.Mono;

/**
 * Tells what comes due of permits, on its day, and again what nobody acknowledged. Nothing but what is due is read. Two replicas at
 * once do no harm: of two that tell the same, one stores nothing.
 */
public final class WatchPermits {

    /** Goes once through all that is due; a number of permits that were looked at. One that fails keeps no other waiting. */
    public Mono<Long> look() {
        throw new UnsupportedOperationException();
    }
}
