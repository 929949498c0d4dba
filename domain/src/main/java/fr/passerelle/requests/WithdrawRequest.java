package fr.passerelle.requests;

import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.Idempotencies;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * Calls a request off. Before the intent to submit is committed that simply cancels it; afterwards it is a wish that only a
 * human can carry out on the portal, and the request is not shown as withdrawn for it.
 */
public final class WithdrawRequest {
    private static final Duration TIME_TO_CARRY_OUT = Duration.ofDays(2);

    private final Dossiers dossiers;
    private final Once once;
    private final InstantSource clock;

    public WithdrawRequest(Requests requests, Dossiers dossiers, Idempotencies idempotencies, InstantSource clock) {
        this.dossiers = dossiers;
        this.once = new Once(requests, idempotencies);
        this.clock = clock;
    }

    public Mono<Outcome> withdraw(TenantId tenant, RequestId id, String reason, Idempotency key) {
        return once.run(
                tenant,
                key,
                () -> Once.untilThrough(dossiers.find(tenant, id)
                        .flatMap(dossier -> decide(dossier, reason, key))
                        .defaultIfEmpty(new Outcome.NotFound("request"))));
    }

    private Mono<Outcome> decide(Dossier dossier, String reason, Idempotency key) {
        Instant now = clock.instant();
        AuthorisationRequest request = dossier.request();
        RequestState state = request.state();
        if (state.isOver()) {
            return Mono.just(new Outcome.WrongState(state.code()));
        }
        if (state.isEditable() || state instanceof RequestState.Queued) {
            return once.save(callOff(Change.from(request), dossier.openTasks(), reason, now)
                    .once(key)
                    .build());
        }
        if (request.isWithdrawalWished()) {
            return Mono.just(new Outcome.WrongState(state.code()));
        }
        AuthorisationRequest wishing = request.wishingWithdrawal(now);
        Task task = Task.open(
                request.tenant(),
                request.employer(),
                request.id(),
                TaskKind.WITHDRAWAL_WISHED,
                now,
                now.plus(TIME_TO_CARRY_OUT),
                Map.of("reason", reason));
        return once.save(Change.from(request)
                .becomes(wishing, EventType.REQUEST_WITHDRAWAL_WISHED)
                .task(task)
                .once(key)
                .build());
    }

    /**
     * Calls a request off that is not on the platform. What a try to file it may have left there is taken back as durable
     * work; nobody needs to do anything about it any more.
     */
    static Change.Builder callOff(Change.Builder change, List<Task> openTasks, String reason, Instant now) {
        AuthorisationRequest withdrawn = change.next().withdrawn(reason, now);
        change.becomes(withdrawn, EventType.REQUEST_WITHDRAWN).settling(openTasks, kind -> true);
        return withdrawn.mayHaveLeftovers() ? change.due(now) : change.done();
    }
}
