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
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * Calls a request off. Before the intent to submit is committed that simply cancels it; afterwards it is a wish that only a
 * human can carry out on the portal, and the request is not shown as withdrawn for it.
 */
public final class WithdrawRequest {
    private static final Duration TIME_TO_CARRY_OUT = Duration.ofDays(2);

    private final Requests requests;
    private final Once once;
    private final InstantSource clock;

    public WithdrawRequest(Requests requests, Idempotencies idempotencies, InstantSource clock) {
        this.requests = requests;
        this.once = new Once(requests, idempotencies);
        this.clock = clock;
    }

    public Mono<Outcome> withdraw(TenantId tenant, RequestId id, String reason, Idempotency key) {
        return once.run(
                tenant,
                key,
                () -> requests.find(tenant, id)
                        .flatMap(request -> decide(request, reason, key))
                        .defaultIfEmpty(new Outcome.NotFound("request")));
    }

    private Mono<Outcome> decide(AuthorisationRequest request, String reason, Idempotency key) {
        Instant now = clock.instant();
        RequestState state = request.state();
        if (state.isOver()) {
            return Mono.just(new Outcome.WrongState(state.code()));
        }
        if (state.isEditable() || state instanceof RequestState.Queued) {
            return once.save(Change.from(request)
                    .becomes(request.withdrawn(reason, now), EventType.REQUEST_WITHDRAWN)
                    .done()
                    .once(key)
                    .build());
        }
        if (request.trail().withdrawalWishedAt() != null) {
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
                Map.of());
        return once.save(Change.from(request)
                .becomes(wishing, EventType.REQUEST_WITHDRAWAL_WISHED)
                .task(task)
                .once(key)
                .build());
    }
}
