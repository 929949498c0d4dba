package fr.passerelle.requests;

import fr.passerelle.documents.Document;
import fr.passerelle.documents.Documents;
import fr.passerelle.documents.StoredDocument;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.parties.Siren;
import fr.passerelle.parties.Siret;
import fr.passerelle.platform.Attachment;
import fr.passerelle.platform.ComplementSubmission;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.FileReading;
import fr.passerelle.platform.Platform;
import fr.passerelle.platform.PlatformFile;
import fr.passerelle.platform.Rejection;
import fr.passerelle.platform.Session;
import fr.passerelle.platform.SubmitAnswer;
import fr.passerelle.platform.Upload;
import fr.passerelle.requests.RequestState.InformationRequested;
import fr.passerelle.requests.RequestState.InformationRequested.Answer;
import fr.passerelle.requests.RequestState.OnPlatform;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.tasks.Tasks;
import fr.passerelle.work.Claim;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends the answer to a request for complements, by the same protocol as a submission: documents, intent, one sending,
 * outcome. An unknown outcome is looked up in the file's own history; no fence is possible there, so what stays unclear
 * goes to a human.
 */
public final class SendComplement {
    private static final Duration TIME_TO_LOOK = Duration.ofDays(1);
    /** Of the contents to be sent, in memory beside the one that is being sent. */
    private static final int ONE_AHEAD = 1;

    private final Platform platform;
    private final Requests requests;
    private final Documents documents;
    private final Tasks tasks;
    private final Restorations restorations;
    private final Paces paces;
    private final InstantSource clock;

    public SendComplement(
            Platform platform,
            Requests requests,
            Documents documents,
            Tasks tasks,
            Restorations restorations,
            Paces paces,
            InstantSource clock) {
        this.platform = platform;
        this.requests = requests;
        this.documents = documents;
        this.tasks = tasks;
        this.restorations = restorations;
        this.paces = paces;
        this.clock = clock;
    }

    /** An answer under way. */
    record Answering(Claim claim, Session session, AuthorisationRequest request, List<Task> openTasks) {
        InformationRequested state() {
            return (InformationRequested) request.state();
        }

        DepositNumber deposit() {
            return ((OnPlatform) request.state()).receipt().receipt().deposit();
        }

        @Nullable
        Siren employer() {
            Siret establishment = request.content().establishment();
            return establishment == null ? null : establishment.siren();
        }

        int number() {
            return state().asked().number();
        }

        Answering with(AuthorisationRequest changed) {
            return with(changed, openTasks);
        }

        Answering with(AuthorisationRequest changed, List<Task> nowOpen) {
            return new Answering(claim, session, changed, nowOpen);
        }
    }

    /** After a restore not before the platform shows what was sent and is forgotten. */
    Mono<Void> send(Answering answering) {
        return restorations
                .latest()
                .map(restoration -> restoration.shownFrom(paces.visibilityDelay()))
                .flatMap(shown -> clock.instant().isBefore(shown)
                        ? save(answering, Change.from(answering.request()).due(shown))
                        : sendIfAwaited(answering));
    }

    /** Looks first whether the answer is still awaited: a human may have given it on the portal, or a decision came. */
    private Mono<Void> sendIfAwaited(Answering answering) {
        return platform.readFile(answering.session(), answering.deposit(), answering.employer())
                .flatMap(reading ->
                        isAwaited(reading, answering.number()) ? upload(answering) : overtaken(answering, reading));
    }

    private static boolean isAwaited(FileReading reading, int number) {
        return reading instanceof FileReading.Present(var file, var _)
                && !file.summary().status().isOver()
                && file.complements().stream().anyMatch(c -> c.number() == number && c.sentAt() == null);
    }

    private Mono<Void> overtaken(Answering answering, FileReading reading) {
        Instant now = clock.instant();
        Change.Builder change = Change.from(answering.request());
        if (hasArrived(reading, answering.number())) {
            sent(change, answering, now);
        } else {
            change.quietly(answering.request().answering(Answer.AWAITED, now));
        }
        return save(answering, change.due(now));
    }

    private Mono<Void> upload(Answering answering) {
        AuthorisationRequest request = answering.request();
        return documents
                .of(request.tenant(), Document.Owner.complement(request.id(), answering.number()))
                .flatMapMany(Flux::fromIterable)
                .concatMap(paper -> documents.find(request.tenant(), paper.owner(), paper.type()))
                .concatMap(paper -> attach(answering, paper), ONE_AHEAD)
                .takeUntil(Attachment.DocumentRefused.class::isInstance)
                .collectList()
                .flatMap(attached -> afterUpload(answering, attached));
    }

    private Mono<Void> afterUpload(Answering answering, List<Attachment> attached) {
        for (Attachment one : attached) {
            if (one instanceof Attachment.DocumentRefused(var rejection)) {
                return documentRefused(answering, rejection);
            }
        }
        return intend(answering);
    }

    private Mono<Attachment> attach(Answering answering, StoredDocument paper) {
        Document document = paper.document();
        String code = codeOf(document, answering.state().asked());
        Upload upload = new Upload(code, document.fileName(), paper.content(), document.sha256());
        return platform.attachToComplement(answering.session(), answering.deposit(), answering.number(), upload);
    }

    /** The code by which the platform asked for it, to the letter; for what it did not ask for, ours. */
    private static String codeOf(Document document, PlatformFile.Complement asked) {
        return asked.pieces().stream()
                .filter(piece -> piece.type().equals(document.type()))
                .map(PlatformFile.Complement.Piece::code)
                .findFirst()
                .orElse(document.type().portalCode());
    }

    private Mono<Void> documentRefused(Answering answering, Rejection rejection) {
        Instant now = clock.instant();
        AuthorisationRequest awaiting = answering.request().answering(Answer.AWAITED, now);
        return save(
                answering,
                Change.from(answering.request())
                        .quietly(awaiting)
                        .taskOnce(
                                task(
                                        answering,
                                        TaskKind.DOCUMENT_REFUSED,
                                        now,
                                        Map.of("platform_code", rejection.code())),
                                answering.openTasks())
                        .due(now.plus(paces.firstPoll())));
    }

    private Mono<Void> intend(Answering answering) {
        Instant now = clock.instant();
        AuthorisationRequest sending = answering.request().answering(Answer.SENDING, now);
        Attempt attempt = Attempt.complementIntended(answering.request(), answering.number(), now);
        return save(answering, Change.from(answering.request()).quietly(sending).attempt(attempt))
                .then(Mono.defer(() -> sendOnce(answering.with(sending), attempt)));
    }

    private Mono<Void> sendOnce(Answering answering, Attempt attempt) {
        ComplementSubmission submission = new ComplementSubmission(answering.deposit(), answering.number(), null);
        return platform.sendComplement(answering.session(), submission)
                .flatMap(answer -> settle(answering, attempt, answer));
    }

    /** A client may have touched the request meanwhile, or settled one of its tasks: the outcome is not lost for that. */
    private Mono<Void> settle(Answering answering, Attempt attempt, SubmitAnswer answer) {
        Change change =
                outcome(answering, attempt, answer).under(answering.claim()).build();
        return requests.save(change)
                .flatMap(saved -> saved instanceof SaveOutcome.Stale
                        ? settleAgain(answering, attempt, answer)
                        : WorkOvertaken.unlessStored(saved));
    }

    private Mono<Void> settleAgain(Answering answering, Attempt attempt, SubmitAnswer answer) {
        AuthorisationRequest sending = answering.request();
        return requests.find(sending.tenant(), sending.id())
                .zipWith(tasks.openOf(sending.tenant(), sending.id()), answering::with)
                .flatMap(touched -> settle(touched, attempt, answer));
    }

    private Change.Builder outcome(Answering answering, Attempt attempt, SubmitAnswer answer) {
        Instant now = clock.instant();
        AuthorisationRequest request = answering.request();
        Change.Builder change = Change.from(request);
        return switch (answer) {
            case SubmitAnswer.Accepted(var _, var exchange) ->
                sent(change, answering, now)
                        .attempt(attempt.closed(Attempt.State.ACCEPTED, exchange, "receipt", null, now))
                        .due(now.plus(paces.firstPoll()));
            case SubmitAnswer.Refused(var rejection, var exchange) ->
                change.quietly(request.answering(Answer.AWAITED, now))
                        .attempt(attempt.closed(Attempt.State.REFUSED, exchange, "rejected", rejection, now))
                        .taskOnce(refused(answering, rejection, now), answering.openTasks())
                        .due(now.plus(paces.firstPoll()));
            case SubmitAnswer.NotSent(var _, var reason, var exchange) ->
                change.quietly(request.answering(Answer.QUEUED, now))
                        .attempt(attempt.closed(Attempt.State.NOT_SENT, exchange, reason, null, now))
                        .due(now.plus(paces.longestRetry()));
            case SubmitAnswer.Unknown(var reason, var exchange, var _) ->
                change.quietly(request.answering(Answer.OUTCOME_UNKNOWN, now))
                        .attempt(attempt.unknown(exchange, reason))
                        .due(now.plus(paces.retry()));
        };
    }

    private static Task refused(Answering answering, Rejection rejection, Instant now) {
        return task(
                answering,
                TaskKind.REFUSED_BY_PLATFORM,
                now,
                Map.of("complement", String.valueOf(answering.number()), "platform_code", rejection.code()));
    }

    private static Change.Builder sent(Change.Builder change, Answering answering, Instant now) {
        return change.becomes(answering.request().answering(Answer.SENT, now), EventType.REQUEST_COMPLEMENT_SENT)
                .settling(answering.openTasks(), SendComplement::isAnswered);
    }

    /** Tasks that an answer makes pointless. */
    static boolean isAnswered(TaskKind kind) {
        return switch (kind) {
            case COMPLEMENT_ASKED, COMPLEMENT_UNKNOWN, DOCUMENT_REFUSED, REFUSED_BY_PLATFORM -> true;
            default -> false;
        };
    }

    private static Task task(Answering answering, TaskKind kind, Instant now, Map<String, String> evidence) {
        AuthorisationRequest request = answering.request();
        return Task.open(
                request.tenant(), request.employer(), request.id(), kind, now, now.plus(TIME_TO_LOOK), evidence);
    }

    /** A sender that stopped between intent and outcome left its duty to us. */
    Mono<Void> takeOver(Claim claim, AuthorisationRequest request, Attempt attempt) {
        Instant now = clock.instant();
        return requests.save(Change.from(request)
                        .quietly(request.answering(Answer.OUTCOME_UNKNOWN, now))
                        .attempt(attempt.unknown(null, "sender_stopped"))
                        .due(now)
                        .under(claim)
                        .build())
                .flatMap(WorkOvertaken::unlessStored);
    }

    /** Looks up in the file whether an answer of unknown outcome arrived. */
    Mono<Void> reconcile(Answering answering, Attempt attempt) {
        return platform.readFile(answering.session(), answering.deposit(), answering.employer())
                .flatMap(reading -> save(answering, concluded(answering, attempt, reading)));
    }

    private Change.Builder concluded(Answering answering, Attempt attempt, FileReading reading) {
        Instant now = clock.instant();
        Change.Builder change = Change.from(answering.request());
        if (hasArrived(reading, answering.number())) {
            return sent(change, answering, now)
                    .attempt(attempt.closed(Attempt.State.ACCEPTED, null, "found_on_platform", null, now))
                    .due(now);
        }
        if (isDecided(reading)) {
            return change.quietly(answering.request().answering(Answer.AWAITED, now))
                    .attempt(attempt.closed(Attempt.State.NOT_FILED, null, "decided_without_it", null, now))
                    .due(now);
        }
        return stillUnclear(change, answering, attempt, now);
    }

    private Change.Builder stillUnclear(Change.Builder change, Answering answering, Attempt attempt, Instant now) {
        Instant clean = attempt.looks().cleanAt();
        boolean isTooLong = clean != null && now.isAfter(clean.plus(paces.visibilityDelay()));
        change.attempt(attempt.looked(attempt.looks().again().clean(now)));
        if (!isTooLong) {
            return change.due(now.plus(paces.visibilityDelay()).plusMillis(1));
        }
        Task task = task(
                answering,
                TaskKind.COMPLEMENT_UNKNOWN,
                now,
                Map.of("attempt_id", attempt.id().text()));
        return change.taskOnce(task, answering.openTasks()).due(now.plus(paces.humanPause()));
    }

    private static boolean hasArrived(FileReading reading, int number) {
        return reading instanceof FileReading.Present(var file, var _)
                && file.complements().stream().anyMatch(c -> c.number() == number && c.sentAt() != null);
    }

    private static boolean isDecided(FileReading reading) {
        return reading instanceof FileReading.Present(var file, var _)
                && file.summary().status().isOver();
    }

    private Mono<Void> save(Answering answering, Change.Builder change) {
        return requests.save(change.under(answering.claim()).build()).flatMap(WorkOvertaken::unlessStored);
    }
}
