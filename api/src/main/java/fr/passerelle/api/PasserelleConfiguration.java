package fr.passerelle.api;

import fr.passerelle.anef.PlatformClient;
import fr.passerelle.anef.PlatformClientProperties;
import fr.passerelle.api.http.HttpProperties;
import fr.passerelle.api.parties.Parties;
import fr.passerelle.api.parties.Pdfs;
import fr.passerelle.api.requests.MeteredRequests;
import fr.passerelle.api.requests.RequestViews;
import fr.passerelle.documents.Documents;
import fr.passerelle.files.PdfInspection;
import fr.passerelle.journal.ForgetEvents;
import fr.passerelle.journal.Idempotencies;
import fr.passerelle.journal.Journal;
import fr.passerelle.law.LawTables;
import fr.passerelle.law.ReferenceTables;
import fr.passerelle.law.right.WorkRight;
import fr.passerelle.pace.Incidents;
import fr.passerelle.pace.Lanes;
import fr.passerelle.pace.Pace;
import fr.passerelle.pace.PaceRules;
import fr.passerelle.pace.PacedPlatform;
import fr.passerelle.pace.TellOfIncidents;
import fr.passerelle.pace.WatchPortal;
import fr.passerelle.parties.Employers;
import fr.passerelle.parties.GiveMandate;
import fr.passerelle.parties.LinkAccount;
import fr.passerelle.parties.Mandates;
import fr.passerelle.parties.PlatformAccounts;
import fr.passerelle.parties.PutEmployer;
import fr.passerelle.parties.PutWorker;
import fr.passerelle.parties.SecretSeal;
import fr.passerelle.parties.Tenants;
import fr.passerelle.parties.Workers;
import fr.passerelle.persistence.Database;
import fr.passerelle.persistence.Migrations;
import fr.passerelle.persistence.Persistence;
import fr.passerelle.persistence.SettingsInspection;
import fr.passerelle.platform.MeasuredPlatform;
import fr.passerelle.platform.Platform;
import fr.passerelle.platform.PlatformHealth;
import fr.passerelle.requests.AdoptFile;
import fr.passerelle.requests.AnswerComplement;
import fr.passerelle.requests.AttachDocument;
import fr.passerelle.requests.Dossiers;
import fr.passerelle.requests.DraftRequest;
import fr.passerelle.requests.FileRequest;
import fr.passerelle.requests.FindQueuePlace;
import fr.passerelle.requests.MayStart;
import fr.passerelle.requests.MoveOn;
import fr.passerelle.requests.OpenSession;
import fr.passerelle.requests.Paces;
import fr.passerelle.requests.ReconcileAttempt;
import fr.passerelle.requests.Requests;
import fr.passerelle.requests.Requirements;
import fr.passerelle.requests.ResolveTask;
import fr.passerelle.requests.ReviewTimes;
import fr.passerelle.requests.SendComplement;
import fr.passerelle.requests.SubmitRequest;
import fr.passerelle.requests.TrackRequest;
import fr.passerelle.requests.ValidateRequest;
import fr.passerelle.requests.WarnOfDeadlines;
import fr.passerelle.requests.WatchTimers;
import fr.passerelle.requests.WithdrawRequest;
import fr.passerelle.requests.WorkAuthorisations;
import fr.passerelle.sender.HttpReceivers;
import fr.passerelle.sender.SenderSettings;
import fr.passerelle.tasks.Tasks;
import fr.passerelle.webhooks.ForgetDeliveries;
import fr.passerelle.work.WorkQueue;
import fr.passerelle.workers.DeliveryLoop;
import fr.passerelle.workers.PaceMeters;
import fr.passerelle.workers.WatchLoop;
import fr.passerelle.workers.WatchSettings;
import fr.passerelle.workers.WorkLoop;
import fr.passerelle.workers.WorkerSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.pool.ConnectionPool;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import reactor.core.publisher.Mono;

/** Wires the features to their adapters. The one place that knows them all. */
@Configuration(proxyBeanMethods = false)
class PasserelleConfiguration {

    // Settings

    /** Before any bean: what is lacking is said by its name, and not by whatever misses it first. */
    @Bean
    static BeanFactoryPostProcessor requiredSettings(Environment environment) {
        return _ -> RequiredSettings.require(environment);
    }

    @Bean
    Database database(Environment environment) {
        return bound(environment, "passerelle.database", Database.class);
    }

    @Bean
    PlatformClientProperties platformClientProperties(Environment environment) {
        return bound(environment, "passerelle.platform", PlatformClientProperties.class);
    }

    @Bean
    Paces paces(Environment environment) {
        return bound(environment, "passerelle.paces", Paces.class);
    }

    @Bean
    PaceRules paceRules(Environment environment) {
        return bound(environment, "passerelle.pace", PaceRules.class);
    }

    @Bean
    WorkerSettings workerSettings(Environment environment) {
        return bound(environment, "passerelle.work", WorkerSettings.class);
    }

    @Bean
    SenderSettings senderSettings(Environment environment) {
        return bound(environment, "passerelle.webhooks", SenderSettings.class);
    }

    @Bean
    SecretsKey secretsKey(Environment environment) {
        return SecretsKey.read(environment.getRequiredProperty("passerelle.secrets.key"));
    }

    /** Those that ship, and in their place those of the operator's folder. */
    @Bean
    LawTables lawTables(Environment environment) {
        return OwnTables.read(environment.getProperty(OwnTables.SETTING, ""));
    }

    private static <T> T bound(Environment environment, String name, Class<T> type) {
        return Binder.get(environment).bind(name, type).get();
    }

    // Adapters

    /** Business time. The local run brings a clock that can be moved. */
    @Bean
    @ConditionalOnMissingBean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    SecretSeal secretSeal(SecretsKey key) {
        return new SecretSeal(key.bytes());
    }

    /**
     * Opened once the schema is up to date and the settings are safe: nothing is accepted that could be lost. The health check
     * finds these connections and no others.
     */
    @Bean(destroyMethod = "dispose")
    ConnectionPool workerConnections(Database database, SafeStart safeStart) {
        Migrations.apply(database);
        ConnectionPool pool = database.openForWorkers();
        safeStart.inspect(new SettingsInspection(pool));
        return pool;
    }

    /** Opened after those of the workers, which see to the schema; given only to who asks for it by its name. */
    @Bean(destroyMethod = "dispose", defaultCandidate = false)
    ConnectionPool callerConnections(Database database, ConnectionPool workerConnections) {
        return database.open();
    }

    @Bean
    Persistence persistence(
            @Qualifier("callerConnections") ConnectionPool connections, InstantSource clock, SecretSeal seal) {
        return Persistence.over(connections, clock, seal);
    }

    /** Beside that of callers: however many of them wait for a connection, work goes on. */
    @Bean(defaultCandidate = false)
    Persistence workerPersistence(
            ConnectionPool workerConnections, SafeStart safeStart, InstantSource clock, SecretSeal seal) {
        Persistence stored = Persistence.over(workerConnections, clock, seal);
        safeStart.noteRestore(stored.restorations(), clock.instant());
        return stored;
    }

    @Bean
    PlatformClient platformClient(PlatformClientProperties properties, InstantSource clock, MeterRegistry meters) {
        return PlatformClient.create(properties, clock, meters);
    }

    /** By the true time, even where a local run moves its own: receivers compare a message's timestamp with their clocks. */
    @Bean
    HttpReceivers receivers(SenderSettings settings, MeterRegistry meters) {
        return HttpReceivers.create(settings, InstantSource.system(), meters);
    }

    @Bean
    PlatformHealth platformHealth(Persistence persistence, InstantSource clock) {
        return new PlatformHealth(persistence.calls(), clock);
    }

    @Bean
    Pace pace(@Qualifier("workerPersistence") Persistence stored, PaceRules rules) {
        return new Pace(stored.lanes(), rules, duration -> Mono.delay(duration).then());
    }

    @Bean
    Platform platform(PlatformClient client, Pace pace, PlatformHealth health, InstantSource clock) {
        return new MeasuredPlatform(new PacedPlatform(client.platform(), pace, clock), health);
    }

    @Bean
    SafeStart safeStart(
            Environment environment, SecretsKey key, PlatformClientProperties properties, PlatformClient client) {
        return new SafeStart(environment, key, properties.baseUrl(), client.platform());
    }

    // Ports, for whoever needs one of them

    @Bean
    Tenants tenants(Persistence persistence) {
        return persistence.tenants();
    }

    @Bean
    Employers employers(Persistence persistence) {
        return persistence.employers();
    }

    @Bean
    Mandates mandates(Persistence persistence) {
        return persistence.mandates();
    }

    @Bean
    PlatformAccounts accounts(Persistence persistence) {
        return persistence.accounts();
    }

    @Bean
    Workers workers(Persistence persistence) {
        return persistence.workers();
    }

    @Bean
    Requests requests(Persistence persistence, MeterRegistry meters) {
        return new MeteredRequests(persistence.requests(), meters);
    }

    @Bean
    WorkAuthorisations authorisations(Persistence persistence) {
        return persistence.authorisations();
    }

    @Bean
    Documents documents(Persistence persistence) {
        return persistence.documents();
    }

    @Bean
    Tasks tasks(Persistence persistence) {
        return persistence.tasks();
    }

    @Bean
    Journal journal(Persistence persistence) {
        return persistence.journal();
    }

    @Bean
    Idempotencies idempotencies(Persistence persistence) {
        return persistence.idempotencies();
    }

    @Bean
    WorkQueue queue(Persistence persistence) {
        return persistence.queue();
    }

    @Bean
    Lanes lanes(Persistence persistence) {
        return persistence.lanes();
    }

    @Bean
    Incidents incidents(Persistence persistence) {
        return persistence.incidents();
    }

    // The law

    @Bean
    ReferenceTables referenceTables(LawTables tables) {
        return OwnTables.used(tables, ReferenceTables::new);
    }

    @Bean
    WorkRight workRight(LawTables tables) {
        return OwnTables.used(tables, WorkRight::new);
    }

    // Use cases: parties

    @Bean
    PutEmployer putEmployer(Employers employers, InstantSource clock) {
        return new PutEmployer(employers, clock);
    }

    @Bean
    PutWorker putWorker(Workers workers, InstantSource clock) {
        return new PutWorker(workers, clock);
    }

    @Bean
    GiveMandate giveMandate(Mandates mandates, WorkQueue queue, InstantSource clock) {
        return new GiveMandate(mandates, queue, clock);
    }

    @Bean
    LinkAccount linkAccount(
            PlatformAccounts accounts, Tasks tasks, WorkQueue queue, SecretSeal seal, InstantSource clock) {
        return new LinkAccount(accounts, tasks, queue, seal, clock);
    }

    // Use cases: requests

    @Bean
    Dossiers dossiers(Persistence persistence) {
        return persistence.dossiers();
    }

    @Bean
    Requirements requirements(LawTables tables) {
        return OwnTables.used(tables, Requirements::new);
    }

    @Bean
    SubmitRequest submitRequest(
            Persistence stored, Requests requests, Dossiers dossiers, Requirements requirements, InstantSource clock) {
        return new SubmitRequest(requests, dossiers, requirements, stored.idempotencies(), clock);
    }

    @Bean
    ValidateRequest validateRequest(
            Persistence stored,
            Requests requests,
            Dossiers dossiers,
            Requirements requirements,
            SubmitRequest submission,
            InstantSource clock) {
        return new ValidateRequest(
                requests, dossiers, stored.mandates(), stored.accounts(), requirements, submission, clock);
    }

    @Bean
    ReviewTimes reviewTimes(Persistence stored) {
        return new ReviewTimes(stored.decisions());
    }

    @Bean
    DraftRequest draftRequest(
            Persistence stored,
            Requests requests,
            SubmitRequest submission,
            ReviewTimes reviewTimes,
            InstantSource clock) {
        return new DraftRequest(requests, stored.idempotencies(), submission, reviewTimes, clock);
    }

    @Bean
    WithdrawRequest withdrawRequest(Persistence stored, Requests requests, Dossiers dossiers, InstantSource clock) {
        return new WithdrawRequest(requests, dossiers, stored.idempotencies(), clock);
    }

    @Bean
    AttachDocument attachDocument(
            Persistence stored, Requests requests, SubmitRequest submission, InstantSource clock) {
        return new AttachDocument(requests, stored.documents(), stored.idempotencies(), submission, clock);
    }

    @Bean
    AnswerComplement answerComplement(Persistence stored, Requests requests, InstantSource clock) {
        return new AnswerComplement(requests, stored.documents(), stored.idempotencies(), clock);
    }

    @Bean
    AdoptFile adoptFile(Platform platform, Persistence stored, Requests requests, Paces paces, InstantSource clock) {
        return new AdoptFile(platform, requests, stored.idempotencies(), paces, clock);
    }

    @Bean
    ResolveTask resolveTask(Persistence stored, Requests requests, Dossiers dossiers, InstantSource clock) {
        return new ResolveTask(
                stored.tasks(), requests, dossiers, stored.accounts(), stored.queue(), stored.idempotencies(), clock);
    }

    // Durable work

    @Bean
    FindQueuePlace findQueuePlace(Persistence stored, PaceRules rules, InstantSource clock) {
        return new FindQueuePlace(stored.queue(), stored.pauses(), pace(stored, rules), clock);
    }

    @Bean
    MoveOn moveOn(
            Platform platform,
            @Qualifier("workerPersistence") Persistence stored,
            MeterRegistry meters,
            SecretSeal seal,
            Paces paces,
            InstantSource clock) {
        Requests requests = new MeteredRequests(stored.requests(), meters);
        return new MoveOn(
                requests,
                stored.dossiers(),
                stored.queue(),
                new OpenSession(platform, stored.sessions(), stored.accounts(), seal, clock),
                new FileRequest(platform, requests, stored.documents(), stored.restorations(), paces, clock),
                new ReconcileAttempt(platform, requests, paces, clock),
                new TrackRequest(platform, requests, stored.documents(), paces, clock),
                new SendComplement(
                        platform, requests, stored.documents(), stored.tasks(), stored.restorations(), paces, clock),
                adoptFile(platform, stored, requests, paces, clock),
                paces,
                clock);
    }

    @Bean(initMethod = "start")
    WorkLoop workLoop(
            @Qualifier("workerPersistence") Persistence stored,
            Pace pace,
            MoveOn moveOn,
            WorkerSettings settings,
            InstantSource clock,
            MeterRegistry meters) {
        return new WorkLoop(stored.queue(), pace, moveOn, settings, clock, meters);
    }

    @Bean(initMethod = "start")
    PaceMeters paceMeters(@Qualifier("workerPersistence") Persistence stored, MeterRegistry meters) {
        return new PaceMeters(stored.lanes(), stored.pauses(), meters);
    }

    @Bean
    ClosingGrace closingGrace(WorkLoop work, DeliveryLoop deliveries, HttpProperties http) {
        return new ClosingGrace(work, deliveries, http.closingGrace());
    }

    @Bean
    WatchPortal watchPortal(Platform platform, Pace pace, InstantSource clock) {
        return new WatchPortal(platform, pace, clock);
    }

    @Bean
    TellOfIncidents tellOfIncidents(@Qualifier("workerPersistence") Persistence stored) {
        return new TellOfIncidents(stored.incidents());
    }

    @Bean
    WarnOfDeadlines warnOfDeadlines(
            @Qualifier("workerPersistence") Persistence stored, MeterRegistry meters, InstantSource clock) {
        Requests requests = new MeteredRequests(stored.requests(), meters);
        return new WarnOfDeadlines(stored.queue(), stored.dossiers(), requests, clock);
    }

    @Bean
    WatchTimers watchTimers(
            @Qualifier("workerPersistence") Persistence stored, MeterRegistry meters, InstantSource clock) {
        Requests requests = new MeteredRequests(stored.requests(), meters);
        return new WatchTimers(stored.agenda(), stored.dossiers(), requests, clock);
    }

    @Bean(initMethod = "start")
    WatchLoop watchLoop(
            WatchPortal portal,
            WarnOfDeadlines deadlines,
            WatchTimers timers,
            TellOfIncidents incidents,
            PlatformHealth health,
            ForgetDeliveries forgetting,
            @Qualifier("workerPersistence") Persistence stored,
            InstantSource clock,
            Environment environment) {
        WatchSettings settings = bound(environment, "passerelle.watch", WatchSettings.class);
        ForgetEvents events = new ForgetEvents(stored.journal(), clock);
        return new WatchLoop(portal, deadlines, timers, incidents, health, forgetting, events, settings);
    }

    // HTTP

    @Bean
    Parties parties(Employers employers, Workers workers) {
        return new Parties(employers, workers);
    }

    @Bean
    Pdfs pdfs() {
        return new Pdfs(new PdfInspection());
    }

    @Bean
    RequestViews requestViews(
            LawTables tables,
            Dossiers dossiers,
            Requirements requirements,
            FindQueuePlace places,
            InstantSource clock) {
        return new RequestViews(dossiers, requirements, OwnTables.used(tables, MayStart::new), places, clock);
    }
}
