package fr.passerelle.requests;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.ids.WorkerId;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.Idempotencies;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.requests.AuthorisationRequest.Wishes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * Creates drafts and changes them. A draft may lack almost anything; it says what. A live request for the same person and
 * contract is answered by its id, so that a second filing never begins by mistake.
 */
public final class DraftRequest {
    private final Requests requests;
    private final Once once;
    private final SubmitRequest submission;
    private final ReviewTimes reviewTimes;
    private final InstantSource clock;

    public DraftRequest(
            Requests requests,
            Idempotencies idempotencies,
            SubmitRequest submission,
            ReviewTimes reviewTimes,
            InstantSource clock) {
        this.requests = requests;
        this.once = new Once(requests, idempotencies);
        this.submission = submission;
        this.reviewTimes = reviewTimes;
        this.clock = clock;
    }

    /** What a client gives for a draft; employer and worker are known to exist. */
    public record Draft(
            EmployerId employer,
            WorkerId worker,
            ClientReference reference,
            RequestContent content,
            Wishes wishes,
            Map<String, String> metadata) {}

    public Mono<Outcome> create(TenantId tenant, Draft draft, Idempotency key) {
        return Mono.defer(() -> expecting(begun(tenant, draft, clock.instant())))
                .flatMap(request -> begin(request, key))
                .flatMap(submission::whenComplete);
    }

    /** The save looks at the key before all else. */
    private Mono<Outcome> begin(AuthorisationRequest request, Idempotency key) {
        Change change = Change.Builder.creating(request, EventType.REQUEST_CREATED)
                .once(key)
                .refusingDuplicates()
                .build();
        return once.save(change);
    }

    static AuthorisationRequest begun(TenantId tenant, Draft draft, Instant now) {
        return AuthorisationRequest.draft(
                RequestId.next(now),
                tenant,
                draft.employer(),
                draft.worker(),
                draft.reference(),
                draft.content(),
                draft.wishes(),
                draft.metadata(),
                now);
    }

    /**
     * Replaces the content of a draft, or of a request that the portal did not accept.
     *
     * @param expected the version the client believes to change
     */
    public Mono<Outcome> change(TenantId tenant, RequestId id, long expected, Draft draft) {
        return requests.find(tenant, id)
                .flatMap(request -> replace(request, expected, draft))
                .defaultIfEmpty(new Outcome.NotFound("request"));
    }

    private Mono<Outcome> replace(AuthorisationRequest request, long expected, Draft draft) {
        if (request.version() != expected) {
            return Mono.just(new Outcome.Stale(request.version()));
        }
        if (!request.state().isEditable()) {
            return Mono.just(new Outcome.WrongState(request.state().code()));
        }
        AuthorisationRequest changed =
                request.changed(draft.worker(), draft.content(), draft.wishes(), draft.metadata(), clock.instant());
        return expecting(changed)
                .map(next -> Change.from(request)
                        .becomes(next, EventType.REQUEST_CHANGED)
                        .refusingDuplicates()
                        .build())
                .flatMap(once::save)
                .flatMap(submission::whenComplete);
    }

    private Mono<AuthorisationRequest> expecting(AuthorisationRequest request) {
        return reviewTimes
                .of(request.content().type(), request.updatedAt())
                .map(request::expecting)
                .defaultIfEmpty(request);
    }
}
