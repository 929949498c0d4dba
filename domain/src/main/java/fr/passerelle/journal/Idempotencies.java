package fr.passerelle.journal;

import fr.passerelle.ids.TenantId;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * The keys that clients have used. Written by the saves of the other ports, in the transaction of the change; only
 * successes are kept, at least seven days, those of submissions as long as the request lives.
 */
public interface Idempotencies {

    Mono<Earlier> find(TenantId tenant, Idempotency idempotency);

    /** What is known of a key before the call. */
    sealed interface Earlier {
        /** The key was never used, or its use has expired. */
        record None() implements Earlier {}

        /** The same call succeeded before and made, or changed, this subject. */
        record Same(UUID subject) implements Earlier {}

        /** The key was used for another call. */
        record Other() implements Earlier {}
    }
}
