package fr.passerelle.requests;

import fr.passerelle.ids.TenantId;
import fr.passerelle.parties.Mandate;
import fr.passerelle.parties.PlatformAccount;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.PlatformRefusal;
import fr.passerelle.platform.PlatformUnavailable;
import fr.passerelle.platform.Session;
import fr.passerelle.platform.SessionEnded;
import fr.passerelle.requests.RequestState.InformationRequested;
import fr.passerelle.requests.RequestState.InformationRequested.Answer;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.tasks.Tasks;
import fr.passerelle.work.Claim;
import fr.passerelle.work.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import reactor.core.publisher.Mono;

/**
 * Moves one claimed request on by whatever its state calls for: file it, find out what became of it, follow it, answer for
 * it. An expired lease passes on the duty to find out, never the right to send again: what was intended and has no outcome
 * is looked up.
 */
public final class MoveOn {
    private static final Duration TIME_TO_MEND = Duration.ofDays(1);

    private final Requests requests;
    private final Dossiers dossiers;
    private final Tasks tasks;
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
            Tasks tasks,
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
        this.tasks = tasks;
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

    /** Does the work of a claim, and gives it back. Fails only when our own store does. */
    public Mono<Void> run(Claim claim) {
        return dossiers.find(claim.tenant(), claim.request())
                .flatMap(dossier -> step(claim, dossier)
                        .onErrorResume(PlatformUnavailable.class, fault -> later(claim))
                        .onErrorResume(SessionEnded.class, ended -> afresh(claim, dossier))
                        .onErrorResume(PlatformRefusal.class, refusal -> refused(claim, dossier, refusal))
                        .onErrorResume(WorkOvertaken.class, overtaken -> later(claim)));
    }

    private Mono<Void> step(Claim claim, Dossier dossier) {
        AuthorisationRequest request = dossier.request();
        return switch (request.state()) {
            case RequestState.Queued() -> queued(claim, dossier);
            case RequestState.Filing _, RequestState.OutcomeUnknown _ -> unclear(claim, dossier);
            case RequestState.OnPlatform on -> onPlatform(claim, dossier, on);
            case RequestState.Draft _, RequestState.NotAccepted _, RequestState.Withdrawn _ ->
                requests.save(Change.from(request).done().under(claim).build()).then();
        };
    }

    private Mono<Void> queued(Claim claim, Dossier dossier) {
        AuthorisationRequest request = dossier.request();
        DepositNumber adopts = request.adopts();
        if (adopts != null) {
            return within(claim, dossier, session -> adoption.read(claim, session, request, adopts));
        }
        // The mandate is checked again at filing: R. 5221-1 II asks for it when the request is made.
        if (!Mandate.anyCovers(dossier.mandates(), Deadlines.today(clock.instant()))) {
            return waitForHuman(claim, dossier, TaskKind.MANDATE_LAPSED, Map.of());
        }
        return requests.attempts(request.tenant(), request.id())
                .flatMap(attempts -> within(
                        claim,
                        dossier,
                        session -> filing.file(new FileRequest.Filing(claim, session, dossier, attempts))));
    }

    private Mono<Void> unclear(Claim claim, Dossier dossier) {
        AuthorisationRequest request = dossier.request();
        return openAttempt(request, Attempt.Kind.SUBMISSION)
                .flatMap(attempt -> attempt.state() == Attempt.State.INTENDED
                        ? reconciling.takeOver(claim, request, attempt)
                        : within(
                                claim,
                                dossier,
                                session -> reconciling.reconcile(
                                        new ReconcileAttempt.Unclear(claim, session, dossier, attempt))));
    }

    private Mono<Void> onPlatform(Claim claim, Dossier dossier, RequestState.OnPlatform on) {
        AuthorisationRequest request = dossier.request();
        if (on instanceof InformationRequested(var _, var asked, var answer)) {
            if (answer == Answer.QUEUED) {
                return within(
                        claim,
                        dossier,
                        session -> complements.send(new SendComplement.Answering(claim, session, request)));
            }
            if (answer == Answer.SENDING || answer == Answer.OUTCOME_UNKNOWN) {
                return openAttempt(request, Attempt.Kind.complement(asked.number()))
                        .flatMap(attempt -> unclearComplement(claim, dossier, attempt));
            }
        }
        return within(claim, dossier, session -> tracking.track(claim, session, request));
    }

    private Mono<Void> unclearComplement(Claim claim, Dossier dossier, Attempt attempt) {
        return attempt.state() == Attempt.State.INTENDED
                ? complements.takeOver(claim, dossier.request(), attempt)
                : within(
                        claim,
                        dossier,
                        session -> complements.reconcile(
                                new SendComplement.Answering(claim, session, dossier.request()), attempt));
    }

    private Mono<Attempt> openAttempt(AuthorisationRequest request, Attempt.Kind kind) {
        return requests.attempts(request.tenant(), request.id())
                .flatMap(attempts -> Mono.justOrEmpty(attempts.stream()
                        .filter(a -> a.kind().equals(kind))
                        .filter(a -> a.state() == Attempt.State.INTENDED || a.state() == Attempt.State.UNKNOWN)
                        .findFirst()))
                .switchIfEmpty(Mono.error(() ->
                        new IllegalStateException("request " + request.id() + " is unclear without an open attempt")));
    }

    /** Work that is done within a session. */
    private interface InSession {
        Mono<Void> with(Session session);
    }

    private Mono<Void> within(Claim claim, Dossier dossier, InSession work) {
        PlatformAccount account = dossier.account();
        if (account == null) {
            return queue.release(claim, clock.instant().plus(paces.humanPause()));
        }
        return sessions.open(account).flatMap(access -> switch (access) {
            case Access.Granted(var session) -> work.with(session);
            case Access.Denied() -> queue.release(claim, clock.instant().plus(paces.humanPause()));
        });
    }

    private Mono<Void> later(Claim claim) {
        return queue.release(claim, paces.nextTry(claim.attempt(), random.nextDouble(), clock.instant()));
    }

    private Mono<Void> afresh(Claim claim, Dossier dossier) {
        PlatformAccount account = dossier.account();
        TenantId tenant = claim.tenant();
        return account == null
                ? later(claim)
                : sessions.forget(tenant, account)
                        .then(queue.release(claim, paces.nextTry(claim.attempt(), 0, clock.instant())));
    }

    private Mono<Void> refused(Claim claim, Dossier dossier, PlatformRefusal refusal) {
        return waitForHuman(
                claim,
                dossier,
                TaskKind.REFUSED_BY_PLATFORM,
                Map.of("platform_code", refusal.rejection().code()));
    }

    private Mono<Void> waitForHuman(Claim claim, Dossier dossier, TaskKind kind, Map<String, String> evidence) {
        return tasks.openOf(claim.tenant(), claim.request())
                .flatMap(open -> requests.save(waiting(claim, dossier.request(), kind, evidence, open)))
                .then();
    }

    private Change waiting(
            Claim claim, AuthorisationRequest request, TaskKind kind, Map<String, String> evidence, List<Task> open) {
        Instant now = clock.instant();
        Change.Builder change =
                Change.from(request).due(now.plus(paces.humanPause())).under(claim);
        if (open.stream().noneMatch(task -> task.kind() == kind)) {
            change.quietly(request.touched(now))
                    .task(Task.open(
                            request.tenant(),
                            request.employer(),
                            request.id(),
                            kind,
                            now,
                            now.plus(TIME_TO_MEND),
                            evidence));
        }
        return change.build();
    }
}
