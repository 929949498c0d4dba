package fr.passerelle.work;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.pace.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * What the operator sees and sets right of the work of all tenants: ids and instants alone. Asked by a human now and then: its
 * reads go through the whole queue.
 */
public interface WorkOversight {

    /** Every tenant that ever had work or an account to work with. */
    Mono<List<TenantId>> tenants();

    /** How much work is due, lane by lane; a lane without any is there as well. */
    Mono<Map<Lane, WorkQueue.Depth>> depths(Instant now);

    /**
     * Work that nobody gets done, the one with the nearest deadline first: tried often, crashed upon, or due for long and not
     * under way.
     *
     * @param attempts tried at least so often without progress
     * @param dueBefore due before this instant
     */
    Mono<List<Job>> stuck(int attempts, Instant dueBefore, int max);

    /**
     * A place in the queue.
     *
     * @param attempts how often it was claimed since it last made progress
     * @param crashes how many in a row of those ended without giving it back
     */
    record Job(
            TenantId tenant,
            RequestId request,
            EmployerId employer,
            Lane lane,
            int attempts,
            int crashes,
            Instant due,
            Instant deadline) {}

    /**
     * Makes the work on a request due, unless it is already.
     *
     * @return whether the request is in the queue
     */
    Mono<Boolean> wake(RequestId request, Instant now);

    /**
     * A tenant's requests that are in one of the given states and not in the queue.
     *
     * @param states the codes of states in which a request has a place in the queue
     */
    Mono<List<RequestId>> unscheduled(TenantId tenant, Set<String> states);

    /** Leases that ran out longer ago than this and were not taken over since, the oldest first. */
    Mono<List<Lapsed>> lapsed(Duration ago);

    /**
     * A lease that nobody took over.
     *
     * @param since when it ran out, by the store's clock
     */
    record Lapsed(TenantId tenant, EmployerId employer, RequestId request, Instant since) {}

    /** Employers whose work is due before their turn is, so that nobody would look at it in time. There should be none. */
    Mono<List<Forgotten>> forgotten();

    /**
     * An employer whose turn comes too late.
     *
     * @param due when its work is
     */
    record Forgotten(TenantId tenant, EmployerId employer, Instant due) {}

    /** Gives every employer its turn as soon as its work is due. */
    Mono<Void> recall();
}
