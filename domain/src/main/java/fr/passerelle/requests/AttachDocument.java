package fr.passerelle.requests;

import fr.passerelle.documents.Document;
import fr.passerelle.documents.DocumentType;
import fr.passerelle.documents.Documents;
import fr.passerelle.documents.StoredDocument;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.Idempotencies;
import fr.passerelle.requests.Outcome.Done;
import fr.passerelle.requests.RequestState.InformationRequested;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * Attaches documents to a request before it is filed, and to the answer to a request for complements, and takes them away.
 * Where the client wishes so, the last document that was lacking submits the request.
 */
public final class AttachDocument {
    private final Requests requests;
    private final Documents documents;
    private final Once once;
    private final SubmitRequest submission;
    private final InstantSource clock;

    public AttachDocument(
            Requests requests,
            Documents documents,
            Idempotencies idempotencies,
            SubmitRequest submission,
            InstantSource clock) {
        this.requests = requests;
        this.documents = documents;
        this.once = new Once(requests, idempotencies);
        this.submission = submission;
        this.clock = clock;
    }

    /** A PDF to attach, already inspected. */
    public record Paper(DocumentType type, String fileName, byte[] content) {}

    /** How it ended, and the document when it is done. */
    public sealed interface Attached {
        record Kept(Document document, AuthorisationRequest request) implements Attached {}

        record Not(Outcome outcome) implements Attached {}
    }

    public Mono<Attached> attach(TenantId tenant, RequestId id, Paper paper) {
        return untilThrough(requests.find(tenant, id)
                .flatMap(request -> request.state().isEditable()
                        ? keep(request, Document.Owner.of(id), paper)
                        : wrongState(request)));
    }

    /** Attaches to the answer to the request for complements of the given number, while that answer is awaited. */
    public Mono<Attached> attachToComplement(TenantId tenant, RequestId id, int number, Paper paper) {
        return untilThrough(requests.find(tenant, id).flatMap(request -> toComplement(request, number, paper)));
    }

    private Mono<Attached> toComplement(AuthorisationRequest request, int number, Paper paper) {
        if (!awaits(request, number)) {
            return wrongState(request);
        }
        return isOfUse(request, paper.type())
                ? keep(request, Document.Owner.complement(request.id(), number), paper)
                : Mono.just(new Attached.Not(new Outcome.NotFound("document_type")));
    }

    /** What the platform asked for, and what requests are made of: so the documents of an answer are few. */
    private static boolean isOfUse(AuthorisationRequest request, DocumentType type) {
        return type.belongsToRequests()
                || (request.state() instanceof InformationRequested(var _, var asked, var _)
                        && asked.pieces().stream()
                                .anyMatch(piece -> piece.type().equals(type)));
    }

    /** Clients upload several documents at once: whoever was overtaken goes again, since another one got through. */
    private static Mono<Attached> untilThrough(Mono<Attached> attaching) {
        return Once.untilThrough(
                attaching.defaultIfEmpty(new Attached.Not(new Outcome.NotFound("request"))),
                AttachDocument::isOvertaken);
    }

    private static boolean isOvertaken(Attached attached) {
        return attached instanceof Attached.Not(Outcome.Stale(var _));
    }

    private static boolean awaits(AuthorisationRequest request, int number) {
        return request.state() instanceof InformationRequested(var _, var asked, var answer)
                && asked.number() == number
                && answer == InformationRequested.Answer.AWAITED;
    }

    private static Mono<Attached> wrongState(AuthorisationRequest request) {
        return Mono.just(new Attached.Not(new Outcome.WrongState(request.state().code())));
    }

    private Mono<Attached> keep(AuthorisationRequest request, Document.Owner owner, Paper paper) {
        Instant now = clock.instant();
        StoredDocument document = StoredDocument.of(owner, paper.type(), paper.fileName(), paper.content(), now);
        AuthorisationRequest touched = request.touched(now);
        return once.save(Change.from(request)
                        .quietly(touched)
                        .document(document)
                        .event(told(touched, document.document(), EventType.DOCUMENT_ADDED, 1))
                        .build())
                .flatMap(submission::whenComplete)
                .map(outcome -> outcome instanceof Done(var next, var _)
                        ? new Attached.Kept(document.document(), next)
                        : new Attached.Not(outcome));
    }

    /** Takes a document away before filing. */
    public Mono<Outcome> remove(TenantId tenant, RequestId id, DocumentType type) {
        return requests.find(tenant, id)
                .flatMap(request -> remove(request, type))
                .defaultIfEmpty(new Outcome.NotFound("request"));
    }

    private Mono<Outcome> remove(AuthorisationRequest request, DocumentType type) {
        if (!request.state().isEditable()) {
            return Mono.just(new Outcome.WrongState(request.state().code()));
        }
        return documents
                .find(request.tenant(), Document.Owner.of(request.id()), type)
                .flatMap(found -> drop(request, found.document()))
                .defaultIfEmpty(new Outcome.NotFound("document"));
    }

    private Mono<Outcome> drop(AuthorisationRequest request, Document document) {
        AuthorisationRequest touched = request.touched(clock.instant());
        return once.save(Change.from(request)
                .quietly(touched)
                .withoutDocument(document)
                .event(told(touched, document, EventType.DOCUMENT_REMOVED, 2))
                .build());
    }

    private static Event told(AuthorisationRequest request, Document document, EventType type, long sequence) {
        return Event.of(
                request.tenant(),
                type,
                document.id().text(),
                sequence,
                request.updatedAt(),
                Map.of(
                        "request_id", request.id().text(),
                        "client_reference", request.reference().value(),
                        "employer_id", request.employer().text(),
                        "type", document.type().code()));
    }
}
