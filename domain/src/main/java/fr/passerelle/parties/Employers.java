package fr.passerelle.parties;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.SaveOutcome;
import java.util.List;
import reactor.core.publisher.Mono;

/** The employers for whom a tenant acts. */
public interface Employers {

    /**
     * Stores an employer and its event, both or neither. {@link SaveOutcome.Stale} when the version has moved;
     * {@link SaveOutcome.ReferenceTaken} when another employer bears the reference.
     *
     * @param before the version that was read; zero for a new employer
     */
    Mono<SaveOutcome> save(Employer employer, long before, Event event);

    /** Empty when the tenant has none of that id. */
    Mono<Employer> find(TenantId tenant, EmployerId id);

    Mono<Employer> findByReference(TenantId tenant, ClientReference reference);

    /** Oldest change first. */
    Mono<List<Employer>> list(TenantId tenant, Paging paging);
}
