package fr.passerelle.requests;

import static fr.passerelle.testing.Examples.aContent;
import static fr.passerelle.testing.Examples.anEmployer;

import fr.passerelle.documents.Document;
import fr.passerelle.documents.DocumentType;
import fr.passerelle.documents.Documents;
import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.journal.Subject;
import fr.passerelle.law.LawTables;
import fr.passerelle.pace.Lane;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.GiveMandate;
import fr.passerelle.parties.LinkAccount;
import fr.passerelle.parties.Mandate;
import fr.passerelle.parties.PlatformAccount;
import fr.passerelle.parties.PutEmployer;
import fr.passerelle.parties.PutWorker;
import fr.passerelle.parties.SecretSeal;
import fr.passerelle.parties.Upsert;
import fr.passerelle.parties.Worker;
import fr.passerelle.parties.Worker.Identifier;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.FilingForm;
import fr.passerelle.platform.InMemoryPlatform;
import fr.passerelle.platform.Platform;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.tasks.TaskOutcome;
import fr.passerelle.tasks.Tasks;
import fr.passerelle.testing.ContentBuilder;
import fr.passerelle.testing.EmployerBuilder;
import fr.passerelle.testing.Examples;
import fr.passerelle.testing.InMemoryStore;
import fr.passerelle.testing.SettableClock;
import fr.passerelle.testing.WorkerBuilder;
import fr.passerelle.work.Claim;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * All use cases over one store, one platform and one clock, all in memory. Time stands still unless a test moves it, and
 * nothing is done behind the client's back before {@link #runUntilIdle}.
 */
final class FilingWorld {
    static final Paces PACES = Paces.usual();
    static final String LOGIN = "rh@cuisines-du-rhone.example";
    static final String PASSWORD = "correct horse";
    static final String COMPLEMENT_PIECE = "contrat";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int MOST_ROUNDS = 100;
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    final SettableClock clock = new SettableClock(Examples.NOW);
    final InMemoryStore store = new InMemoryStore(clock);
    final InMemoryPlatform portal = new InMemoryPlatform(clock);
    final Lifeline lifeline = new Lifeline();
    final TenantId tenant = store.aTenant();

    final PutEmployer putEmployer;
    final PutWorker putWorker;
    final GiveMandate mandates;
    final LinkAccount accounts;
    final DraftRequest drafting;
    final SubmitRequest submission;
    final WithdrawRequest withdrawal;
    final AttachDocument attaching;
    final AnswerComplement answering;
    final AdoptFile adoption;
    final ResolveTask resolving;
    final MoveOn moveOn;
    final Dossiers dossiers;

    FilingWorld() {
        Platform platform = new FaultyPlatform(portal, lifeline);
        Requests requests = new FaultyRequests(store.requests(), lifeline);
        Documents documents = store.documents();
        Tasks tasks = store.tasks();
        SecretSeal seal = new SecretSeal(new byte[32]);
        dossiers = new GatheredDossiers(store, requests);
        putEmployer = new PutEmployer(store.employers(), clock);
        putWorker = new PutWorker(store.workers(), clock);
        mandates = new GiveMandate(store.mandates(), store.queue(), clock);
        accounts = new LinkAccount(store.accounts(), tasks, store.queue(), seal, clock);
        submission = new SubmitRequest(
                requests, dossiers, new Requirements(LawTables.shipped()), store.idempotencies(), clock);
        drafting = new DraftRequest(
                requests, store.idempotencies(), submission, new ReviewTimes(store.decisions()), clock);
        withdrawal = new WithdrawRequest(requests, dossiers, store.idempotencies(), clock);
        attaching = new AttachDocument(requests, documents, store.idempotencies(), submission, clock);
        answering = new AnswerComplement(requests, documents, store.idempotencies(), clock);
        adoption = new AdoptFile(platform, requests, store.idempotencies(), PACES, clock);
        resolving = new ResolveTask(
                tasks, requests, dossiers, store.accounts(), store.queue(), store.idempotencies(), clock);
        moveOn = new MoveOn(
                requests,
                dossiers,
                store.queue(),
                new OpenSession(platform, store.sessions(), store.accounts(), seal, clock),
                new FileRequest(platform, requests, documents, store.restorations(), PACES, clock),
                new ReconcileAttempt(platform, requests, PACES, clock),
                new TrackRequest(platform, requests, documents, PACES, clock),
                new SendComplement(platform, requests, documents, store.tasks(), store.restorations(), PACES, clock),
                adoption,
                PACES,
                clock);
    }

    // Who there is

    /** An employer that can file: mandated, and its account linked. */
    Employer employer() {
        return employer(LOGIN);
    }

    /** An employer that can file by the account of the given login. */
    Employer employer(String login) {
        return employer(login, typed -> typed);
    }

    Employer employer(String login, UnaryOperator<EmployerBuilder> what) {
        Employer employer = unlinkedEmployer(what);
        got(accounts.link(employer, login, PASSWORD));
        return employer;
    }

    /** An employer with a mandate and without an account. */
    Employer unlinkedEmployer(UnaryOperator<EmployerBuilder> what) {
        Employer.Profile profile = what.apply(anEmployer()).profile();
        Employer employer =
                put(putEmployer.put(tenant, new ClientReference("employer-" + UUID.randomUUID()), profile, null));
        mandate(employer, null);
        return employer;
    }

    Mandate mandate(Employer employer, @Nullable LocalDate validTo) {
        Mandate given = got(mandates.give(
                        employer,
                        "Camille Roux",
                        Examples.TODAY.minusDays(30),
                        Examples.TODAY.minusDays(30),
                        validTo,
                        key()))
                .mandate();
        return got(mandates.document(given, "mandat.pdf", pdf("mandat"))).mandate();
    }

    void revokeMandates(Employer employer) {
        got(store.mandates().of(tenant, employer.id())).forEach(mandate -> got(mandates.revoke(mandate)));
    }

    PlatformAccount account(Employer employer) {
        return got(store.accounts().of(tenant, employer.id()));
    }

    Worker worker(Employer employer) {
        return worker(employer, typed -> typed);
    }

    Worker worker(Employer employer, UnaryOperator<WorkerBuilder> what) {
        ClientReference reference = new ClientReference("worker-" + UUID.randomUUID());
        return put(putWorker.put(
                employer, reference, what.apply(Examples.aWorker()).profile(), null));
    }

    /** Other papers of the worker of a request. */
    Worker changed(AuthorisationRequest request, UnaryOperator<WorkerBuilder> what) {
        Employer employer = got(store.employers().find(tenant, request.employer()));
        Worker worker = got(store.workers().find(tenant, employer.id(), Objects.requireNonNull(request.worker())));
        return put(putWorker.put(
                employer, worker.reference(), what.apply(Examples.aWorker()).profile(), null));
    }

    private static <T> T put(Mono<Upsert<T>> putting) {
        return switch (got(putting)) {
            case Upsert.Created<T>(var created) -> created;
            case Upsert.Changed<T>(var changed) -> changed;
            case Upsert.Unchanged<T>(var same) -> same;
            case Upsert.Stale<T>(var current) -> throw new AssertionError("stale, now " + current);
        };
    }

    // What clients do

    /** What a client gives for a draft; of each a test may change what it is about. */
    DraftRequest.Draft draft(Worker worker, UnaryOperator<ContentBuilder> what) {
        return new DraftRequest.Draft(
                worker.employer(),
                worker.id(),
                new ClientReference("request-" + UUID.randomUUID()),
                what.apply(aContent()).build(),
                wishes(false),
                Map.of());
    }

    static AuthorisationRequest.Wishes wishes(boolean submitWhenComplete) {
        return new AuthorisationRequest.Wishes(submitWhenComplete, "author", null, Set.of(), null, null);
    }

    AuthorisationRequest drafted(DraftRequest.Draft draft) {
        return done(drafting.create(tenant, draft, key()));
    }

    /** A complete draft with one document. */
    AuthorisationRequest drafted(Employer employer) {
        AuthorisationRequest request = drafted(draft(worker(employer), typed -> typed));
        return attached(request, "permit_copy");
    }

    AuthorisationRequest attached(AuthorisationRequest request, String type) {
        return attached(request, type, "content of " + type);
    }

    AuthorisationRequest attached(AuthorisationRequest request, String type, String content) {
        return kept(attaching.attach(tenant, request.id(), paper(type, content)));
    }

    AuthorisationRequest attachedToComplement(AuthorisationRequest request, int number) {
        return kept(attaching.attachToComplement(tenant, request.id(), number, paper(COMPLEMENT_PIECE, "complement")));
    }

    private static AuthorisationRequest kept(Mono<AttachDocument.Attached> attaching) {
        return switch (got(attaching)) {
            case AttachDocument.Attached.Kept(var _, var request) -> request;
            case AttachDocument.Attached.Not(var outcome) -> throw new AssertionError(outcome);
        };
    }

    static AttachDocument.Paper paper(String type, String content) {
        return new AttachDocument.Paper(new DocumentType(type), type + ".pdf", pdf(content));
    }

    private static byte[] pdf(String content) {
        return ("%PDF-1.7 " + content).getBytes(StandardCharsets.UTF_8);
    }

    AuthorisationRequest submitted(AuthorisationRequest request) {
        return done(submission.submit(tenant, request.id(), command(), key()));
    }

    static SubmitRequest.Command command() {
        return new SubmitRequest.Command("author", null, Set.of(), null);
    }

    /** A request that waits to be filed. */
    AuthorisationRequest submitted(Employer employer) {
        return submitted(drafted(employer));
    }

    /** A request that was filed and of which the platform has given the receipt. */
    AuthorisationRequest filed(Employer employer) {
        AuthorisationRequest request = submitted(employer);
        runUntilIdle();
        return now(request);
    }

    /** A request that was filed for an asylum seeker whose claim is old enough. */
    AuthorisationRequest filedForAsylumSeeker(Employer employer) {
        return filedForAsylumSeeker(
                employer, certificate(Examples.TODAY.minusMonths(6).minusDays(1), null));
    }

    static Identifier certificate(@Nullable LocalDate from, @Nullable LocalDate to) {
        return WorkerBuilder.identifier(Identifier.Kind.ASYLUM_CLAIM_CERTIFICATE, "7503123456", from, to);
    }

    /** The same for someone with this paper. */
    AuthorisationRequest filedForAsylumSeeker(Employer employer, Identifier paper) {
        Worker worker = worker(employer, typed -> typed.with(paper));
        AuthorisationRequest request =
                submitted(drafted(draft(worker, typed -> typed.type(RequestType.DEMANDEUR_ASILE))));
        runUntilIdle();
        return now(request);
    }

    /** A request for which the platform asks for complements. */
    AuthorisationRequest asked(Employer employer) {
        AuthorisationRequest request = filed(employer);
        portal.askForComplement(deposit(request), "Merci de joindre le contrat.", Examples.TODAY.plusDays(30));
        after(PACES.firstPoll());
        return now(request);
    }

    Outcome withdraw(AuthorisationRequest request) {
        return got(withdrawal.withdraw(tenant, request.id(), "hired elsewhere", key()));
    }

    ResolveTask.Resolved resolve(Task task, TaskOutcome outcome) {
        return resolve(task, outcome, (DepositNumber) null);
    }

    ResolveTask.Resolved resolve(Task task, TaskOutcome outcome, @Nullable DepositNumber deposit) {
        return got(resolving.resolve(tenant, task.id(), word(outcome, deposit), key()));
    }

    ResolveTask.Resolved resolve(Task task, TaskOutcome outcome, @Nullable LocalDate on) {
        ResolveTask.Word word = new ResolveTask.Word(outcome, "camille", null, null, null, null, on);
        return got(resolving.resolve(tenant, task.id(), word, key()));
    }

    ResolveTask.Word word(TaskOutcome outcome, @Nullable DepositNumber deposit) {
        return new ResolveTask.Word(
                outcome, "camille", null, deposit, deposit == null ? null : Examples.TODAY, null, null);
    }

    /** A key that was never used. */
    static Idempotency key() {
        return new Idempotency(UUID.randomUUID().toString(), "fingerprint");
    }

    // What the workers do

    /** Moves on whatever is due, until nothing is due any more. */
    void runUntilIdle() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<Claim> claims = claim();
            if (claims.isEmpty()) {
                return;
            }
            claims.forEach(this::run);
        }
        throw new AssertionError("the work never ends");
    }

    /** Moves each employer's most urgent request on by one step. */
    void runOnce() {
        claim().forEach(this::run);
    }

    /** A worker that stands still in the midst of its work. */
    interface Frozen {
        void wakesUp();
    }

    /** Lets a worker work, and freezes it when it is about to call the platform by this name. */
    Frozen freezeBefore(String call) {
        Sinks.Empty<Void> thaw = Sinks.empty();
        lifeline.hold(call, thaw.asMono());
        claim().forEach(claim -> moveOn.run(claim).subscribe());
        return () -> thaw.tryEmitEmpty().orThrow();
    }

    List<Claim> claim() {
        return Stream.of(Lane.WRITE, Lane.READ)
                .flatMap(lane -> got(store.queue().claim(lane, clock.instant(), LEASE, 64, 64)).stream())
                .toList();
    }

    void run(Claim claim) {
        moveOn.run(claim).block(PATIENCE);
    }

    /** Lets it become this time of day in Paris, then moves on whatever is due by then. */
    void on(String paris) {
        clock.set(LocalDateTime.parse(paris).atZone(PARIS).toInstant());
        runUntilIdle();
    }

    /** Lets time pass, then moves on whatever is due by then. */
    void after(Duration time) {
        clock.advance(time);
        runUntilIdle();
    }

    /** Brings back what a backup holds, and says so to all workers. */
    void restore(Runnable backup) {
        backup.run();
        clock.advance(Duration.ofMillis(1));
        store.restorations().note(clock.instant()).block(PATIENCE);
    }

    /** Runs a claim in a process that may die of it. */
    void survive(Claim claim) {
        try {
            run(claim);
        } catch (Lifeline.Death death) {
            store.expireLeases();
        }
    }

    /** Lets time pass in steps, through which the workers work. Whenever one dies, another takes over. */
    void outlive(Duration time, Duration step) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
            surviveAll();
            clock.advance(step);
        }
        surviveAll();
    }

    private void surviveAll() {
        for (List<Claim> claims = claim(); !claims.isEmpty(); claims = claim()) {
            claims.forEach(this::survive);
        }
    }

    /** Lets time pass in steps, at each of which the workers do what is due. */
    void during(Duration time, Duration step) {
        for (Duration passed = step; passed.compareTo(time) <= 0; passed = passed.plus(step)) {
            after(step);
        }
    }

    // What is to be seen

    AuthorisationRequest now(AuthorisationRequest request) {
        return got(store.requests().find(tenant, request.id()));
    }

    String state(AuthorisationRequest request) {
        return now(request).state().code();
    }

    DepositNumber deposit(AuthorisationRequest request) {
        return now(request).receipt().orElseThrow().receipt().deposit();
    }

    List<Attempt> attempts(AuthorisationRequest request) {
        return got(store.requests().attempts(tenant, request.id()));
    }

    List<Attempt.State> attemptStates(AuthorisationRequest request) {
        return attempts(request).stream().map(Attempt::state).toList();
    }

    List<Observation> observations(AuthorisationRequest request) {
        return got(store.requests().observations(tenant, request.id()));
    }

    List<Task> openTasks(AuthorisationRequest request) {
        return got(store.tasks().openOf(tenant, request.id()));
    }

    List<TaskKind> openKinds(AuthorisationRequest request) {
        return openTasks(request).stream().map(Task::kind).toList();
    }

    /** The only open task of a request. */
    Task task(AuthorisationRequest request) {
        List<Task> open = openTasks(request);
        if (open.size() != 1) {
            throw new AssertionError("open tasks: " + open);
        }
        return open.getFirst();
    }

    /** The only open task of a kind. */
    Task task(AuthorisationRequest request, TaskKind kind) {
        return openTasks(request).stream()
                .filter(task -> task.kind() == kind)
                .reduce((one, other) -> {
                    throw new AssertionError("two tasks: " + one + ", " + other);
                })
                .orElseThrow();
    }

    List<Task> accountTasks(Employer employer) {
        return got(store.tasks().openOfAccount(tenant, employer.id()));
    }

    /** The public names of a request's events, in order. */
    List<String> events(AuthorisationRequest request) {
        return got(store.journal()
                        .of(tenant, new Subject("request", request.id().text())))
                .stream()
                .map(recorded -> recorded.event().type().publicName())
                .toList();
    }

    /** What the grant of a request gave. */
    WorkAuthorisation authorisation(AuthorisationRequest request) {
        return switch (now(request).state()) {
            case RequestState.Granted(var _, var _, var id) ->
                got(store.authorisations().find(tenant, id));
            case RequestState other -> throw new AssertionError(other.code());
        };
    }

    /** All that grants gave and silence gave, ended or not. */
    List<WorkAuthorisation> authorisations() {
        return authorisations(null);
    }

    List<WorkAuthorisation> authorisations(@Nullable LocalDate validOn) {
        WorkAuthorisations.Filter filter = new WorkAuthorisations.Filter(null, null, validOn);
        return got(store.authorisations().list(tenant, filter, new Paging(null, null, 100)));
    }

    List<RecordedEvent> journal() {
        return got(store.journal().read(tenant, 0, Set.of(), 10_000));
    }

    List<String> documents(Document.Owner owner) {
        return got(store.documents().of(tenant, owner)).stream()
                .map(document -> document.type().code())
                .toList();
    }

    /** What would be typed into the portal for a request. */
    FilingForm form(AuthorisationRequest request) {
        Employer employer = got(store.employers().find(tenant, request.employer()));
        Worker worker = got(store.workers().find(tenant, employer.id(), Objects.requireNonNull(request.worker())));
        return Forms.of(request, employer, worker, Deadlines.today(clock.instant()));
    }

    /** Whether no request stands in the queue, due or not. */
    boolean isQueueEmpty() {
        return got(store.queue().depth(clock.instant().plus(Duration.ofDays(3650))))
                        .due()
                == 0;
    }

    static AuthorisationRequest done(Mono<Outcome> command) {
        return switch (got(command)) {
            case Outcome.Done(var request, var _) -> request;
            case Outcome other -> throw new AssertionError(other);
        };
    }

    static <T> T got(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(PATIENCE));
    }
}
