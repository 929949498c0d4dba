package fr.passerelle.persistence;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.pace.Lane;
import fr.passerelle.work.Claim;
import fr.passerelle.work.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Leases are timed by the database's clock, which all replicas share; work is due by the caller's. One replica claims at a
 * time, so that turns, logins and the room of a lane are kept to exactly.
 */
final class R2dbcWorkQueue implements WorkQueue {
    /** A number of our own among the advisory locks, held until the end of the claim. */
    private static final String BE_ALONE = "select pg_try_advisory_xact_lock(5221001) as is_alone";

    /**
     * Of each login that is free its next work; of that what is urgent, and then one of each tenant, those never served or
     * served longest ago first, before the second of any. Next is the nearest deadline of what is to be filed, and what waits
     * longest of what is to be read. Of the work on which two replicas in a row crashed one piece is leased at a time, so that
     * only the one that makes them crash is suspected in the end.
     */
    private static final String NEXT = """
        with busy as (
            select turn.tenant_id, coalesce(login_sha256, turn.employer_id::text) as login, turn.lane,
                job.crashes > 1 as is_suspect
            from work_turn as turn left join job using (tenant_id, request_id)
            where lease_until >= clock_timestamp()
        ), free as (
            select tenant_id, employer_id, coalesce(login_sha256, employer_id::text) as login, request_id as crashed_id
            from work_turn as turn
            where due_at <= $2 and (lease_until is null or lease_until < clock_timestamp())
                and not exists (
                    select from work_pause as pause
                    where pause.tenant_id in (turn.tenant_id, '00000000-0000-0000-0000-000000000000'))
        ), next_job as (
            select distinct on (free.tenant_id, free.login)
                free.tenant_id, free.employer_id, next.request_id, next.deadline, next.comes_first,
                next.crashes + (next.request_id is not distinct from free.crashed_id)::integer > 1 as is_suspect
            from free
            cross join lateral (
                select request_id, deadline, crashes, %1$s as comes_first from job
                where job.tenant_id = free.tenant_id and job.employer_id = free.employer_id and job.lane = '%2$s'
                    and job.due_at <= $2
                order by %1$s, deadline, request_id
                limit 1
            ) as next
            where not exists (
                select from busy where busy.tenant_id = free.tenant_id and busy.login = free.login)
            order by free.tenant_id, free.login, next.comes_first, next.deadline, next.request_id
        ), sound as (
            select * from next_job where not is_suspect
            union all
            (select * from next_job where is_suspect and not exists (select from busy where busy.is_suspect)
             order by comes_first, deadline, request_id limit 1)
        ), in_turn as (
            select tenant_id, employer_id, request_id, comes_first, deadline,
                '%2$s' = 'write' and deadline < $1 as is_urgent,
                row_number() over (partition by tenant_id order by comes_first, deadline, request_id) as nth
            from sound
        )
        select in_turn.tenant_id, employer_id, request_id
        from in_turn left join tenant_turn using (tenant_id)
        order by is_urgent desc, case when is_urgent then greatest(comes_first, $2) end, nth, served_at nulls first,
            comes_first, deadline, request_id
        limit least($3::bigint, greatest(0, $4::bigint - (select count(*) from busy where lane = '%2$s')))
        """;

    private static final Map<Lane, String> NEXT_OF = Map.of(
            Lane.WRITE, NEXT.formatted("deadline", "write"),
            Lane.READ, NEXT.formatted("due_at", "read"));

    /** Whoever is changing an employer's jobs holds its turn; the next claim finds them as they are then. */
    private static final String LOCK = """
        select work_turn.tenant_id, work_turn.employer_id, chosen.request_id
        from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as chosen (tenant_id, employer_id, request_id)
        join work_turn using (tenant_id, employer_id)
        where work_turn.lease_until is null or work_turn.lease_until < clock_timestamp()
        for update of work_turn skip locked
        """;

    /**
     * Leases the chosen jobs whose turns are locked. In a statement of its own: its snapshot is younger than the locks, so
     * it sees every change that was made before them. A turn that bears a request had a holder whose lease ran out.
     */
    private static final String LEASE = """
        with chosen as (
            select chosen.tenant_id, chosen.employer_id, chosen.request_id, turn.request_id as crashed_id
            from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as chosen (tenant_id, employer_id, request_id)
            join work_turn as turn on turn.tenant_id = chosen.tenant_id and turn.employer_id = chosen.employer_id
            join job on job.tenant_id = chosen.tenant_id and job.request_id = chosen.request_id
            where job.due_at <= $5 and job.lane = $4
        ), leased as (
            update work_turn
            set claim_id = gen_random_uuid(),
                request_id = chosen.request_id,
                lane = $4,
                lease_until = clock_timestamp() + $6 * interval '1 millisecond',
                served_at = clock_timestamp()
            from chosen
            where work_turn.tenant_id = chosen.tenant_id and work_turn.employer_id = chosen.employer_id
            returning work_turn.tenant_id, work_turn.employer_id, work_turn.request_id, work_turn.claim_id,
                chosen.crashed_id
        ), served as (
            insert into tenant_turn (tenant_id, served_at) select tenant_id, clock_timestamp() from leased group by tenant_id
            on conflict (tenant_id) do update set served_at = excluded.served_at
        ), counted as (
            update job
            set attempts = attempts + (job.request_id = leased.request_id)::integer,
                crashes = crashes + (job.request_id is not distinct from leased.crashed_id)::integer
            from leased
            where job.tenant_id = leased.tenant_id and job.request_id in (leased.request_id, leased.crashed_id)
            returning job.tenant_id, job.request_id, job.attempts, job.crashes
        )
        select leased.tenant_id, leased.employer_id, leased.request_id, leased.claim_id,
            counted.attempts, counted.crashes
        from leased join counted using (tenant_id, request_id)
        """;

    /** Turns that are due for a job that is there no more. */
    private static final String STALE_TURNS = """
        select tenant_id, employer_id from work_turn
        where due_at <= $1 and (lease_until is null or lease_until < clock_timestamp())
            and not exists (
                select from job
                where job.tenant_id = work_turn.tenant_id and job.employer_id = work_turn.employer_id
                    and job.due_at <= $1)
        limit 64
        for update skip locked
        """;

    /** They wait for their next one. In a statement of its own, like the lease, and for its reason. */
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

    /** An urgent job is behind those with nearer deadlines; another behind all urgent ones, and as many of each tenant as of its own. */
    private static final String PLACE = """
        with mine as (
            select tenant_id, deadline, request_id, deadline < $3 as is_urgent from job
            where tenant_id = $1 and request_id = $2 and lane = 'write'
        ), waiting as (
            select job.tenant_id,
                count(*) filter (where job.deadline < $3 and (job.deadline, job.request_id) <= (mine.deadline, mine.request_id))
                    as nearer_and_urgent,
                count(*) filter (where job.deadline < $3) as urgent,
                count(*) filter (where job.deadline >= $3) as others,
                count(*) filter (where job.deadline >= $3 and (job.deadline, job.request_id) <= (mine.deadline, mine.request_id))
                    as nearer
            from job cross join mine
            where job.lane = 'write'
            group by job.tenant_id
        ), own as (
            select nearer from waiting join mine using (tenant_id)
        )
        select mine.deadline,
            case when mine.is_urgent then (select sum(nearer_and_urgent) from waiting)
            else (select sum(urgent + case when waiting.tenant_id = mine.tenant_id then own.nearer
                else least(waiting.others, own.nearer) end) from waiting) end::bigint as rank
        from mine cross join own
        """;

    private static final String WAITING_UNTIL = "select waiting_until($1, $2) as deadline";

    private static final String NEAR = """
        select tenant_id, request_id, deadline from job
        where noted_deadline is distinct from deadline and deadline < $1
        order by deadline, request_id
        limit $2
        """;

    private static final String NOTE =
            "update job set noted_deadline = $3 where tenant_id = $1 and request_id = $2 and deadline = $3";

    private static final String DEPTH = """
        with leased as (
            select tenant_id, request_id from work_turn where lease_until >= clock_timestamp()
        )
        select count(*) as due, min(due_at) as oldest, (select count(*) from leased) as leased
        from job
        where due_at <= $1 and (tenant_id, request_id) not in (select tenant_id, request_id from leased)
        """;

    private final Transactions transactions;
    private final QueueShape shape;

    R2dbcWorkQueue(Transactions transactions) {
        this.transactions = transactions;
        this.shape = new QueueShape(transactions);
    }

    @Override
    public Mono<List<Claim>> claim(Lane lane, Instant now, Duration lease, int max, int atOnce) {
        Sql next = Sql.of(Objects.requireNonNull(NEXT_OF.get(lane)), now.plus(URGENT), now, max, atOnce);
        return transactions.asWorker(tx -> tx.one(Sql.of(BE_ALONE), row -> row.flag("is_alone"))
                .filter(isAlone -> isAlone)
                .flatMap(_ -> tx.all(next, Turn::read))
                .flatMap(turns -> turns.isEmpty() ? nothing(tx, now, atOnce) : lease(tx, turns, lane, now, lease))
                .defaultIfEmpty(List.of()));
    }

    private static Mono<List<Claim>> lease(Transaction tx, List<Turn> turns, Lane lane, Instant now, Duration lease) {
        return tx.all(Sql.of(LOCK, tenants(turns), employers(turns), requests(turns)), Turn::read)
                .flatMap(locked -> tx.all(
                        Sql.of(
                                LEASE,
                                tenants(locked),
                                employers(locked),
                                requests(locked),
                                Columns.nameOf(lane),
                                now,
                                lease.toMillis()),
                        R2dbcWorkQueue::read));
    }

    private static Mono<List<Claim>> nothing(Transaction tx, Instant now, int atOnce) {
        return atOnce == 0
                ? Mono.just(List.of())
                : tx.all(Sql.of(STALE_TURNS, now), Turn::readTurn)
                        .filter(turns -> !turns.isEmpty())
                        .flatMap(turns -> tx.change(Sql.of(CORRECT, tenants(turns), employers(turns), now)))
                        .thenReturn(List.of());
    }

    private static Claim read(StoredRow row) {
        return new Claim(
                new TenantId(row.uuid("tenant_id")),
                new RequestId(row.uuid("request_id")),
                new EmployerId(row.uuid("employer_id")),
                row.uuid("claim_id"),
                row.integer("attempts"),
                row.integer("crashes"));
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
    public Mono<Place> place(TenantId tenant, RequestId request, Instant now) {
        return shape.ofLongQueue()
                .map(counted -> placeIn(counted, tenant, request, now))
                .defaultIfEmpty(exactPlace(tenant, request, now))
                .flatMap(Function.identity());
    }

    private Mono<Place> placeIn(QueueShape.Counted counted, TenantId tenant, RequestId request, Instant now) {
        Sql deadline = Sql.of(WAITING_UNTIL, tenant.value(), request.value());
        return transactions
                .readBy(tx -> tx.one(deadline, row -> Optional.ofNullable(row.instantOrNull("deadline"))))
                .flatMap(Mono::justOrEmpty)
                .map(until -> counted.place(tenant.value(), until, now.plus(URGENT)));
    }

    private Mono<Place> exactPlace(TenantId tenant, RequestId request, Instant now) {
        Sql sql = Sql.of(PLACE, tenant.value(), request.value(), now.plus(URGENT));
        return transactions.asWorker(
                tx -> tx.one(sql, row -> new WorkQueue.Place(row.number("rank"), row.instant("deadline"))));
    }

    @Override
    public Mono<List<Near>> nearDeadlines(Instant before, int max) {
        return transactions.asWorker(tx -> tx.all(
                Sql.of(NEAR, before, max),
                row -> new Near(
                        new TenantId(row.uuid("tenant_id")),
                        new RequestId(row.uuid("request_id")),
                        row.instant("deadline"))));
    }

    @Override
    public Mono<Void> note(Near near) {
        Sql sql = Sql.of(NOTE, near.tenant().value(), near.request().value(), near.deadline());
        return transactions.write(near.tenant(), tx -> tx.change(sql)).then();
    }

    @Override
    public Mono<Depth> depth(Instant now) {
        return transactions.asWorker(tx -> tx.one(Sql.of(DEPTH, now), row -> depth(row, now)));
    }

    static Depth depth(StoredRow row, Instant now) {
        Instant oldest = row.instantOrNull("oldest");
        return new Depth(
                row.number("due"),
                row.number("leased"),
                oldest == null ? Duration.ZERO : Duration.between(oldest, now));
    }

    /** A turn, and the request that it is for. */
    private record Turn(
            UUID tenant, UUID employer, @Nullable UUID request) {
        static Turn read(StoredRow row) {
            return new Turn(row.uuid("tenant_id"), row.uuid("employer_id"), row.uuid("request_id"));
        }

        static Turn readTurn(StoredRow row) {
            return new Turn(row.uuid("tenant_id"), row.uuid("employer_id"), null);
        }
    }

    private static UUID[] tenants(List<Turn> turns) {
        return turns.stream().map(Turn::tenant).toArray(UUID[]::new);
    }

    private static UUID[] employers(List<Turn> turns) {
        return turns.stream().map(Turn::employer).toArray(UUID[]::new);
    }

    private static UUID[] requests(List<Turn> turns) {
        return turns.stream().map(Turn::request).toArray(UUID[]::new);
    }
}
