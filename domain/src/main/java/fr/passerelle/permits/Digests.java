package fr.passerelle.permits;

import fr.passerelle.ids.DigestId;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.SaveOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** What sums up the warnings of employers. */
public interface Digests {

    /** An employer of whom warnings wait for the digest: ids alone, of all tenants. */
    record Waiting(TenantId tenant, EmployerId employer) {}

    /**
     * Employers whose next digest is due, in an order of their own, a page at a time.
     *
     * @param daily those of a daily digest, of whom a warning waits that was raised before this instant
     * @param weekly the same, of those of a weekly digest
     */
    Mono<List<Waiting>> waiting(Instant daily, Instant weekly, Optional<Waiting> after, int max);

    /**
     * What a digest sums up.
     *
     * @param waiting of each kind those that wait, {@link Alert.Told#BY_DIGEST}, and are open
     * @param open of each kind all that are open
     */
    record Sum(Map<Milestone.Kind, Long> waiting, Map<Milestone.Kind, Long> open) {
        public Sum {
            waiting = Map.copyOf(waiting);
            open = Map.copyOf(open);
        }
    }

    /** Of the warnings that were raised at or before an instant. */
    Mono<Sum> sum(Waiting of, Instant until);

    /**
     * A digest that is told.
     *
     * @param until warnings that wait and were raised at or before it are in the digest from now on
     */
    record Digest(DigestId id, Waiting of, Instant until) {}

    /**
     * Marks what waits as told in a digest and stores the event that tells of it, both or neither.
     *
     * @return {@code Stored}; {@code Stale} when nothing waits any more, because another replica told it
     */
    Mono<SaveOutcome> issue(Digest digest, Event event);
}
