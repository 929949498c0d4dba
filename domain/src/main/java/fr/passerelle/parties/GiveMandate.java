package fr.passerelle.parties;

import fr.passerelle.documents.Document;
import fr.passerelle.documents.DocumentType;
import fr.passerelle.documents.StoredDocument;
import fr.passerelle.ids.MandateId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.work.WorkQueue;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Keeps the written mandates of an employer: given, documented by their signed PDF, revoked. */
public final class GiveMandate {
    /** The type under which the signed mandate is kept. */
    public static final DocumentType SIGNED_MANDATE = new DocumentType("mandate");

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final Mandates mandates;
    private final WorkQueue queue;
    private final InstantSource clock;

    public GiveMandate(Mandates mandates, WorkQueue queue, InstantSource clock) {
        this.mandates = mandates;
        this.queue = queue;
        this.clock = clock;
    }

    /** What a save did, with the mandate as it would be. */
    public record Given(Mandate mandate, SaveOutcome outcome) {}

    /** Keeps the terms of a mandate; it counts once its signed document is there. */
    public Mono<Given> give(
            Employer employer,
            String signedBy,
            LocalDate signedOn,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            Idempotency idempotency) {
        Instant now = clock.instant();
        Mandate mandate = new Mandate(
                MandateId.next(now),
                employer.tenant(),
                employer.id(),
                signedBy,
                signedOn,
                validFrom,
                validTo,
                null,
                null,
                1,
                now);
        return save(mandate, 0, null, EventType.MANDATE_ADDED, idempotency);
    }

    /** Keeps the signed PDF of a mandate; another PDF replaces it. Filings that waited for a mandate go on. */
    public Mono<Given> document(Mandate mandate, String fileName, byte[] pdf) {
        StoredDocument paper =
                StoredDocument.of(Document.Owner.of(mandate.id()), SIGNED_MANDATE, fileName, pdf, clock.instant());
        Mandate documented = mandate.documentedBy(paper.document().sha256());
        return save(documented, mandate.version(), paper, EventType.MANDATE_DOCUMENTED, null)
                .flatMap(this::woken);
    }

    private Mono<Given> woken(Given given) {
        return queue.wake(given.mandate().tenant(), given.mandate().employer(), clock.instant())
                .thenReturn(given);
    }

    /** Ends a mandate at once. Filings that were not sent yet stop; what was filed is followed on. */
    public Mono<Given> revoke(Mandate mandate) {
        Mandate revoked = mandate.revoked(clock.instant());
        if (revoked.version() == mandate.version()) {
            return Mono.just(new Given(mandate, new SaveOutcome.Stored()));
        }
        return save(revoked, mandate.version(), null, EventType.MANDATE_REVOKED, null);
    }

    /** The first day that the mandate covers, or the one on which it ended. */
    private static String effectiveOn(Mandate mandate) {
        Instant revokedAt = mandate.revokedAt();
        return (revokedAt == null ? mandate.validFrom() : LocalDate.ofInstant(revokedAt, PARIS)).toString();
    }

    private Mono<Given> save(
            Mandate mandate,
            long before,
            @Nullable StoredDocument paper,
            EventType type,
            @Nullable Idempotency idempotency) {
        TenantId tenant = mandate.tenant();
        Event event = Event.of(
                tenant,
                type,
                mandate.id().text(),
                mandate.version(),
                clock.instant(),
                Map.of("employer_id", mandate.employer().text(), "effective_on", effectiveOn(mandate)));
        return mandates.save(mandate, before, paper, event, idempotency).map(outcome -> new Given(mandate, outcome));
    }
}
