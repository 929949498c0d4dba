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
import fr.passerelle.requests.Leftovers.Ground;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.work.Claim;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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
    private static final int MOST_UPLOADS = 5;
    private static final Rejection NOT_KEPT = new Rejection(
            "NOT_KEPT", "La plateforme ne conserve pas la pièce telle qu’elle lui est envoyée.", List.of());

    private final Platform platform;
    private final Requests requests;
    private final Documents documents;
    private final Leftovers leftovers;
    private final Restorations restorations;
    private final Paces paces;
    private final InstantSource clock;

    public FileRequest(
            Platform platform,
            Requests requests,
            Documents documents,
            Restorations restorations,
            Paces paces,
            InstantSource clock) {
        this.platform = platform;
        this.requests = requests;
        this.documents = documents;
        this.leftovers = new Leftovers(platform, requests, clock);
        this.restorations = restorations;
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

        /** The attempt that is being prepared, when its draft was made under another login than the present one. */
        private Optional<Attempt> outOfSight() {
            return prepared().filter(attempt -> !dossier.isUnderTheLoginOf(attempt));
        }

        /** Whether the only draft is the one that was being prepared, and what was typed into it still holds. */
        private boolean mayGoOnWith(List<Draft> drafts) {
            return drafts.size() == 1
                    && prepared()
                            .filter(attempt -> drafts.getFirst().number().equals(attempt.draft()))
                            .filter(attempt -> !attempt.createdAt().isBefore(worker().updatedAt()))
                            .filter(attempt -> !attempt.createdAt()
                                    .isBefore(dossier.employer().updatedAt()))
                            .isPresent();
        }

        private Prepared goingOn() {
            Attempt attempt = prepared().orElseThrow();
            return new Prepared(this, attempt, Forms.given(attempt.draft(), "draft"));
        }

        private String login() {
            return Forms.given(dossier.account(), "account").loginDigest();
        }

        private long unsent() {
            return attempts.stream()
                    .filter(a -> a.state() == Attempt.State.NOT_SENT)
                    .count();
        }
    }

    /** A filing whose draft stands on the platform, under an attempt that is stored. */
    private record Prepared(Filing filing, Attempt attempt, DraftNumber draft) {}

    Mono<Void> file(Filing filing) {
        return filing.outOfSight().map(attempt -> lookFor(filing, attempt)).orElseGet(() -> remembered(filing));
    }

    /** Its draft cannot be taken back: another one beside it could make two files. */
    private Mono<Void> lookFor(Filing filing, Attempt attempt) {
        Instant now = clock.instant();
        return save(Change.from(filing.request())
                .becomes(filing.request().outOfOurHands(attempt.id(), now), EventType.REQUEST_OUTCOME_UNKNOWN)
                .attempt(attempt.outOfSight(now))
                .due(now)
                .under(filing.claim()));
    }

    // After a restore: was it sent, and is that forgotten?

    private Mono<Void> remembered(Filing filing) {
        return restorations.latest().flatMap(restoration -> remembered(filing, restoration));
    }

    private Mono<Void> remembered(Filing filing, Restoration restoration) {
        if (restoration.mayHaveFiled(filing.request(), filing.attempts())) {
            return filing.prepared().map(attempt -> giveUp(filing, attempt)).orElseGet(() -> lookUp(filing));
        }
        Instant shown = restoration.shownFrom(paces.visibilityDelay());
        return clock.instant().isBefore(shown)
                ? save(Change.from(filing.request()).due(shown).under(filing.claim()))
                : begin(filing);
    }

    /** Its draft is looked for with all others that bear the reference. */
    private Mono<Void> giveUp(Filing filing, Attempt attempt) {
        Instant now = clock.instant();
        return save(Change.from(filing.request())
                .attempt(attempt.closed(Attempt.State.ABANDONED, null, "restored", null, now))
                .due(now)
                .under(filing.claim()));
    }

    private Mono<Void> lookUp(Filing filing) {
        Instant now = clock.instant();
        Attempt forgotten = Attempt.forgotten(filing.request(), now);
        return save(Change.from(filing.request())
                .becomes(filing.request().outOfOurHands(forgotten.id(), now), EventType.REQUEST_OUTCOME_UNKNOWN)
                .attempt(forgotten)
                .due(now)
                .under(filing.claim()));
    }

    private Mono<Void> begin(Filing filing) {
        return lookAround(filing).flatMap(found -> found.isEmpty() ? draft(filing) : stop(filing, found));
    }

    // Before the first intent: is it there already?

    private Mono<List<FileSummary>> lookAround(Filing filing) {
        return ofOurReference(filing).flatMap(files -> files.isEmpty() ? lookForOthers(filing) : Mono.just(files));
    }

    private Mono<List<FileSummary>> ofOurReference(Filing filing) {
        FileSearch ours =
                FileSearch.ofReference(filing.establishment(), filing.request().platformReference());
        return platform.files(filing.session(), ours)
                .map(files ->
                        files.stream().filter(file -> isOurs(filing, file)).toList());
    }

    /** The human who overrides a duplicate has seen them. */
    private Mono<List<FileSummary>> lookForOthers(Filing filing) {
        if (filing.request().wishes().override() != null) {
            return Mono.just(List.of());
        }
        String name = filing.worker().profile().filedName().familyName();
        return platform.files(filing.session(), new FileSearch(filing.establishment(), null, name, null))
                .map(files ->
                        files.stream().filter(file -> isTheSame(filing, file)).toList());
    }

    private static boolean isOurs(Filing filing, FileSummary file) {
        return filing.request().platformReference().equals(file.reference());
    }

    /**
     * The same person at the same establishment, and not yet decided. Of the files that we made for other requests those
     * for another contract do not count: they were told apart when this one was submitted.
     */
    private boolean isTheSame(Filing filing, FileSummary file) {
        return !file.status().isOver()
                && file.establishment().equals(filing.establishment())
                && !(isFiledByUs(file) && isForAnotherContract(filing, file))
                && Forms.person(filing.worker(), Deadlines.today(clock.instant()))
                        .looksLike(file.person());
    }

    private static boolean isFiledByUs(FileSummary file) {
        return file.reference() != null && RequestId.parse(file.reference()).isPresent();
    }

    private static boolean isForAnotherContract(Filing filing, FileSummary file) {
        return file.contractStart() != null
                && !file.contractStart().equals(filing.request().content().start());
    }

    /** What we had begun is taken back first, so that nothing of ours lies about while the file, or a human, decides. */
    private Mono<Void> stop(Filing filing, List<FileSummary> found) {
        return leftovers
                .find(filing)
                .flatMap(drafts -> leftovers.clear(filing, drafts))
                .flatMap(ground -> save(stopped(filing, found, ground)));
    }

    private Change.Builder stopped(Filing filing, List<FileSummary> found, Ground ground) {
        return found.stream()
                .filter(file -> isOurs(filing, file))
                .findFirst()
                .map(ours -> filedAlready(filing, ours, ground))
                .orElseGet(() -> ground == Ground.SUBMITTED ? awaitFile(filing) : madeByOtherHands(filing, found));
    }

    /** The employer may have submitted our draft on the portal: then the attempt ends as if we had. */
    private Change.Builder filedAlready(Filing filing, FileSummary file, Ground ground) {
        Instant now = clock.instant();
        FiledReceipt receipt = new FiledReceipt(file.receipt(), FiledReceipt.Obtained.RECONCILIATION);
        Change.Builder change = Change.from(filing.request())
                .becomes(filing.request().filed(receipt, null, now), EventType.REQUEST_FILED)
                .settling(filing.dossier().openTasks(), TaskKind::isMootOnceFiled)
                .due(now)
                .under(filing.claim());
        return ground == Ground.SUBMITTED ? submittedByHand(change, filing, now) : change;
    }

    private static Change.Builder submittedByHand(Change.Builder change, Filing filing, Instant now) {
        return filing.prepared()
                .map(attempt -> attempt.closed(Attempt.State.ACCEPTED, null, "submitted_on_portal", null, now))
                .map(change::attempt)
                .orElse(change);
    }

    private Change.Builder madeByOtherHands(Filing filing, List<FileSummary> found) {
        Instant now = clock.instant();
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
        return Change.from(filing.request())
                .taskOnce(task, filing.dossier().openTasks())
                .due(now.plus(paces.humanPause()))
                .under(filing.claim());
    }

    // The draft

    private Mono<Void> draft(Filing filing) {
        return leftovers.find(filing).flatMap(drafts -> draft(filing, drafts));
    }

    private Mono<Void> draft(Filing filing, List<Draft> drafts) {
        return filing.mayGoOnWith(drafts)
                ? upload(filing.goingOn(), drafts.getFirst())
                : leftovers.clear(filing, drafts).flatMap(ground -> draftAnew(filing, ground));
    }

    private Mono<Void> draftAnew(Filing filing, Ground ground) {
        return switch (ground) {
            case CLEAR, LITTERED -> newDraft(filing);
            case SUBMITTED -> save(awaitFile(filing));
        };
    }

    /**
     * Someone submitted our draft on the portal; filing now would be twice. Its file is looked for like that of a submission
     * whose answer was lost.
     */
    private Change.Builder awaitFile(Filing filing) {
        Instant now = clock.instant();
        Change.Builder change = Change.from(filing.request())
                .due(now.plus(paces.visibilityDelay()).plusMillis(1))
                .under(filing.claim());
        return filing.prepared()
                .map(attempt -> change.becomes(
                                filing.request().outOfOurHands(attempt.id(), now), EventType.REQUEST_OUTCOME_UNKNOWN)
                        .attempt(attempt.submittedByHand(now)))
                .orElse(change);
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
        Attempt attempt = Attempt.preparing(filing.request(), draft.number(), filing.login(), clock.instant());
        return save(Change.from(filing.request()).attempt(attempt).under(filing.claim()))
                .then(Mono.defer(() -> upload(new Prepared(filing, attempt, draft.number()), draft)));
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

    /** What the draft keeps from an earlier try is not sent again. */
    private Mono<Void> upload(Prepared prepared, Draft draft) {
        List<Document> papers = prepared.filing().dossier().documents();
        return Flux.fromIterable(papers)
                .filter(paper -> !isKept(paper, draft))
                .concatMap(paper -> attach(prepared, paper))
                .takeUntil(attached -> attached.answer() instanceof Attachment.DocumentRefused)
                .collectList()
                .flatMap(attached -> check(prepared, papers, attached));
    }

    private record Attached(Document paper, Attachment answer) {}

    /** The contents are read one at a time: all documents of all filings under way would not fit into memory. */
    private Mono<Attached> attach(Prepared prepared, Document paper) {
        return documents
                .find(prepared.filing().request().tenant(), paper.owner(), paper.type())
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("document " + paper.id() + " is gone")))
                .flatMap(stored -> attach(prepared, stored));
    }

    private Mono<Attached> attach(Prepared prepared, StoredDocument stored) {
        Document paper = stored.document();
        Upload upload = new Upload(paper.type().portalCode(), paper.fileName(), stored.content(), paper.sha256());
        return platform.attach(prepared.filing().session(), prepared.draft(), upload)
                .map(answer -> new Attached(paper, answer));
    }

    private Mono<Void> check(Prepared prepared, List<Document> papers, List<Attached> attached) {
        for (Attached one : attached) {
            if (one.answer() instanceof Attachment.DocumentRefused(var rejection)) {
                return documentRefused(prepared, one.paper(), rejection);
            }
        }
        return platform.readDraft(
                        prepared.filing().session(),
                        prepared.draft(),
                        prepared.filing().establishment().siren())
                .flatMap(reading -> arrived(prepared, papers, reading));
    }

    /** Whether the platform kept every document, byte for byte. One that it never keeps is not sent for ever. */
    private Mono<Void> arrived(Prepared prepared, List<Document> papers, DraftReading reading) {
        if (!(reading instanceof DraftReading.Present(var draft)) || draft.submitted()) {
            return unusable();
        }
        Optional<Document> lost =
                papers.stream().filter(paper -> !isKept(paper, draft)).findFirst();
        if (lost.isEmpty()) {
            return intend(prepared);
        }
        Attempt inVain = prepared.attempt().uploadedInVain();
        return inVain.looks().count() < MOST_UPLOADS
                ? uploadLater(prepared.filing(), inVain)
                : documentRefused(prepared, lost.get(), NOT_KEPT);
    }

    private Mono<Void> uploadLater(Filing filing, Attempt inVain) {
        Instant at = paces.nextTry(inVain.looks().count(), 1, clock.instant());
        return save(Change.from(filing.request()).attempt(inVain).due(at).under(filing.claim()));
    }

    private static Mono<Void> unusable() {
        return Mono.error(new PlatformUnavailable("read_draft", PlatformUnavailable.Fault.UNUSABLE_ANSWER, null));
    }

    private static boolean isKept(Document paper, Draft draft) {
        return draft.pieces().stream().anyMatch(piece -> isSame(paper, piece));
    }

    private static boolean isSame(Document paper, Draft.Piece piece) {
        return piece.code().equals(paper.type().portalCode())
                && piece.bytes() == paper.bytes()
                && piece.sha256().equals(paper.sha256());
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

    /** A submission that is, or may be, on its way. */
    private record Sent(Filing filing, AuthorisationRequest request, Attempt attempt, SubmitAnswer answer) {}

    private Mono<Void> intend(Prepared prepared) {
        Instant now = clock.instant();
        Filing filing = prepared.filing();
        AuthorisationRequest intending =
                filing.request().filing(prepared.attempt().id(), now);
        Attempt intended = prepared.attempt().intended(now);
        return save(Change.from(filing.request())
                        .becomes(intending, EventType.REQUEST_FILING)
                        .attempt(intended)
                        .settling(filing.dossier().openTasks(), TaskKind::hindersFiling)
                        .under(filing.claim()))
                .then(Mono.defer(() -> submit(prepared, intending, intended)));
    }

    private Mono<Void> submit(Prepared prepared, AuthorisationRequest intending, Attempt intended) {
        Submission submission = new Submission(
                prepared.draft(),
                Forms.given(intending.content().signatory(), "/signatory").name(),
                Forms.expected(
                        intending,
                        prepared.filing().worker(),
                        prepared.draft(),
                        Deadlines.today(intended.createdAt())));
        return platform.submit(prepared.filing().session(), submission)
                .flatMap(answer -> settle(new Sent(prepared.filing(), intending, intended, answer)));
    }

    /** A client may have touched the request meanwhile, such as by wishing to withdraw it: the outcome is not lost for that. */
    private Mono<Void> settle(Sent sent) {
        return requests.save(outcome(sent).build())
                .flatMap(saved ->
                        saved instanceof SaveOutcome.Stale ? settleAgain(sent) : WorkOvertaken.unlessStored(saved));
    }

    private Mono<Void> settleAgain(Sent sent) {
        return requests.find(sent.request().tenant(), sent.request().id())
                .map(touched -> new Sent(sent.filing(), touched, sent.attempt(), sent.answer()))
                .flatMap(this::settle);
    }

    private Change.Builder outcome(Sent sent) {
        Instant now = clock.instant();
        AuthorisationRequest request = sent.request();
        Attempt attempt = sent.attempt();
        Change.Builder change = Change.from(request).under(sent.filing().claim());
        return switch (sent.answer()) {
            case SubmitAnswer.Accepted(var receipt, var exchange) ->
                change.becomes(
                                request.filed(
                                        new FiledReceipt(receipt, FiledReceipt.Obtained.RECEIPT),
                                        exchange.sentAt(),
                                        now),
                                EventType.REQUEST_FILED)
                        .attempt(attempt.closed(Attempt.State.ACCEPTED, exchange, "receipt", null, now))
                        .settling(sent.filing().dossier().openTasks(), kind -> kind == TaskKind.DEADLINE_NEAR)
                        .due(now);
            case SubmitAnswer.Refused(var rejection, var exchange) ->
                change.becomes(
                                request.notAccepted(rejection, now),
                                EventType.REQUEST_NOT_ACCEPTED,
                                Map.of("platform_code", rejection.code()))
                        .attempt(attempt.closed(Attempt.State.REFUSED, exchange, "rejected", rejection, now))
                        .due(now);
            case SubmitAnswer.NotSent(var _, var reason, var exchange) ->
                change.becomes(request.notFiled(now), EventType.REQUEST_QUEUED)
                        .attempt(attempt.closed(Attempt.State.NOT_SENT, exchange, reason, null, now))
                        .due(paces.nextTry(sent.filing().unsent() + 1, 1, now));
            case SubmitAnswer.Unknown(var reason, var exchange, var _) ->
                change.becomes(
                                request.outcomeUnknown(attempt.id(), exchange.sentAt(), now),
                                EventType.REQUEST_OUTCOME_UNKNOWN)
                        .attempt(attempt.unknown(exchange, reason))
                        .due(now.plus(paces.retry()));
        };
    }

    // A request that was called off

    /** Takes back what was begun for a request that was called off meanwhile. */
    Mono<Void> takeBack(Filing filing) {
        return restorations
                .latest()
                .flatMap(restoration -> restoration.mayHaveFiled(filing.request(), filing.attempts())
                        ? takeBackForgotten(filing, restoration.shownFrom(paces.visibilityDelay()))
                        : takeBackDrafts(filing));
    }

    /** It was called off as if nothing had been sent, and yet it may have been filed before the restore. */
    private Mono<Void> takeBackForgotten(Filing filing, Instant shown) {
        if (clock.instant().isBefore(shown)) {
            return save(Change.from(filing.request()).due(shown).under(filing.claim()));
        }
        return ofOurReference(filing)
                .flatMap(files -> files.isEmpty() ? takeBackDrafts(filing) : askForWithdrawal(filing));
    }

    private Mono<Void> askForWithdrawal(Filing filing) {
        Task task = toWithdraw(filing.request(), "filed_before_restore", clock.instant());
        return save(Change.from(filing.request())
                .taskOnce(task, filing.dossier().openTasks())
                .done()
                .under(filing.claim()));
    }

    private Mono<Void> takeBackDrafts(Filing filing) {
        return leftovers
                .find(filing)
                .flatMap(drafts -> leftovers.clear(filing, drafts))
                .flatMap(ground -> save(takenBack(filing, ground).under(filing.claim())));
    }

    private Change.Builder takenBack(Filing filing, Ground ground) {
        Instant now = clock.instant();
        AuthorisationRequest request = filing.request();
        Change.Builder change = Change.from(request);
        return switch (ground) {
            case CLEAR -> change.done();
            case LITTERED -> change.due(now.plus(paces.humanPause()));
            case SUBMITTED ->
                submittedByHand(change, filing, now)
                        .taskOnce(
                                toWithdraw(request, "draft_submitted_on_portal", now),
                                filing.dossier().openTasks())
                        .done();
        };
    }

    private static Task toWithdraw(AuthorisationRequest request, String reason, Instant now) {
        return Task.open(
                request.tenant(),
                request.employer(),
                request.id(),
                TaskKind.WITHDRAWAL_WISHED,
                now,
                now.plus(TIME_TO_DECIDE),
                Map.of("reason", reason));
    }

    /** Saves a step under the lease. When it was not stored the work stops: whoever holds the lease now goes on. */
    private Mono<Void> save(Change.Builder change) {
        return requests.save(change.build()).flatMap(WorkOvertaken::unlessStored);
    }
}
