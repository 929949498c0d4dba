package fr.passerelle.testing;

import fr.passerelle.ids.TenantId;
import fr.passerelle.requests.Decisions;
import fr.passerelle.requests.Dossiers;
import fr.passerelle.requests.GatheredDossiers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The persistence ports over one state in memory. A save changes all of it or nothing, one save at a time. */
public final class InMemoryStore implements Store {
    private final InMemoryJournal journal = new InMemoryJournal(this);
    private final InMemoryIdempotencies idempotencies = new InMemoryIdempotencies(this);
    private final InMemoryDocuments documents = new InMemoryDocuments(this);
    private final InMemoryTasks tasks = new InMemoryTasks(this);
    private final InMemorySessions sessions = new InMemorySessions(this);
    private final InMemoryWorkAuthorisations authorisations = new InMemoryWorkAuthorisations(this);
    private final InMemoryEmployers employers = new InMemoryEmployers(this);
    private final InMemoryWorkers workers = new InMemoryWorkers(this);
    private final InMemoryMandates mandates = new InMemoryMandates(this);
    private final InMemoryPlatformAccounts accounts = new InMemoryPlatformAccounts(this);
    private final InMemoryRequests requests = new InMemoryRequests(this);
    private final InMemoryRestorations restorations = new InMemoryRestorations(this);
    private final InMemoryPermits permits = new InMemoryPermits(this);
    private final InMemoryAlertPreferences alertPreferences = new InMemoryAlertPreferences(this);
    private final InMemoryCallCounts calls = new InMemoryCallCounts();
    private final InMemoryWorkQueue queue;
    private final InMemoryLanes lanes;
    private final InMemoryIncidents incidents;
    private final InMemoryPauses pauses;
    private final InMemoryWebhooks webhooks;

    /**
     * An empty store.
     *
     * @param clock the store's own, by which leases end
     */
    public InMemoryStore(InstantSource clock) {
        this.queue = new InMemoryWorkQueue(this, clock);
        this.incidents = new InMemoryIncidents(this, clock);
        this.lanes = new InMemoryLanes(clock, incidents::note);
        this.pauses = new InMemoryPauses(this, clock);
        this.webhooks = new InMemoryWebhooks(this, clock);
    }

    @Override
    public Dossiers dossiers() {
        return new GatheredDossiers(this);
    }

    @Override
    public InMemoryRequests agenda() {
        return requests;
    }

    @Override
    public Decisions decisions() {
        return new InMemoryDecisions(this, requests::all);
    }

    @Override
    public InMemoryRequests requests() {
        return requests;
    }

    @Override
    public InMemoryWorkAuthorisations authorisations() {
        return authorisations;
    }

    @Override
    public InMemoryWorkQueue queue() {
        return queue;
    }

    @Override
    public InMemoryWorkQueue oversight() {
        return queue;
    }

    @Override
    public InMemoryCallCounts calls() {
        return calls;
    }

    @Override
    public InMemoryPauses pauses() {
        return pauses;
    }

    @Override
    public InMemoryIncidents incidents() {
        return incidents;
    }

    @Override
    public InMemoryLanes lanes() {
        return lanes;
    }

    @Override
    public InMemoryEmployers employers() {
        return employers;
    }

    @Override
    public InMemoryWorkers workers() {
        return workers;
    }

    @Override
    public InMemoryMandates mandates() {
        return mandates;
    }

    @Override
    public InMemoryPlatformAccounts accounts() {
        return accounts;
    }

    @Override
    public InMemorySessions sessions() {
        return sessions;
    }

    @Override
    public InMemoryTasks tasks() {
        return tasks;
    }

    @Override
    public InMemoryDocuments documents() {
        return documents;
    }

    @Override
    public InMemoryJournal journal() {
        return journal;
    }

    @Override
    public InMemoryIdempotencies idempotencies() {
        return idempotencies;
    }

    @Override
    public InMemoryRestorations restorations() {
        return restorations;
    }

    @Override
    public InMemoryWebhooks endpoints() {
        return webhooks;
    }

    @Override
    public InMemoryWebhooks deliveries() {
        return webhooks;
    }

    @Override
    public InMemoryWebhooks turns() {
        return webhooks;
    }

    @Override
    public InMemoryPermits permits() {
        return permits;
    }

    @Override
    public InMemoryPermits digests() {
        return permits;
    }

    @Override
    public InMemoryAlertPreferences alertPreferences() {
        return alertPreferences;
    }

    /** What restores the requests and their work as they are now, and forgets all that comes in between. */
    public synchronized Runnable backup() {
        List<Runnable> parts = List.of(requests.backup(), tasks.backup(), journal.backup(), queue.backup());
        return () -> {
            synchronized (this) {
                parts.forEach(Runnable::run);
            }
        };
    }

    @Override
    public TenantId aTenant() {
        return TenantId.next(Instant.EPOCH);
    }

    @Override
    public void expireLeases() {
        synchronized (this) {
            queue.expireLeases();
            webhooks.expireLeases();
        }
    }

    /** One step over the whole state, run alone, on subscription. */
    <T> Mono<T> alone(Supplier<? extends @Nullable T> step) {
        return Mono.fromSupplier(() -> {
            synchronized (this) {
                return step.get();
            }
        });
    }
}
