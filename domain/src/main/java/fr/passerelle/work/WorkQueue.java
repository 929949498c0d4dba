package fr.passerelle.work;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.pace.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Requests that are due to be moved on. A request stands in the queue at most once; saves put it there and take it out, in
 * their own transactions.
 */
public interface WorkQueue {

    /** What is to be filed and is less far from its deadline goes before turns. What was filed is followed in turn. */
    Duration URGENT = Duration.ofHours(72);

    /**
     * Leases due work. What is urgent comes first, the nearest deadline before all; then tenants take turns, and of each
     * the nearest deadline comes first. Of the work under one login on the platform one piece at most is leased at a time;
     * of a paused tenant none. While another replica is claiming, none is answered: whoever asks comes back.
     *
     * @param lane only work that is moved on by calls of this kind
     * @param now business time, against which work is due; the lease itself is timed by the store's clock
     * @param lease how long the work is ours
     * @param max at most so many
     * @param atOnce so many of the lane may be leased at once, by all replicas together
     */
    Mono<List<Claim>> claim(Lane lane, Instant now, Duration lease, int max, int atOnce);

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

    /**
     * Where a request stands among all that wait to be filed, in the order of {@link #claim}: as if all were due and no login
     * were busy. Empty when it does not wait to be filed.
     */
    Mono<Place> place(TenantId tenant, RequestId request, Instant now);

    /**
     * A place in the queue.
     *
     * @param rank the next to be filed has the first
     * @param deadline by which it should be filed
     */
    record Place(long rank, Instant deadline) {}

    /**
     * Requests whose deadline is near and of which nobody has taken note, the nearest first. Work that is paused, held back or
     * under way is among them.
     *
     * @param before deadlines before this instant
     */
    Mono<List<Near>> nearDeadlines(Instant before, int max);

    /** A request in the queue whose deadline is near. */
    record Near(TenantId tenant, RequestId request, Instant deadline) {}

    /** Notes that this deadline of the request was seen to; another deadline is news again. */
    Mono<Void> note(Near near);

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
