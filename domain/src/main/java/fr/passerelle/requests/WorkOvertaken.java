package fr.passerelle.requests;

import fr.passerelle.journal.SaveOutcome;
import reactor.core.publisher.Mono;

/** Someone else moved the request on, or the lease is over: this work stops, nothing is lost. */
final class WorkOvertaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private WorkOvertaken(SaveOutcome how) {
        super(how.toString(), null, false, false);
    }

    /** Lets work go on only when its step was stored. */
    static Mono<Void> unlessStored(SaveOutcome outcome) {
        return outcome instanceof SaveOutcome.Stored ? Mono.empty() : Mono.error(() -> new WorkOvertaken(outcome));
    }
}
