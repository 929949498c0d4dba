package fr.passerelle.testing;

import fr.passerelle.ids.TenantId;
import fr.passerelle.work.Pauses;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** The pauses in memory. */
public final class InMemoryPauses implements Pauses {
    private final InMemoryStore store;
    private final InstantSource clock;
    private final Map<Optional<TenantId>, Pause> pauses = new LinkedHashMap<>();

    InMemoryPauses(InMemoryStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Mono<Void> pause(Optional<TenantId> tenant, String reason) {
        return store.alone(() -> {
            Pause former = pauses.get(tenant);
            pauses.put(tenant, new Pause(tenant, former == null ? clock.instant() : former.since(), reason));
            return null;
        });
    }

    @Override
    public Mono<Boolean> resume(Optional<TenantId> tenant) {
        return store.alone(() -> pauses.remove(tenant) != null);
    }

    @Override
    public Mono<List<Pause>> all() {
        return store.alone(() -> List.copyOf(pauses.values()));
    }

    @Override
    public Mono<Pause> of(TenantId tenant) {
        return store.alone(() -> present(tenant).orElse(null));
    }

    boolean isPaused(TenantId tenant) {
        return present(tenant).isPresent();
    }

    private Optional<Pause> present(TenantId tenant) {
        return Optional.ofNullable(pauses.get(Optional.of(tenant)))
                .or(() -> Optional.ofNullable(pauses.get(Optional.<TenantId>empty())));
    }
}
