package fr.passerelle.testing;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.permits.AlertPreferences;
import fr.passerelle.permits.AlertSettings;
import java.util.Collection;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What employers chose, in memory. */
public final class InMemoryAlertPreferences implements AlertPreferences {
    private final InMemoryStore store;
    private final Rows<Preference> chosen = new Rows<>();

    InMemoryAlertPreferences(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Mono<Preference> find(TenantId tenant, EmployerId employer) {
        return store.alone(() -> chosen.get(tenant, employer));
    }

    @Override
    public Flux<Preference> findAll(TenantId tenant, Collection<EmployerId> employers) {
        return store.alone(() -> employers.stream()
                        .map(employer -> chosen.find(tenant, employer))
                        .flatMap(Optional::stream)
                        .toList())
                .flatMapIterable(all -> all);
    }

    @Override
    public Mono<SaveOutcome> save(TenantId tenant, Preference next, long before, Event event) {
        return store.alone(() -> {
            long version = chosen.find(tenant, next.employer())
                    .map(Preference::version)
                    .orElse(0L);
            if (version != before) {
                return new SaveOutcome.Stale();
            }
            chosen.put(tenant, next.employer(), next);
            store.permits().look(tenant, next.employer(), next.updatedAt());
            store.journal().append(event);
            return new SaveOutcome.Stored();
        });
    }

    AlertSettings settings(TenantId tenant, EmployerId employer) {
        return chosen.find(tenant, employer).map(Preference::settings).orElse(AlertSettings.DEFAULT);
    }
}
