package fr.passerelle.persistence;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.pace.Lane;
import fr.passerelle.work.WorkOversight;
import fr.passerelle.work.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * Looks as the worker, who sees the queue of all tenants and no more: what a request is in is read as its own tenant. No index
 * serves these, which a human asks for now and then.
 */
final class R2dbcWorkOversight implements WorkOversight {
    /** Turns are kept when the work is over. */
    private static final String TENANTS = "select distinct tenant_id from work_turn order by tenant_id";

    private static final String WITH_LEASES = """
        from job
        cross join lateral (
            select exists (
                select from work_turn
                where work_turn.tenant_id = job.tenant_id and work_turn.employer_id = job.employer_id
                    and work_turn.request_id = job.request_id and lease_until >= clock_timestamp()
            ) as is_leased
        ) as lease
        """;

    private static final String DEPTHS = """
        select lane,
               count(*) filter (where not is_leased and due_at <= $1) as due,
               count(*) filter (where is_leased) as leased,
               min(due_at) filter (where not is_leased and due_at <= $1) as oldest
        """ + WITH_LEASES + "group by lane";

    private static final String STUCK = """
        select tenant_id, request_id, employer_id, lane, attempts, crashes, due_at, deadline
        """ + WITH_LEASES + """
        where attempts >= $1 or crashes > 0 or (due_at < $2 and not is_leased)
        order by deadline, request_id
        limit $3
        """;

    /** The turn before the job, like all who touch both. */
    private static final String WAKE = """
        with target as (
            select tenant_id, employer_id, request_id from job where request_id = $1
        ), turn as (
            update work_turn set due_at = least(due_at, $2) from target
            where work_turn.tenant_id = target.tenant_id and work_turn.employer_id = target.employer_id
            returning work_turn.tenant_id, target.request_id
        )
        update job set due_at = least(due_at, $2) from turn
        where job.tenant_id = turn.tenant_id and job.request_id = turn.request_id
        """;

    private static final String UNSCHEDULED = """
        select id from authorisation_request as request
        where tenant_id = $1 and state_code = any($2)
            and not exists (select from job where job.tenant_id = $1 and job.request_id = request.id)
        order by id
        """;

    private static final String LAPSED = """
        select tenant_id, employer_id, request_id, lease_until from work_turn
        where lease_until <= clock_timestamp() - $1 * interval '1 millisecond'
        order by lease_until
        """;

    private static final String FORGOTTEN = """
        select work_turn.tenant_id, work_turn.employer_id, earliest.due_at
        from work_turn
        cross join lateral (
            select min(job.due_at) as due_at from job
            where job.tenant_id = work_turn.tenant_id and job.employer_id = work_turn.employer_id
        ) as earliest
        where earliest.due_at < work_turn.due_at
        """;

    /** A turn is only ever made due earlier here, like by whoever adds a job. */
    private static final String RECALL = """
        update work_turn set due_at = least(work_turn.due_at, late.due_at)
        from (
        """ + FORGOTTEN + """
        ) as late
        where work_turn.tenant_id = late.tenant_id and work_turn.employer_id = late.employer_id
        """;

    private final Transactions transactions;

    R2dbcWorkOversight(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Mono<List<TenantId>> tenants() {
        return transactions.asWorker(tx -> tx.all(Sql.of(TENANTS), R2dbcWorkOversight::tenant));
    }

    @Override
    public Mono<Map<Lane, WorkQueue.Depth>> depths(Instant now) {
        return transactions
                .asWorker(tx -> tx.all(Sql.of(DEPTHS, now), row -> LaneDepth.read(row, now)))
                .map(R2dbcWorkOversight::complete);
    }

    private record LaneDepth(Lane lane, WorkQueue.Depth depth) {
        static LaneDepth read(StoredRow row, Instant now) {
            return new LaneDepth(row.constant("lane", Lane.class), R2dbcWorkQueue.depth(row, now));
        }
    }

    private static Map<Lane, WorkQueue.Depth> complete(List<LaneDepth> measured) {
        Map<Lane, WorkQueue.Depth> known =
                measured.stream().collect(Collectors.toMap(LaneDepth::lane, LaneDepth::depth));
        WorkQueue.Depth none = new WorkQueue.Depth(0, 0, Duration.ZERO);
        return Arrays.stream(Lane.values())
                .collect(Collectors.toMap(Function.identity(), lane -> known.getOrDefault(lane, none)));
    }

    @Override
    public Mono<List<Job>> stuck(int attempts, Instant dueBefore, int max) {
        Sql sql = Sql.of(STUCK, attempts, dueBefore, max);
        return transactions.asWorker(tx -> tx.all(sql, R2dbcWorkOversight::job));
    }

    private static Job job(StoredRow row) {
        return new Job(
                tenant(row),
                request(row),
                employer(row),
                row.constant("lane", Lane.class),
                row.integer("attempts"),
                row.integer("crashes"),
                row.instant("due_at"),
                row.instant("deadline"));
    }

    @Override
    public Mono<Boolean> wake(RequestId request, Instant now) {
        return transactions
                .asWorker(tx -> tx.change(Sql.of(WAKE, request.value(), now)))
                .map(woken -> woken > 0);
    }

    @Override
    public Mono<List<RequestId>> unscheduled(TenantId tenant, Set<String> states) {
        Sql sql = Sql.of(UNSCHEDULED, tenant.value(), states.toArray(String[]::new));
        return transactions.read(tenant, tx -> tx.all(sql, row -> new RequestId(row.uuid("id"))));
    }

    @Override
    public Mono<List<Lapsed>> lapsed(Duration ago) {
        return transactions.asWorker(tx -> tx.all(
                Sql.of(LAPSED, ago.toMillis()),
                row -> new Lapsed(tenant(row), employer(row), request(row), row.instant("lease_until"))));
    }

    @Override
    public Mono<List<Forgotten>> forgotten() {
        return transactions.asWorker(tx ->
                tx.all(Sql.of(FORGOTTEN), row -> new Forgotten(tenant(row), employer(row), row.instant("due_at"))));
    }

    @Override
    public Mono<Void> recall() {
        return transactions.asWorker(tx -> tx.change(Sql.of(RECALL))).then();
    }

    private static TenantId tenant(StoredRow row) {
        return new TenantId(row.uuid("tenant_id"));
    }

    private static EmployerId employer(StoredRow row) {
        return new EmployerId(row.uuid("employer_id"));
    }

    private static RequestId request(StoredRow row) {
        return new RequestId(row.uuid("request_id"));
    }
}
