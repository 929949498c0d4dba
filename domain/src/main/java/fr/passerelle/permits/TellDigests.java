package fr.passerelle.permits;

import reactor.core.publisher.Mono;

/** Sums up warnings for each employer at seven in the morning of Paris, daily or on Mondays. */
public final class TellDigests {

    /** Goes once through all employers of whom something waits; how many digests were told. */
    public Mono<Long> look() {
        throw new UnsupportedOperationException();
    }
}
