package fr.passerelle.persistence;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.work.Claim;
import fr.passerelle.work.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Leases are timed by the database's clock, which all replicas share; work is due by the caller's. */
final class R2dbcWorkQueue implements WorkQueue {
    /** Locks the turns that come next, those never served first. What another replica is claiming is passed over. */
    private static final String NEXT_TURNS = """
        select tenant_id, employer_id from work_turn
        where due_at <= $1 and (lease_until is null or lease_until < clock_timestamp())
        order by served_at nulls first, due_at
        limit $2
        for update skip locked
        """;

    /**
     * Leases of each locked turn the due job with the nearest deadline. In a statement of its own: its snapshot is younger
     * than the locks, so it sees every job that was added before them.
     */
    private static final String LEASE = """
        with next_job as (
            select turn.tenant_id, turn.employer_id, nearest.request_id
            from unnest($1::uuid[], $2::uuid[]) as turn (tenant_id, employer_id)
            cross join lateral (
                select request_id from job
                where job.tenant_id = turn.tenant_id and job.employer_id = turn.employer_id and job.due_at <= $3
                order by deadline, request_id
                limit 1
            ) as nearest
        ), leased as (
            update work_turn
            set claim_id = gen_random_uuid(),
                request_id = next_job.request_id,
                lease_until = clock_timestamp() + $4 * interval '1 millisecond',
                served_at = clock_timestamp()
            from next_job
            where work_turn.tenant_id = next_job.tenant_id and work_turn.employer_id = next_job.employer_id
            returning work_turn.tenant_id, work_turn.employer_id, work_turn.request_id, work_turn.claim_id
        )
        update job set attempts = attempts + 1 from leased
        where job.tenant_id = leased.tenant_id and job.request_id = leased.request_id
        returning leased.tenant_id, leased.employer_id, leased.request_id, leased.claim_id, job.attempts
        """;

    /** Turns that were due for a job that is there no more wait for their next one. */
    private static final String CORRECT = """
        update work_turn
        set claim_id = null, request_id = null, lease_until = null,
            due_at = coalesce(
                (select min(job.due_at) from job
                 where job.tenant_id = work_turn.tenant_id and job.employer_id = work_turn.employer_id),
                'infinity')
        from unnest($1::uuid[], $2::uuid[]) as turn (tenant_id, employer_id)
        where work_turn.tenant_id = turn.tenant_id and work_turn.employer_id = turn.employer_id
            and not exists (
                select from job
                where job.tenant_id = turn.tenant_id and job.employer_id = turn.employer_id and job.due_at <= $3)
        """;

    private static final String RENEW = """
        update work_turn set lease_until = clock_timestamp() + $4 * interval '1 millisecond'
        where tenant_id = $1 and employer_id = $2 and claim_id = $3 and lease_until > clock_timestamp()
        """;

    private static final String WAKE = """
        with turn as (
            update work_turn set due_at = least(due_at, $3) where tenant_id = $1 and employer_id = $2
            returning tenant_id, employer_id
        )
        update job set due_at = $3 from turn
        where job.tenant_id = turn.tenant_id and job.employer_id = turn.employer_id and job.due_at > $3
        """;

    private static final String DEPTH = """
        select count(*) filter (where not is_leased and due_at <= $1) as due,
               count(*) filter (where is_leased) as leased,
               min(due_at) filter (where not is_leased and due_at <= $1) as oldest
        from job
        cross join lateral (
            select exists (
                select from work_turn
                where work_turn.tenant_id = job.tenant_id and work_turn.employer_id = job.employer_id
                    and work_turn.request_id = job.request_id and lease_until >= clock_timestamp()
            ) as is_leased
        ) as lease
        """;

    private final Transactions transactions;

    R2dbcWorkQueue(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Mono<List<Claim>> claim(Instant now, Duration lease, int max) {
        return transactions.asWorker(tx -> claim(tx, now, lease, max));
    }

    private static Mono<List<Claim>> claim(Transaction tx, Instant now, Duration lease, int max) {
        return tx.all(Sql.of(NEXT_TURNS, now, max), Turn::read)
                .flatMap(turns -> turns.isEmpty() ? Mono.just(List.of()) : lease(tx, turns, now, lease));
    }

    private static Mono<List<Claim>> lease(Transaction tx, List<Turn> turns, Instant now, Duration lease) {
        UUID[] tenants = turns.stream().map(Turn::tenant).toArray(UUID[]::new);
        UUID[] employers = turns.stream().map(Turn::employer).toArray(UUID[]::new);
        Mono<Long> corrected = tx.change(Sql.of(CORRECT, tenants, employers, now));
        return tx.all(Sql.of(LEASE, tenants, employers, now, lease.toMillis()), R2dbcWorkQueue::read)
                .flatMap(claims -> claims.size() == turns.size() ? Mono.just(claims) : corrected.thenReturn(claims));
    }

    private static Claim read(StoredRow row) {
        return new Claim(
                new TenantId(row.uuid("tenant_id")),
                new RequestId(row.uuid("request_id")),
                new EmployerId(row.uuid("employer_id")),
                row.uuid("claim_id"),
                row.integer("attempts"));
    }

    @Override
    public Mono<Boolean> renew(Claim claim, Duration lease) {
        Sql sql = Sql.of(RENEW, claim.tenant().value(), claim.employer().value(), claim.id(), lease.toMillis());
        return transactions.write(claim.tenant(), tx -> tx.change(sql)).map(renewed -> renewed > 0);
    }

    @Override
    public Mono<Void> release(Claim claim, Instant dueAt) {
        return transactions.write(claim.tenant(), tx -> release(tx, claim, dueAt));
    }

    private static Mono<Void> release(Transaction tx, Claim claim, Instant dueAt) {
        return WorkRows.isHeld(tx, claim).flatMap(held -> held ? WorkRows.giveBack(tx, claim, dueAt) : Mono.empty());
    }

    @Override
    public Mono<Void> wake(TenantId tenant, EmployerId employer, Instant now) {
        Sql sql = Sql.of(WAKE, tenant.value(), employer.value(), now);
        return transactions.write(tenant, tx -> tx.change(sql)).then();
    }

    @Override
    public Mono<Depth> depth(Instant now) {
        return transactions.asWorker(tx -> tx.one(Sql.of(DEPTH, now), row -> depth(row, now)));
    }

    private static Depth depth(StoredRow row, Instant now) {
        Instant oldest = row.instantOrNull("oldest");
        return new Depth(
                row.number("due"),
                row.number("leased"),
                oldest == null ? Duration.ZERO : Duration.between(oldest, now));
    }

    private record Turn(UUID tenant, UUID employer) {
        static Turn read(StoredRow row) {
            return new Turn(row.uuid("tenant_id"), row.uuid("employer_id"));
        }
    }
}
