package fr.passerelle.requests;

import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.Idempotencies;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.parties.Readiness.Blocker;
import fr.passerelle.requests.AuthorisationRequest.Wishes;
import fr.passerelle.requests.Outcome.Done;
import fr.passerelle.tasks.TaskKind;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Accepts a request for filing. From then on it is safe with us, whatever the platform does; the filing itself is durable
 * work. Refused when something is lacking that the law or the portal certainly asks for.
 */
public final class SubmitRequest {
    private final Dossiers dossiers;
    private final Requirements requirements;
    private final Once once;
    private final InstantSource clock;

    public SubmitRequest(
            Requests requests,
            Dossiers dossiers,
            Requirements requirements,
            Idempotencies idempotencies,
            InstantSource clock) {
        this.dossiers = dossiers;
        this.requirements = requirements;
        this.once = new Once(requests, idempotencies);
        this.clock = clock;
    }

    /**
     * What a client says as it submits.
     *
     * @param expected the version the client believes to submit; absent when it does not care
     */
    public record Command(
            @Nullable String actingUser,
            @Nullable String approvedBy,
            Set<String> acknowledged,
            @Nullable Long expected) {
        static final Command AUTOMATIC = new Command(null, null, Set.of(), null);
    }

    public Mono<Outcome> submit(TenantId tenant, RequestId id, Command command, Idempotency key) {
        Mono<Outcome> submitted = dossiers.find(tenant, id)
                .flatMap(dossier -> decide(dossier, command, key))
                .defaultIfEmpty(new Outcome.NotFound("request"));
        return once.orEarlier(tenant, key, submitted);
    }

    /** Submits by itself what was to be submitted when complete; anything else is left as it is. */
    Mono<Outcome> whenComplete(Outcome outcome) {
        return outcome instanceof Done done && isToBeSubmitted(done) ? submitByItself(done) : Mono.just(outcome);
    }

    /** A repeated call finishes what stopped half-way; it does not submit anew what the portal has not accepted. */
    private static boolean isToBeSubmitted(Done done) {
        RequestState state = done.request().state();
        return done.request().wishes().submitWhenComplete()
                && (done.replayed() ? state instanceof RequestState.Draft : state.isEditable());
    }

    private Mono<Outcome> submitByItself(Done done) {
        return dossiers.find(done.request().tenant(), done.request().id())
                .flatMap(dossier -> decide(dossier, Command.AUTOMATIC, null))
                .map(submitted ->
                        submitted instanceof Done(var queued, var _) ? new Done(queued, done.replayed()) : done);
    }

    private Mono<Outcome> decide(Dossier dossier, Command command, @Nullable Idempotency key) {
        return switch (judge(dossier, command)) {
            case Judgement.Refused(var outcome) -> Mono.just(outcome);
            case Judgement.Ready(var wishes) -> queue(dossier, wishes, key);
        };
    }

    /** Whether a submission is to be accepted; the save may still find a duplicate. */
    sealed interface Judgement {
        record Ready(Wishes wishes) implements Judgement {}

        record Refused(Outcome outcome) implements Judgement {}
    }

    Judgement judge(Dossier dossier, Command command) {
        AuthorisationRequest request = dossier.request();
        if (command.expected() != null && command.expected() != request.version()) {
            return new Judgement.Refused(new Outcome.Stale(request.version()));
        }
        if (!request.state().isEditable()) {
            return new Judgement.Refused(new Outcome.WrongState(request.state().code()));
        }
        Wishes wishes =
                request.wishes().submittedBy(command.actingUser(), command.approvedBy(), command.acknowledged());
        LocalDate today = Deadlines.today(clock.instant());
        Completeness completeness = requirements.of(dossier, today).completeness();
        List<Blocker> blockers = dossier.readiness(today).blocking().stream()
                .filter(Blocker::refusesSubmission)
                .toList();
        boolean approvalMissing = dossier.employer().profile().requiresApproval() && !isApproved(wishes);
        return completeness.isComplete() && blockers.isEmpty() && !approvalMissing
                ? new Judgement.Ready(wishes)
                : new Judgement.Refused(
                        new Outcome.NotReady(completeness, blockers, approvalMissing, wishes.acknowledged()));
    }

    private Mono<Outcome> queue(Dossier dossier, Wishes wishes, @Nullable Idempotency key) {
        AuthorisationRequest request = dossier.request();
        AuthorisationRequest queued = request.queued(wishes, clock.instant());
        return once.save(Change.from(request)
                .becomes(queued, EventType.REQUEST_QUEUED)
                .settling(dossier.openTasks(), TaskKind::hindersFiling)
                .due(clock.instant())
                .once(key)
                .refusingDuplicates()
                .build());
    }

    private static boolean isApproved(Wishes wishes) {
        return wishes.approvedBy() != null && !wishes.approvedBy().equals(wishes.actingUser());
    }
}
