package fr.passerelle.parties;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.TenantId;
import fr.passerelle.ids.WorkerId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.SaveOutcome;
import java.util.List;
import reactor.core.publisher.Mono;

/** The workers of employers. */
public interface Workers {

    /**
     * Stores a worker and its event, both or neither.
     *
     * @param before the version that was read; zero for a new worker
     */
    Mono<SaveOutcome> save(Worker worker, long before, Event event);

    /** Empty when the employer has none of that id. */
    Mono<Worker> find(TenantId tenant, EmployerId employer, WorkerId id);

    Mono<Worker> findByReference(TenantId tenant, EmployerId employer, ClientReference reference);

    /** Oldest change first. */
    Mono<List<Worker>> list(TenantId tenant, EmployerId employer, Paging paging);
}
