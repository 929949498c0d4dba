package fr.passerelle.testing;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.TenantId;
import fr.passerelle.ids.WorkerId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.parties.Worker;
import fr.passerelle.parties.Workers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** The workers in memory. */
public final class InMemoryWorkers implements Workers {
    private final InMemoryStore store;
    private final Rows<Worker> workers = new Rows<>();

    InMemoryWorkers(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Mono<SaveOutcome> save(Worker worker, long before, Event event) {
        return store.alone(() -> store(worker, before, event));
    }

    @Override
    public Mono<Worker> find(TenantId tenant, EmployerId employer, WorkerId id) {
        return store.alone(() -> workers.find(tenant, id)
                .filter(worker -> worker.employer().equals(employer))
                .orElse(null));
    }

    @Override
    public Mono<Worker> findByReference(TenantId tenant, EmployerId employer, ClientReference reference) {
        return store.alone(() -> bearerOf(tenant, employer, reference).orElse(null));
    }

    @Override
    public Mono<List<Worker>> list(TenantId tenant, EmployerId employer, Paging paging) {
        return store.alone(() -> Rows.page(
                of(tenant, employer), paging, Worker::updatedAt, one -> one.id().value()));
    }

    private SaveOutcome store(Worker worker, long before, Event event) {
        if (before != version(worker)) {
            return new SaveOutcome.Stale();
        }
        Optional<Worker> other = bearerOf(worker.tenant(), worker.employer(), worker.reference())
                .filter(bearer -> !bearer.id().equals(worker.id()));
        if (other.isPresent()) {
            return new SaveOutcome.ReferenceTaken(other.get().id().value());
        }
        workers.put(worker.tenant(), worker.id(), worker);
        store.journal().append(event);
        return new SaveOutcome.Stored();
    }

    private long version(Worker worker) {
        return workers.find(worker.tenant(), worker.id()).map(Worker::version).orElse(0L);
    }

    private Optional<Worker> bearerOf(TenantId tenant, EmployerId employer, ClientReference reference) {
        return of(tenant, employer)
                .filter(one -> one.reference().equals(reference))
                .findFirst();
    }

    private Stream<Worker> of(TenantId tenant, EmployerId employer) {
        return workers.of(tenant).filter(worker -> worker.employer().equals(employer));
    }
}
