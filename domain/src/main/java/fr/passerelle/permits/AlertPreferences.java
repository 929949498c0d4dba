package fr.passerelle.permits;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.SaveOutcome;
import java.time.Instant;
import java.util.Collection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** When employers wish to be warned. */
public interface AlertPreferences {

    /**
     * What an employer chose.
     *
     * @param version counts the changes; the entity tag of the resource
     */
    record Preference(EmployerId employer, AlertSettings settings, long version, Instant updatedAt) {}

    /** Empty where the employer chose nothing: {@link AlertSettings#DEFAULT} holds. */
    Mono<Preference> find(TenantId tenant, EmployerId employer);

    /** Those of the employers that chose something, in no order. */
    Flux<Preference> findAll(TenantId tenant, Collection<EmployerId> employers);

    /**
     * Stores what an employer chose with the event that tells of it, and makes all its permits due for a look at once; all or
     * nothing.
     *
     * @param before the version that was read; zero where nothing was chosen
     * @return {@code Stored} or {@code Stale}
     */
    Mono<SaveOutcome> save(TenantId tenant, Preference next, long before, Event event);
}
