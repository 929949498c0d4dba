package fr.passerelle.work;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Requests that are due to be moved on. A request stands in the queue at most once; saves put it there and take it out, in
 * their own transactions.
 */
public interface WorkQueue {

    /**
     * Leases due work: tenants' employers in turn, and of each employer the request with the nearest deadline.
     *
     * @param now business time, against which work is due; the lease itself is timed by the store's clock
     * @param lease how long the work is ours
     * @param max at most so many
     */
    Mono<List<Claim>> claim(Instant now, Duration lease, int max);

    /**
     * Prolongs a lease.
     *
     * @return whether the claim was still ours
     */
    Mono<Boolean> renew(Claim claim, Duration lease);

    /** Gives work back, to be due again at the given instant. Does nothing when the claim is no longer ours. */
    Mono<Void> release(Claim claim, Instant dueAt);

    /** Makes all work of an employer due at once, such as after its account was linked anew. */
    Mono<Void> wake(TenantId tenant, EmployerId employer, Instant now);

    /** How much work is due, and since when the oldest is. */
    Mono<Depth> depth(Instant now);

    /**
     * A measure of the queue over all tenants.
     *
     * @param due how many are due and not leased
     * @param leased how many are being worked on
     * @param oldestWait how long the oldest of the due has waited; zero when none is
     */
    record Depth(long due, long leased, Duration oldestWait) {}
}
