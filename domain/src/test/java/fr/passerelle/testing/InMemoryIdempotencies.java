package fr.passerelle.testing;

import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Idempotencies;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.journal.SaveOutcome;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The keys that were used, in memory and for good. */
public final class InMemoryIdempotencies implements Idempotencies {
    private final InMemoryStore store;
    private final Rows<Use> uses = new Rows<>();

    private record Use(String fingerprint, UUID subject) {}

    InMemoryIdempotencies(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Mono<Earlier> find(TenantId tenant, Idempotency idempotency) {
        return store.alone(() -> earlier(tenant, idempotency));
    }

    /** How a save with the key ends when the key was used before. */
    Optional<SaveOutcome> refusal(TenantId tenant, @Nullable Idempotency idempotency) {
        if (idempotency == null) {
            return Optional.empty();
        }
        return switch (earlier(tenant, idempotency)) {
            case Earlier.None() -> Optional.empty();
            case Earlier.Same(UUID subject) -> Optional.of(new SaveOutcome.Replayed(subject));
            case Earlier.Other() -> Optional.of(new SaveOutcome.KeyReused());
        };
    }

    void keep(TenantId tenant, @Nullable Idempotency idempotency, UUID subject) {
        if (idempotency != null) {
            uses.put(tenant, idempotency.key(), new Use(idempotency.fingerprint(), subject));
        }
    }

    private Earlier earlier(TenantId tenant, Idempotency idempotency) {
        return uses.find(tenant, idempotency.key())
                .<Earlier>map(use -> use.fingerprint().equals(idempotency.fingerprint())
                        ? new Earlier.Same(use.subject())
                        : new Earlier.Other())
                .orElseGet(Earlier.None::new);
    }
}
