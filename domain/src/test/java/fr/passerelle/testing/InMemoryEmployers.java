package fr.passerelle.testing;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Employers;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** The employers in memory. */
public final class InMemoryEmployers implements Employers {
    private final InMemoryStore store;
    private final Rows<Employer> employers = new Rows<>();

    InMemoryEmployers(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Mono<SaveOutcome> save(Employer employer, long before, Event event) {
        return store.alone(() -> store(employer, before, event));
    }

    @Override
    public Mono<Employer> find(TenantId tenant, EmployerId id) {
        return store.alone(() -> employers.get(tenant, id));
    }

    @Override
    public Mono<Employer> findByReference(TenantId tenant, ClientReference reference) {
        return store.alone(() -> bearerOf(tenant, reference).orElse(null));
    }

    @Override
    public Mono<List<Employer>> list(TenantId tenant, Paging paging) {
        return store.alone(() -> Rows.page(
                employers.of(tenant),
                paging,
                Employer::updatedAt,
                one -> one.id().value()));
    }

    Optional<Employer> present(TenantId tenant, EmployerId id) {
        return employers.find(tenant, id);
    }

    private SaveOutcome store(Employer employer, long before, Event event) {
        if (before != version(employer)) {
            return new SaveOutcome.Stale();
        }
        Optional<Employer> other = bearerOf(employer.tenant(), employer.reference())
                .filter(bearer -> !bearer.id().equals(employer.id()));
        if (other.isPresent()) {
            return new SaveOutcome.ReferenceTaken(other.get().id().value());
        }
        employers.put(employer.tenant(), employer.id(), employer);
        store.journal().append(event);
        return new SaveOutcome.Stored();
    }

    private long version(Employer employer) {
        return employers
                .find(employer.tenant(), employer.id())
                .map(Employer::version)
                .orElse(0L);
    }

    private Optional<Employer> bearerOf(TenantId tenant, ClientReference reference) {
        return employers
                .of(tenant)
                .filter(one -> one.reference().equals(reference))
                .findFirst();
    }

    ClientReference reference(TenantId tenant, EmployerId id) {
        return employers.find(tenant, id).orElseThrow().reference();
    }
}
