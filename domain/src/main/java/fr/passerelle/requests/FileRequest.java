package fr.passerelle.requests;

import fr.passerelle.documents.Document;
import fr.passerelle.documents.Documents;
import fr.passerelle.documents.StoredDocument;
import fr.passerelle.ids.RequestId;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.parties.Siret;
import fr.passerelle.parties.Worker;
import fr.passerelle.platform.Attachment;
import fr.passerelle.platform.Draft;
import fr.passerelle.platform.DraftCreation;
import fr.passerelle.platform.DraftNumber;
import fr.passerelle.platform.DraftReading;
import fr.passerelle.platform.FileSearch;
import fr.passerelle.platform.FileSummary;
import fr.passerelle.platform.Platform;
import fr.passerelle.platform.PlatformUnavailable;
import fr.passerelle.platform.Rejection;
import fr.passerelle.platform.Session;
import fr.passerelle.platform.Submission;
import fr.passerelle.platform.SubmitAnswer;
import fr.passerelle.platform.Upload;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.work.Claim;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Files one queued request, under a lease and within a session: looks for a file made by other hands, makes the draft,
 * uploads the documents and checks what arrived, commits the intent, submits once, and commits the outcome. What happens
 * between intent and outcome is never repeated here: {@link ReconcileAttempt} finds out.
 */
public final class FileRequest {
    private static final Duration TIME_TO_DECIDE = Duration.ofDays(2);

    private final Platform platform;
    private final Requests requests;
    private final Documents documents;
    private final Paces paces;
    private final InstantSource clock;

    public FileRequest(Platform platform, Requests requests, Documents documents, Paces paces, InstantSource clock) {
        this.platform = platform;
        this.requests = requests;
        this.documents = documents;
        this.paces = paces;
        this.clock = clock;
    }

    /** What a filing works on, from the look before the draft to the outcome. */
    record Filing(Claim claim, Session session, Dossier dossier, List<Attempt> attempts) {
        AuthorisationRequest request() {
            return dossier.request();
        }

        Worker worker() {
            return dossier.knownWorker();
        }

        Siret establishment() {
            return Forms.given(request().content().establishment(), "/siret");
        }

        Optional<Attempt> prepared() {
            return attempts.stream()
                    .filter(a -> a.state() == Attempt.State.PREPARING)
                    .findFirst();
        }
    }

    /** A filing whose draft stands on the platform, under an attempt that is stored. */
    private record Prepared(Filing filing, Attempt attempt, DraftNumber draft) {}

    Mono<Void> file(Filing filing) {
        return lookAround(filing).flatMap(found -> found.isEmpty() ? fileAnew(filing) : stopAt(filing, found));
    }

    // Before the first intent: is it there already?

    private Mono<List<FileSummary>> lookAround(Filing filing) {
        boolean told = filing.request().wishes().override() != null;
        FileSearch search = new FileSearch(
                filing.establishment(),
                null,
                filing.worker().profile().filedName().familyName(),
                null);
        return platform.files(filing.session(), search)
                .map(files -> files.stream()
                        .filter(file -> isOurs(filing, file) || (!told && isByOtherHands(filing, file)))
                        .toList());
    }

    private static boolean isOurs(Filing filing, FileSummary file) {
        return filing.request().platformReference().equals(file.reference());
    }

    /** The same person at the same establishment, not filed by us, and not yet decided. */
    private boolean isByOtherHands(Filing filing, FileSummary file) {
        boolean filedByUs =
                file.reference() != null && RequestId.parse(file.reference()).isPresent();
        return !filedByUs
                && !file.status().isOver()
                && file.establishment().equals(filing.establishment())
                && Forms.person(filing.worker(), Deadlines.today(clock.instant())).looksLike(file.person());
    }

    private Mono<Void> stopAt(Filing filing, List<FileSummary> found) {
        Instant now = clock.instant();
        Optional<FileSummary> ours =
                found.stream().filter(file -> isOurs(filing, file)).findFirst();
        if (ours.isPresent()) {
            FiledReceipt receipt = new FiledReceipt(ours.get().receipt(), FiledReceipt.Obtained.RECONCILIATION);
            return save(Change.from(filing.request())
                    .becomes(filing.request().filed(receipt, null, now), EventType.REQUEST_FILED)
                    .due(now)
                    .under(filing.claim()));
        }
        Task task = Task.open(
                filing.request().tenant(),
                filing.request().employer(),
                filing.request().id(),
                TaskKind.ALREADY_ON_PLATFORM,
                now,
                now.plus(TIME_TO_DECIDE),
                Map.of(
                        "candidates",
                        found.stream().map(f -> f.deposit().value()).collect(Collectors.joining(","))));
        return save(Change.from(filing.request())
                .quietly(filing.request().touched(now))
                .task(task)
                .due(now.plus(paces.humanPause()))
                .under(filing.claim()));
    }

    // The draft

    private Mono<Void> fileAnew(Filing filing) {
        return platform.drafts(
                        filing.session(),
                        filing.establishment(),
                        filing.request().platformReference())
                .flatMap(drafts -> draftFor(filing, drafts));
    }

    private Mono<Void> draftFor(Filing filing, List<Draft> drafts) {
        Optional<Attempt> prepared = filing.prepared();
        Optional<Draft> standing = prepared.flatMap(attempt ->
                drafts.stream().filter(d -> d.number().equals(attempt.draft())).findFirst());
        Mono<Void> cleaned = Flux.fromIterable(drafts)
                .filter(draft -> standing.isEmpty()
                        || !draft.number().equals(standing.get().number()))
                .concatMap(orphan -> platform.deleteDraft(filing.session(), orphan.number()))
                .then();
        if (standing.isPresent()) {
            return cleaned.then(upload(
                    new Prepared(filing, prepared.orElseThrow(), standing.get().number())));
        }
        return cleaned.then(abandoned(filing)).then(Mono.defer(() -> newDraft(filing)));
    }

    /** The draft of an earlier attempt is gone from the platform: that attempt can lead nowhere. */
    private Mono<Void> abandoned(Filing filing) {
        return filing.prepared()
                .map(attempt -> keepLease(Change.from(filing.request())
                        .attempt(attempt.closed(Attempt.State.ABANDONED, null, "draft_gone", null, clock.instant()))
                        .under(filing.claim())))
                .orElseGet(Mono::empty);
    }

    private Mono<Void> newDraft(Filing filing) {
        return platform.createDraft(
                        filing.session(),
                        Forms.of(
                                filing.request(),
                                filing.dossier().employer(),
                                filing.worker(),
                                Deadlines.today(clock.instant())))
                .flatMap(creation -> switch (creation) {
                    case DraftCreation.Created(var draft) -> prepare(filing, draft);
                    case DraftCreation.FormRefused(var rejection) -> rejected(filing, rejection);
                });
    }

    private Mono<Void> prepare(Filing filing, Draft draft) {
        Attempt attempt = Attempt.preparing(filing.request(), draft.number(), clock.instant());
        return keepLease(Change.from(filing.request()).attempt(attempt).under(filing.claim()))
                .then(Mono.defer(() -> upload(new Prepared(filing, attempt, draft.number()))));
    }

    private Mono<Void> rejected(Filing filing, Rejection rejection) {
        return save(Change.from(filing.request())
                .becomes(
                        filing.request().notAccepted(rejection, clock.instant()),
                        EventType.REQUEST_NOT_ACCEPTED,
                        Map.of("platform_code", rejection.code()))
                .done()
                .under(filing.claim()));
    }

    // The documents

    private Mono<Void> upload(Prepared prepared) {
        AuthorisationRequest request = prepared.filing().request();
        return documents
                .contentsOf(request.tenant(), Document.Owner.of(request.id()))
                .flatMap(papers -> Flux.fromIterable(papers)
                        .concatMap(paper -> attach(prepared, paper))
                        .takeUntil(attachment -> attachment.answer() instanceof Attachment.DocumentRefused)
                        .collectList()
                        .flatMap(attached -> check(prepared, papers, attached)));
    }

    private record Sent(StoredDocument paper, Attachment answer) {}

    private Mono<Sent> attach(Prepared prepared, StoredDocument paper) {
        Document document = paper.document();
        Upload upload =
                new Upload(document.type().portalCode(), document.fileName(), paper.content(), document.sha256());
        return platform.attach(prepared.filing().session(), prepared.draft(), upload)
                .map(answer -> new Sent(paper, answer));
    }

    private Mono<Void> check(Prepared prepared, List<StoredDocument> papers, List<Sent> sent) {
        for (Sent one : sent) {
            if (one.answer() instanceof Attachment.DocumentRefused(var rejection)) {
                return documentRefused(prepared, one.paper().document(), rejection);
            }
        }
        return platform.readDraft(prepared.filing().session(), prepared.draft())
                .flatMap(reading -> hasArrived(papers, reading)
                        ? intend(prepared)
                        : Mono.error(new PlatformUnavailable(
                                "read_draft", PlatformUnavailable.Fault.UNUSABLE_ANSWER, null)));
    }

    /** Whether the platform kept every document, byte for byte. */
    private static boolean hasArrived(List<StoredDocument> papers, DraftReading reading) {
        if (!(reading instanceof DraftReading.Present(var draft)) || draft.submitted()) {
            return false;
        }
        return papers.stream().allMatch(paper -> draft.pieces().stream().anyMatch(piece -> isSame(paper, piece)));
    }

    private static boolean isSame(StoredDocument paper, Draft.Piece piece) {
        return piece.code().equals(paper.document().type().portalCode())
                && piece.bytes() == paper.document().bytes()
                && piece.sha256().equals(paper.document().sha256());
    }

    private Mono<Void> documentRefused(Prepared prepared, Document document, Rejection rejection) {
        Instant now = clock.instant();
        AuthorisationRequest request = prepared.filing().request();
        Task task = Task.open(
                request.tenant(),
                request.employer(),
                request.id(),
                TaskKind.DOCUMENT_REFUSED,
                now,
                now.plus(TIME_TO_DECIDE),
                Map.of(
                        "document_type",
                        document.type().code(),
                        "sha256",
                        document.sha256(),
                        "platform_code",
                        rejection.code()));
        return save(Change.from(request)
                .becomes(request.notAccepted(rejection, now), EventType.REQUEST_NOT_ACCEPTED)
                .attempt(prepared.attempt().closed(Attempt.State.ABANDONED, null, "document_refused", rejection, now))
                .task(task)
                .done()
                .under(prepared.filing().claim()));
    }

    // Intent, submission, outcome

    private Mono<Void> intend(Prepared prepared) {
        Instant now = clock.instant();
        AuthorisationRequest request = prepared.filing().request();
        AuthorisationRequest filing = request.filing(prepared.attempt().id(), now);
        Attempt intended = prepared.attempt().intended(now);
        return requests.save(Change.from(request)
                        .becomes(filing, EventType.REQUEST_FILING)
                        .attempt(intended)
                        .under(prepared.filing().claim())
                        .build())
                .flatMap(outcome ->
                        outcome instanceof SaveOutcome.Stored ? submit(prepared, filing, intended) : Mono.empty());
    }

    private Mono<Void> submit(Prepared prepared, AuthorisationRequest filing, Attempt intended) {
        Submission submission = new Submission(
                prepared.draft(),
                Forms.given(filing.content().signatory(), "/signatory").name(),
                Forms.expected(
                        filing,
                        prepared.filing().worker(),
                        prepared.draft(),
                        Deadlines.today(intended.createdAt())));
        return platform.submit(prepared.filing().session(), submission)
                .flatMap(answer -> settle(prepared.filing().claim(), filing, intended, answer));
    }

    private Mono<Void> settle(Claim claim, AuthorisationRequest filing, Attempt attempt, SubmitAnswer answer) {
        Instant now = clock.instant();
        Change.Builder change = Change.from(filing).under(claim);
        return save(
                switch (answer) {
                    case SubmitAnswer.Accepted(var receipt, var exchange) ->
                        change.becomes(
                                        filing.filed(
                                                new FiledReceipt(receipt, FiledReceipt.Obtained.RECEIPT),
                                                exchange.sentAt(),
                                                now),
                                        EventType.REQUEST_FILED)
                                .attempt(attempt.closed(Attempt.State.ACCEPTED, exchange, "receipt", null, now))
                                .due(now);
                    case SubmitAnswer.Refused(var rejection, var exchange) ->
                        change.becomes(
                                        filing.notAccepted(rejection, now),
                                        EventType.REQUEST_NOT_ACCEPTED,
                                        Map.of("platform_code", rejection.code()))
                                .attempt(attempt.closed(Attempt.State.REFUSED, exchange, "rejected", rejection, now))
                                .done();
                    case SubmitAnswer.NotSent(var reason, var exchange) ->
                        change.becomes(filing.notFiled(now), EventType.REQUEST_QUEUED)
                                .attempt(attempt.closed(Attempt.State.NOT_SENT, exchange, reason, null, now))
                                .due(now.plus(paces.retry()));
                    case SubmitAnswer.Unknown(var reason, var exchange) ->
                        change.becomes(
                                        filing.outcomeUnknown(attempt.id(), exchange.sentAt(), now),
                                        EventType.REQUEST_OUTCOME_UNKNOWN)
                                .attempt(attempt.unknown(exchange, reason))
                                .due(now.plus(paces.retry()));
                });
    }

    /** Saves the last step under a lease. When the lease was lost, whoever holds it now has the duty to go on. */
    private Mono<Void> save(Change.Builder change) {
        return requests.save(change.build()).then();
    }

    /** Saves a step in between; the work goes on only when it was stored. */
    private Mono<Void> keepLease(Change.Builder change) {
        return requests.save(change.build())
                .flatMap(outcome -> outcome instanceof SaveOutcome.Stored
                        ? Mono.empty()
                        : Mono.error(new WorkOvertaken(Objects.toString(outcome))));
    }
}
