package fr.passerelle.parties;

import fr.passerelle.documents.StoredDocument;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.MandateId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.journal.SaveOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The written mandates of employers. */
public interface Mandates {

    /**
     * Stores a mandate, its document if one is given, and its event, all or nothing.
     *
     * @param before the version that was read; zero for a new mandate
     */
    Mono<SaveOutcome> save(
            Mandate mandate,
            long before,
            @Nullable StoredDocument document,
            Event event,
            @Nullable Idempotency idempotency);

    /** Empty when the employer has none of that id. */
    Mono<Mandate> find(TenantId tenant, EmployerId employer, MandateId id);

    /** The mandates of an employer, oldest first. */
    Mono<List<Mandate>> of(TenantId tenant, EmployerId employer);
}
