package fr.passerelle.persistence;

import fr.passerelle.ids.RequestId;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.pace.Lane;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.work.Claim;
import fr.passerelle.work.Schedule;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Jobs and turns as the saves write them. The employer's turn is locked before its jobs are touched, by all who touch them,
 * so that nobody waits in a circle.
 */
final class WorkRows {
    /** Locks the turn of a claim that is still the live one. */
    private static final String HOLD = """
        select 1 as held from work_turn
        where tenant_id = $1 and employer_id = $2 and claim_id = $3 and request_id = $4
            and lease_until > clock_timestamp()
        for update
        """;

    /** Adds or moves a job. The turn is only ever made due earlier: we may not know of jobs that others add. */
    private static final String ADD = """
        with turn as (
            insert into work_turn (tenant_id, employer_id, due_at) values ($1, $2, $4)
            on conflict (tenant_id, employer_id) do update set due_at = least(work_turn.due_at, excluded.due_at)
            returning tenant_id, employer_id
        )
        insert into job (tenant_id, employer_id, request_id, due_at, deadline, lane)
        select tenant_id, employer_id, $3, $4, $5, $6 from turn
        on conflict (tenant_id, request_id) do update
            set due_at = excluded.due_at, deadline = excluded.deadline, lane = excluded.lane
        """;

    private static final String REMOVE = """
        with turn as (
            select tenant_id from work_turn where tenant_id = $1 and employer_id = $2 for update
        )
        delete from job using turn where job.tenant_id = turn.tenant_id and job.request_id = $3
        """;

    /** After a held claim: the turn is ours, so its next due date is exact, and the lease ends. */
    private static final String MOVE_AND_END = """
            with moved as (
                insert into job (tenant_id, employer_id, request_id, due_at, deadline, lane)
                values ($1, $2, $3, $4, $5, $6)
                on conflict (tenant_id, request_id) do update
                    set due_at = excluded.due_at, deadline = excluded.deadline, lane = excluded.lane,
                        attempts = 0, crashes = 0
            )
            """
            + ending("least($4, (select min(due_at) from job "
                    + "where tenant_id = $1 and employer_id = $2 and request_id <> $3))");

    private static final String REMOVE_AND_END = """
            with removed as (delete from job where tenant_id = $1 and request_id = $3)
            """
            + ending("coalesce((select min(due_at) from job "
                    + "where tenant_id = $1 and employer_id = $2 and request_id <> $3), 'infinity')");

    /** Work given back made no progress, so its attempts count on. */
    private static final String POSTPONE_AND_END = """
            with postponed as (update job set due_at = $4, crashes = 0 where tenant_id = $1 and request_id = $3)
            """
            + ending("least($4, (select min(due_at) from job "
                    + "where tenant_id = $1 and employer_id = $2 and request_id <> $3))");

    private WorkRows() {}

    private static String ending(String nextDueAt) {
        return "update work_turn set claim_id = null, request_id = null, lease_until = null, due_at = " + nextDueAt
                + " where tenant_id = $1 and employer_id = $2";
    }

    /** Locks the lease under which a request is saved; refuses when it is over, or is one on other work. */
    static Mono<Void> hold(Transaction tx, @Nullable Claim claim, RequestId request) {
        if (claim == null) {
            return Mono.empty();
        }
        return isHeld(tx, claim).flatMap(held -> held && claim.request().equals(request) ? Mono.empty() : leaseLost());
    }

    private static Mono<Void> leaseLost() {
        return Mono.error(new Refusal(new SaveOutcome.LeaseLost()));
    }

    /** Locks the turn of a claim; answers whether the claim is the live one. */
    static Mono<Boolean> isHeld(Transaction tx, Claim claim) {
        Sql sql = Sql.of(
                HOLD,
                claim.tenant().value(),
                claim.employer().value(),
                claim.id(),
                claim.request().value());
        return tx.one(sql, _ -> true).defaultIfEmpty(false);
    }

    /**
     * Gives a request its place in the queue.
     *
     * @param held the claim that was held before, whose lease ends when the place changes
     */
    static Mono<Void> place(Transaction tx, AuthorisationRequest request, Schedule schedule, @Nullable Claim held) {
        UUID tenant = request.tenant().value();
        UUID employer = request.employer().value();
        UUID id = request.id().value();
        return switch (schedule) {
            case Schedule.Unchanged() -> Mono.empty();
            case Schedule.At(Instant due, Instant deadline, Lane lane) ->
                tx.change(Sql.of(
                                held == null ? ADD : MOVE_AND_END,
                                tenant,
                                employer,
                                id,
                                due,
                                deadline,
                                Columns.nameOf(lane)))
                        .then();
            case Schedule.Done() ->
                tx.change(Sql.of(held == null ? REMOVE : REMOVE_AND_END, tenant, employer, id))
                        .then();
        };
    }

    /** Ends the lease of a held claim; its work is due again at the given instant. */
    static Mono<Void> giveBack(Transaction tx, Claim claim, Instant dueAt) {
        return tx.change(Sql.of(
                        POSTPONE_AND_END,
                        claim.tenant().value(),
                        claim.employer().value(),
                        claim.request().value(),
                        dueAt))
                .then();
    }
}
