package fr.passerelle.requests;

import fr.passerelle.documents.Document;
import fr.passerelle.documents.DocumentType;
import fr.passerelle.documents.Documents;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.Idempotencies;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.platform.PlatformFile;
import fr.passerelle.requests.RequestState.InformationRequested;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Accepts the answer to a request for complements. Like a submission, it is then durable work, sent once. */
public final class AnswerComplement {
    private final Requests requests;
    private final Documents documents;
    private final Once once;
    private final InstantSource clock;

    public AnswerComplement(Requests requests, Documents documents, Idempotencies idempotencies, InstantSource clock) {
        this.requests = requests;
        this.documents = documents;
        this.once = new Once(requests, idempotencies);
        this.clock = clock;
    }

    public Mono<Outcome> answer(TenantId tenant, RequestId id, int number, Idempotency key) {
        return once.run(
                tenant,
                key,
                () -> Once.untilThrough(requests.find(tenant, id)
                        .flatMap(request -> decide(request, number, key))
                        .defaultIfEmpty(new Outcome.NotFound("request"))));
    }

    private Mono<Outcome> decide(AuthorisationRequest request, int number, Idempotency key) {
        if (!(request.state() instanceof InformationRequested(var _, var asked, var answer))
                || answer != InformationRequested.Answer.AWAITED
                || asked.number() != number) {
            return Mono.just(new Outcome.WrongState(request.state().code()));
        }
        return documents
                .of(request.tenant(), Document.Owner.complement(request.id(), number))
                .flatMap(held -> queue(request, lacking(asked, held), key));
    }

    private static List<DocumentType> lacking(PlatformFile.Complement asked, List<Document> held) {
        return asked.pieces().stream()
                .map(PlatformFile.Complement.Piece::type)
                .filter(type ->
                        held.stream().noneMatch(document -> document.type().equals(type)))
                .toList();
    }

    private Mono<Outcome> queue(AuthorisationRequest request, List<DocumentType> lacking, Idempotency key) {
        if (!lacking.isEmpty()) {
            return Mono.just(new Outcome.NotReady(
                    new Completeness(
                            lacking.stream().map(Completeness.Gap::complement).toList(), List.of()),
                    List.of(),
                    false,
                    Set.of()));
        }
        AuthorisationRequest queued = request.answering(InformationRequested.Answer.QUEUED, clock.instant());
        return once.save(Change.from(request)
                .becomes(queued, EventType.REQUEST_CHANGED)
                .due(clock.instant())
                .once(key)
                .build());
    }
}
