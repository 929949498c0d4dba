package fr.passerelle.testing;

import fr.passerelle.documents.StoredDocument;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.MandateId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.parties.Mandate;
import fr.passerelle.parties.Mandates;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The mandates in memory. */
public final class InMemoryMandates implements Mandates {
    private final InMemoryStore store;
    private final Rows<Mandate> mandates = new Rows<>();

    InMemoryMandates(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Mono<SaveOutcome> save(
            Mandate mandate,
            long before,
            @Nullable StoredDocument document,
            Event event,
            @Nullable Idempotency idempotency) {
        return store.alone(() -> store(mandate, before, document, event, idempotency));
    }

    @Override
    public Mono<Mandate> find(TenantId tenant, EmployerId employer, MandateId id) {
        return store.alone(() -> mandates.find(tenant, id)
                .filter(mandate -> mandate.employer().equals(employer))
                .orElse(null));
    }

    @Override
    public Mono<List<Mandate>> of(TenantId tenant, EmployerId employer) {
        return store.alone(() -> mandates.of(tenant)
                .filter(mandate -> mandate.employer().equals(employer))
                .sorted(Rows.order(Mandate::createdAt, mandate -> mandate.id().value()))
                .toList());
    }

    private SaveOutcome store(
            Mandate mandate,
            long before,
            @Nullable StoredDocument document,
            Event event,
            @Nullable Idempotency idempotency) {
        Optional<SaveOutcome> earlier = store.idempotencies().refusal(mandate.tenant(), idempotency);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        if (before != version(mandate)) {
            return new SaveOutcome.Stale();
        }
        mandates.put(mandate.tenant(), mandate.id(), mandate);
        if (document != null) {
            store.documents().put(mandate.tenant(), document);
        }
        store.journal().append(event);
        store.idempotencies().keep(mandate.tenant(), idempotency, mandate.id().value());
        return new SaveOutcome.Stored();
    }

    private long version(Mandate mandate) {
        return mandates.find(mandate.tenant(), mandate.id())
                .map(Mandate::version)
                .orElse(0L);
    }
}
