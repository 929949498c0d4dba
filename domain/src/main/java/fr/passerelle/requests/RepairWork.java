package fr.passerelle.requests;

import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.work.WorkOversight;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds work that nobody will do, and has it done. There should never be any: the saves keep requests and queue together. After
 * a repair by hand, or a fault of ours, it is how one knows.
 */
public final class RepairWork {
    /** Longer than any lease, so that what another replica is about to take over is not counted. */
    private static final Duration LONG_LAPSED = Duration.ofMinutes(2);

    private static final int TENANTS_AT_ONCE = 4;

    /** In these a request has a place in the queue, whether or not it is paused or waits for a human. */
    private static final Set<String> IN_THE_QUEUE = Set.of(
            "queued",
            "filing",
            "outcome_unknown",
            "filed",
            "under_review",
            "information_requested",
            "deemed_refused",
            "deemed_granted");

    private final WorkOversight oversight;
    private final Requests requests;
    private final InstantSource clock;

    public RepairWork(WorkOversight oversight, Requests requests, InstantSource clock) {
        this.oversight = oversight;
        this.requests = requests;
        this.clock = clock;
    }

    /**
     * What nobody will do.
     *
     * @param unscheduled requests that should be in the queue and are not
     * @param lapsed leases that ran out and that nobody took over: no replica works, or the work is paused
     * @param forgotten employers whose turn comes after their work is due
     */
    public record DeadWork(
            List<Unscheduled> unscheduled, List<WorkOversight.Lapsed> lapsed, List<WorkOversight.Forgotten> forgotten) {
        public DeadWork {
            unscheduled = List.copyOf(unscheduled);
            lapsed = List.copyOf(lapsed);
            forgotten = List.copyOf(forgotten);
        }

        public boolean isNone() {
            return unscheduled.isEmpty() && lapsed.isEmpty() && forgotten.isEmpty();
        }
    }

    /** A request that should be in the queue and is not. */
    public record Unscheduled(TenantId tenant, RequestId request) {}

    public Mono<DeadWork> check() {
        return Mono.zip(unscheduled(), oversight.lapsed(LONG_LAPSED), oversight.forgotten())
                .map(found -> new DeadWork(found.getT1(), found.getT2(), found.getT3()));
    }

    private Mono<List<Unscheduled>> unscheduled() {
        return oversight
                .tenants()
                .flatMapMany(Flux::fromIterable)
                .flatMap(this::unscheduled, TENANTS_AT_ONCE)
                .collect(ArrayList::new, List::addAll);
    }

    private Mono<List<Unscheduled>> unscheduled(TenantId tenant) {
        return oversight
                .unscheduled(tenant, IN_THE_QUEUE)
                .map(ids -> ids.stream().map(id -> new Unscheduled(tenant, id)).toList());
    }

    /**
     * Gives what is found its place in the queue, due now. A lapsed lease is left as it is: whoever claims next takes it over,
     * and counts the crash.
     *
     * @return what was set right; a request that moved on meanwhile is not among it
     */
    public Mono<DeadWork> repair() {
        return check().flatMap(found -> Flux.fromIterable(found.unscheduled())
                .filterWhen(this::scheduled)
                .collectList()
                .flatMap(scheduled -> recalled(scheduled, found)));
    }

    private Mono<Boolean> scheduled(Unscheduled dead) {
        return requests.find(dead.tenant(), dead.request())
                .map(request -> Change.from(request)
                        .quietly(request.touched(clock.instant()))
                        .due(clock.instant())
                        .build())
                .flatMap(requests::save)
                .map(SaveOutcome.Stored.class::isInstance)
                .defaultIfEmpty(false);
    }

    private Mono<DeadWork> recalled(List<Unscheduled> scheduled, DeadWork found) {
        return oversight.recall().thenReturn(new DeadWork(scheduled, List.of(), found.forgotten()));
    }
}
