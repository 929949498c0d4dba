package fr.passerelle.requests;

import fr.passerelle.documents.Document;
import fr.passerelle.documents.Documents;
import fr.passerelle.documents.StoredDocument;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.SaveOutcome;
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
import fr.passerelle.tasks.TaskOutcome;
import fr.passerelle.tasks.Tasks;
import fr.passerelle.work.Claim;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends the answer to a request for complements, by the same protocol as a submission: documents, intent, one sending,
 * outcome. An unknown outcome is looked up in the file's own history; no fence is possible there, so what stays unclear
 * goes to a human.
 */
public final class SendComplement {
    private static final Duration TIME_TO_LOOK = Duration.ofDays(1);

    private final Platform platform;
    private final Requests requests;
    private final Documents documents;
    private final Tasks tasks;
    private final Paces paces;
    private final InstantSource clock;

    public SendComplement(
            Platform platform, Requests requests, Documents documents, Tasks tasks, Paces paces, InstantSource clock) {
        this.platform = platform;
        this.requests = requests;
        this.documents = documents;
        this.tasks = tasks;
        this.paces = paces;
        this.clock = clock;
    }

    /** An answer under way. */
    record Answering(Claim claim, Session session, AuthorisationRequest request) {
        InformationRequested state() {
            return (InformationRequested) request.state();
        }

        DepositNumber deposit() {
            return ((OnPlatform) request.state()).receipt().receipt().deposit();
        }

        int number() {
            return state().asked().number();
        }
    }

    Mono<Void> send(Answering answering) {
        AuthorisationRequest request = answering.request();
        return documents
                .contentsOf(request.tenant(), Document.Owner.complement(request.id(), answering.number()))
                .flatMapMany(Flux::fromIterable)
                .concatMap(paper -> attach(answering, paper))
                .filter(Attachment.DocumentRefused.class::isInstance)
                .cast(Attachment.DocumentRefused.class)
                .next()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(refused -> refused.isPresent()
                        ? documentRefused(answering, refused.get().rejection())
                        : intend(answering));
    }

    private Mono<Attachment> attach(Answering answering, StoredDocument paper) {
        Document document = paper.document();
        Upload upload =
                new Upload(document.type().portalCode(), document.fileName(), paper.content(), document.sha256());
        return platform.attachToComplement(answering.session(), answering.deposit(), answering.number(), upload);
    }

    private Mono<Void> documentRefused(Answering answering, Rejection rejection) {
        Instant now = clock.instant();
        AuthorisationRequest request = answering.request();
        Task task = Task.open(
                request.tenant(),
                request.employer(),
                request.id(),
                TaskKind.DOCUMENT_REFUSED,
                now,
                now.plus(TIME_TO_LOOK),
                Map.of("platform_code", rejection.code()));
        return requests.save(Change.from(request)
                        .quietly(request.answering(Answer.AWAITED, now))
                        .task(task)
                        .due(now.plus(paces.humanPause()))
                        .under(answering.claim())
                        .build())
                .then();
    }

    private Mono<Void> intend(Answering answering) {
        Instant now = clock.instant();
        AuthorisationRequest sending = answering.request().answering(Answer.SENDING, now);
        Attempt attempt = Attempt.complementIntended(answering.request(), answering.number(), now);
        Answering next = new Answering(answering.claim(), answering.session(), sending);
        return requests.save(Change.from(answering.request())
                        .quietly(sending)
                        .attempt(attempt)
                        .under(answering.claim())
                        .build())
                .flatMap(outcome -> outcome instanceof SaveOutcome.Stored ? sendOnce(next, attempt) : Mono.empty());
    }

    private Mono<Void> sendOnce(Answering answering, Attempt attempt) {
        return platform.sendComplement(
                        answering.session(), new ComplementSubmission(answering.deposit(), answering.number(), null))
                .flatMap(answer -> tasks.openOf(
                                answering.request().tenant(),
                                answering.request().id())
                        .flatMap(open -> settle(answering, attempt, answer, open)));
    }

    private Mono<Void> settle(Answering answering, Attempt attempt, SubmitAnswer answer, List<Task> open) {
        Instant now = clock.instant();
        AuthorisationRequest request = answering.request();
        Change.Builder change = Change.from(request).under(answering.claim());
        switch (answer) {
            case SubmitAnswer.Accepted(var _, var exchange) ->
                sent(change, request, open, now)
                        .attempt(attempt.closed(Attempt.State.ACCEPTED, exchange, "receipt", null, now))
                        .due(now.plus(paces.firstPoll()));
            case SubmitAnswer.Refused(var rejection, var exchange) ->
                change.quietly(request.answering(Answer.AWAITED, now))
                        .attempt(attempt.closed(Attempt.State.REFUSED, exchange, "rejected", rejection, now))
                        .due(now.plus(paces.firstPoll()));
            case SubmitAnswer.NotSent(var reason, var exchange) ->
                change.quietly(request.answering(Answer.QUEUED, now))
                        .attempt(attempt.closed(Attempt.State.NOT_SENT, exchange, reason, null, now))
                        .due(now.plus(paces.retry()));
            case SubmitAnswer.Unknown(var reason, var exchange) ->
                change.quietly(request.answering(Answer.OUTCOME_UNKNOWN, now))
                        .attempt(attempt.unknown(exchange, reason))
                        .due(now.plus(paces.retry()));
        }
        return requests.save(change.build()).then();
    }

    private static Change.Builder sent(
            Change.Builder change, AuthorisationRequest request, List<Task> open, Instant now) {
        change.becomes(request.answering(Answer.SENT, now), EventType.REQUEST_COMPLEMENT_SENT);
        open.stream()
                .filter(task -> task.kind() == TaskKind.COMPLEMENT_ASKED || task.kind() == TaskKind.COMPLEMENT_UNKNOWN)
                .map(task ->
                        task.resolved(new Task.Resolution(TaskOutcome.DONE_OUTSIDE, "passerelle", now, null, Map.of())))
                .forEach(change::task);
        return change;
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
                .then();
    }

    /** Looks up in the file whether an answer of unknown outcome arrived. */
    Mono<Void> reconcile(Answering answering, Attempt attempt) {
        return Mono.zip(
                        platform.readFile(answering.session(), answering.deposit()),
                        tasks.openOf(
                                answering.request().tenant(),
                                answering.request().id()))
                .flatMap(seen -> conclude(answering, attempt, seen.getT1(), seen.getT2()));
    }

    private Mono<Void> conclude(Answering answering, Attempt attempt, FileReading reading, List<Task> open) {
        Instant now = clock.instant();
        AuthorisationRequest request = answering.request();
        Change.Builder change = Change.from(request).under(answering.claim());
        if (reading instanceof FileReading.Present(var file, var _) && hasArrived(file, answering.number())) {
            sent(change, request, open, now)
                    .attempt(attempt.closed(Attempt.State.ACCEPTED, null, "found_on_platform", null, now))
                    .due(now);
            return requests.save(change.build()).then();
        }
        Attempt.Looks looks = attempt.looks().again();
        boolean tooLong = looks.cleanAt() != null && now.isAfter(looks.cleanAt().plus(paces.visibilityDelay()));
        boolean told = open.stream().anyMatch(task -> task.kind() == TaskKind.COMPLEMENT_UNKNOWN);
        change.attempt(attempt.looked(looks.clean(now)));
        if (tooLong && !told) {
            change.quietly(request.touched(now))
                    .task(Task.open(
                            request.tenant(),
                            request.employer(),
                            request.id(),
                            TaskKind.COMPLEMENT_UNKNOWN,
                            now,
                            now.plus(TIME_TO_LOOK),
                            Map.of("attempt_id", attempt.id().text())));
        }
        Duration wait = tooLong ? paces.humanPause() : paces.visibilityDelay().plusMillis(1);
        return requests.save(change.due(now.plus(wait)).build()).then();
    }

    private static boolean hasArrived(PlatformFile file, int number) {
        return file.complements().stream().anyMatch(c -> c.number() == number && c.sentAt() != null);
    }
}
