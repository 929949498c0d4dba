package fr.passerelle.requests;

import fr.passerelle.parties.Mandate;
import fr.passerelle.parties.PlatformAccount;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.PlatformRefusal;
import fr.passerelle.platform.PlatformUnavailable;
import fr.passerelle.platform.Session;
import fr.passerelle.platform.SessionEnded;
import fr.passerelle.requests.RequestState.InformationRequested;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.work.Claim;
import fr.passerelle.work.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import reactor.core.publisher.Mono;

/**
 * Moves one claimed request on by whatever its state calls for: file it, find out what became of it, follow it, answer for
 * it. An expired lease passes on the duty to find out, never the right to send again: what was intended and has no outcome
 * is looked up.
 */
public final class MoveOn {
    private static final Duration TIME_TO_MEND = Duration.ofDays(1);
    private static final int MOST_CRASHES = 3;

    private final Requests requests;
    private final Dossiers dossiers;
    private final WorkQueue queue;
    private final OpenSession sessions;
    private final FileRequest filing;
    private final ReconcileAttempt reconciling;
    private final TrackRequest tracking;
    private final SendComplement complements;
    private final AdoptFile adoption;
    private final Paces paces;
    private final InstantSource clock;
    private final RandomGenerator random = RandomGenerator.getDefault();

    public MoveOn(
            Requests requests,
            Dossiers dossiers,
            WorkQueue queue,
            OpenSession sessions,
            FileRequest filing,
            ReconcileAttempt reconciling,
            TrackRequest tracking,
            SendComplement complements,
            AdoptFile adoption,
            Paces paces,
            InstantSource clock) {
        this.requests = requests;
        this.dossiers = dossiers;
        this.queue = queue;
        this.sessions = sessions;
        this.filing = filing;
        this.reconciling = reconciling;
        this.tracking = tracking;
        this.complements = complements;
        this.adoption = adoption;
        this.paces = paces;
        this.clock = clock;
    }

    /** A piece of work: the claim on it, and all that is known of it. */
    private record Work(Claim claim, Dossier dossier) {
        AuthorisationRequest request() {
            return dossier.request();
        }
    }

    /** Does the work of a claim, and gives it back. Fails only when our own store does. */
    public Mono<Void> run(Claim claim) {
        return dossiers.find(claim.tenant(), claim.request())
                .map(dossier -> new Work(claim, dossier))
                .flatMap(work -> isPoison(work) ? quarantine(work) : carryOut(work));
    }

    /**
     * Gives back work that failed through a fault of ours, for later: claimed again at once it would keep all other work of
     * its employer waiting. What was intended meanwhile is looked up like after a sender that stopped.
     */
    public Mono<Void> giveBack(Claim claim) {
        return later(claim);
    }

    private Mono<Void> carryOut(Work work) {
        return step(work)
                .onErrorResume(
                        PlatformUnavailable.class,
                        fault -> fault.spoilsSession() ? afresh(work) : pause(work, nextTry(work.claim(), fault)))
                .onErrorResume(SessionEnded.class, ended -> afresh(work))
                .onErrorResume(PlatformRefusal.class, refusal -> refused(work, refusal))
                .onErrorResume(WorkOvertaken.class, overtaken -> later(work.claim()));
    }

    /** Three replicas in a row that worked on it ended before they could give it back. */
    private static boolean isPoison(Work work) {
        return work.claim().crashes() >= MOST_CRASHES || isInQuarantine(work);
    }

    private static boolean isInQuarantine(Work work) {
        return work.dossier().openTasks().stream().anyMatch(task -> task.kind() == TaskKind.QUARANTINED);
    }

    /** Nothing is asked of the platform for it. Its deadlines pass all the same. */
    private Mono<Void> quarantine(Work work) {
        if (isInQuarantine(work)) {
            return untilMended(work).onErrorResume(WorkOvertaken.class, overtaken -> later(work.claim()));
        }
        Map<String, String> evidence =
                Map.of("crashes", String.valueOf(work.claim().crashes()));
        return waitForHuman(work, TaskKind.QUARANTINED, evidence)
                .onErrorResume(WorkOvertaken.class, overtaken -> later(work.claim()));
    }

    private Mono<Void> step(Work work) {
        boolean wishedAway = work.request().isWithdrawalWished();
        return switch (work.request().state()) {
            case RequestState.Queued() -> wishedAway ? callOff(work) : queued(work);
            case RequestState.Filing _, RequestState.OutcomeUnknown _ -> unclear(work);
            case RequestState.OnPlatform on -> onPlatform(work, on);
            case RequestState.NotAccepted _ -> wishedAway ? callOff(work) : nothingMore(work);
            case RequestState.Withdrawn _ -> work.request().mayHaveLeftovers() ? takeBack(work) : nothingMore(work);
            case RequestState.Draft _ -> nothingMore(work);
        };
    }

    private Mono<Void> nothingMore(Work work) {
        return save(work, Change.from(work.request()).done());
    }

    // Before it is on the platform

    private Mono<Void> queued(Work work) {
        DepositNumber adopts = work.request().adopts();
        if (adopts != null) {
            return within(work, session -> adoption.read(work.claim(), session, work.dossier(), adopts));
        }
        // The mandate is checked again at filing: R. 5221-1 II asks for it when the request is made.
        if (!Mandate.anyCovers(work.dossier().mandates(), Deadlines.today(clock.instant()))) {
            return waitForHuman(work, TaskKind.MANDATE_LAPSED, Map.of());
        }
        return attempted(work, filing::file);
    }

    /** The client wished it away while its outcome was unclear. It turned out not to be on the platform: so be it. */
    private Mono<Void> callOff(Work work) {
        return save(
                work,
                WithdrawRequest.callOff(
                        Change.from(work.request()),
                        work.dossier().openTasks(),
                        "wished_before_filed",
                        clock.instant()));
    }

    private Mono<Void> takeBack(Work work) {
        return attempted(work, filing::takeBack).onErrorResume(PlatformRefusal.class, refusal -> nothingMore(work));
    }

    private Mono<Void> attempted(Work work, Function<FileRequest.Filing, Mono<Void>> what) {
        return requests.attempts(work.request().tenant(), work.request().id())
                .flatMap(attempts -> within(work, session -> what.apply(filing(work, session, attempts))));
    }

    private static FileRequest.Filing filing(Work work, Session session, List<Attempt> attempts) {
        return new FileRequest.Filing(work.claim(), session, work.dossier(), attempts);
    }

    private Mono<Void> unclear(Work work) {
        return openAttempt(work.request(), Attempt.Kind.SUBMISSION)
                .flatMap(attempt -> attempt.state() == Attempt.State.INTENDED
                        ? reconciling.takeOver(work.claim(), work.request(), attempt)
                        : within(work, session -> reconciling.reconcile(unclear(work, session, attempt))));
    }

    private static ReconcileAttempt.Unclear unclear(Work work, Session session, Attempt attempt) {
        return new ReconcileAttempt.Unclear(work.claim(), session, work.dossier(), attempt);
    }

    // On the platform

    private Mono<Void> onPlatform(Work work, RequestState.OnPlatform on) {
        if (on instanceof InformationRequested(var _, var asked, var answer)) {
            return switch (answer) {
                case AWAITED, SENT -> track(work);
                case QUEUED -> within(work, session -> complements.send(answering(work, session)));
                case SENDING, OUTCOME_UNKNOWN ->
                    openAttempt(work.request(), Attempt.Kind.complement(asked.number()))
                            .flatMap(attempt -> unclearComplement(work, attempt));
            };
        }
        return track(work);
    }

    private Mono<Void> track(Work work) {
        return within(work, session -> tracking.track(work.claim(), session, work.dossier()));
    }

    private Mono<Void> unclearComplement(Work work, Attempt attempt) {
        return attempt.state() == Attempt.State.INTENDED
                ? complements.takeOver(work.claim(), work.request(), attempt)
                : within(work, session -> complements.reconcile(answering(work, session), attempt));
    }

    private static SendComplement.Answering answering(Work work, Session session) {
        return new SendComplement.Answering(
                work.claim(), session, work.request(), work.dossier().openTasks());
    }

    private Mono<Attempt> openAttempt(AuthorisationRequest request, Attempt.Kind kind) {
        return requests.attempts(request.tenant(), request.id())
                .flatMap(attempts -> Mono.justOrEmpty(open(attempts, kind)))
                .switchIfEmpty(Mono.error(() ->
                        new IllegalStateException("request " + request.id() + " is unclear without an open attempt")));
    }

    private static Optional<Attempt> open(List<Attempt> attempts, Attempt.Kind kind) {
        return attempts.stream()
                .filter(a -> a.kind().equals(kind))
                .filter(a -> a.state() == Attempt.State.INTENDED || a.state() == Attempt.State.UNKNOWN)
                .findFirst();
    }

    // Within a session

    private Mono<Void> within(Work work, Function<Session, Mono<Void>> doing) {
        PlatformAccount account = work.dossier().account();
        return account == null
                ? untilMended(work)
                : sessions.open(account).flatMap(access -> switch (access) {
                    case Access.Granted(var session) -> doing.apply(session);
                    case Access.Denied() -> untilMended(work);
                });
    }

    /** An account that is linked or unlocked wakes the work that waits for it. */
    private Mono<Void> untilMended(Work work) {
        return pause(work, clock.instant().plus(paces.humanPause()));
    }

    /** Nothing can be learnt of the file until then. Legal deadlines pass meanwhile all the same. */
    private Mono<Void> pause(Work work, Instant until) {
        return Tracking.silence(work.request(), work.dossier().openTasks(), clock.instant())
                .map(change -> save(work, change.due(until)))
                .orElseGet(() -> queue.release(work.claim(), until));
    }

    // When it could not be done

    private Mono<Void> later(Claim claim) {
        return queue.release(claim, nextTry(claim));
    }

    /** What was held back by the pace, or met a platform that asks for patience, is due when that is over. */
    private Instant nextTry(Claim claim, PlatformUnavailable fault) {
        return fault.retryAfter().map(clock.instant()::plus).orElseGet(() -> nextTry(claim));
    }

    private Instant nextTry(Claim claim) {
        return paces.nextTry(claim.attempt(), random.nextDouble(), clock.instant());
    }

    private Mono<Void> afresh(Work work) {
        PlatformAccount account = work.dossier().account();
        return account == null
                ? later(work.claim())
                : sessions.forget(account).then(Mono.defer(() -> later(work.claim())));
    }

    private Mono<Void> refused(Work work, PlatformRefusal refusal) {
        return waitForHuman(
                work,
                TaskKind.REFUSED_BY_PLATFORM,
                Map.of("platform_code", refusal.rejection().code()));
    }

    private Mono<Void> waitForHuman(Work work, TaskKind kind, Map<String, String> evidence) {
        Instant now = clock.instant();
        AuthorisationRequest request = work.request();
        Task task = Task.open(
                request.tenant(), request.employer(), request.id(), kind, now, now.plus(TIME_TO_MEND), evidence);
        return save(
                work,
                Change.from(request).taskOnce(task, work.dossier().openTasks()).due(now.plus(paces.humanPause())));
    }

    private Mono<Void> save(Work work, Change.Builder change) {
        return requests.save(change.under(work.claim()).build()).flatMap(WorkOvertaken::unlessStored);
    }
}
