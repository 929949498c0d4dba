package fr.passerelle.api.requests;

import fr.passerelle.api.http.Sentences;
import fr.passerelle.api.parties.Parties;
import fr.passerelle.api.parties.Pdfs;
import fr.passerelle.api.security.Caller;
import fr.passerelle.api.security.Scope;
import fr.passerelle.documents.Document;
import fr.passerelle.documents.Documents;
import fr.passerelle.documents.StoredDocument;
import fr.passerelle.journal.Journal;
import fr.passerelle.journal.Subject;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.requests.FiledReceipt;
import fr.passerelle.requests.Requests;
import fr.passerelle.requests.TrackRequest;
import fr.passerelle.requests.ValidateRequest;
import java.util.List;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What stands beside a request: its attempts, its timeline, what it lacks, its deadlines, its receipt. */
@RestController
final class RequestDetailController {
    private static final String PATH = "/v1/authorisation-requests/{request_id}";

    private final Requests requests;
    private final Documents documents;
    private final Journal journal;
    private final ValidateRequest validation;

    RequestDetailController(Requests requests, Documents documents, Journal journal, ValidateRequest validation) {
        this.requests = requests;
        this.documents = documents;
        this.journal = journal;
        this.validation = validation;
    }

    /** The attempts of a request. */
    record AttemptList(List<AttemptView> items) {}

    @GetMapping(PATH + "/attempts")
    Mono<AttemptList> attempts(Caller caller, @PathVariable("request_id") String requestId) {
        return request(caller, requestId)
                .flatMap(request -> requests.attempts(caller.tenant(), request.id()))
                .map(found ->
                        new AttemptList(found.stream().map(AttemptView::of).toList()));
    }

    @GetMapping(PATH + "/timeline")
    Mono<TimelineView> timeline(
            Caller caller, @PathVariable("request_id") String requestId, ServerWebExchange exchange) {
        Locale language = Sentences.language(exchange);
        return request(caller, requestId)
                .flatMap(request -> Mono.zip(
                        journal.of(
                                caller.tenant(),
                                new Subject("request", request.id().text())),
                        requests.observations(caller.tenant(), request.id())))
                .map(both -> TimelineView.of(both.getT1(), both.getT2(), language));
    }

    @GetMapping(PATH + "/requirements")
    Mono<NeedsView> requirements(
            Caller caller, @PathVariable("request_id") String requestId, ServerWebExchange exchange) {
        Locale language = Sentences.language(exchange);
        return RequestController.id(requestId)
                .flatMap(id -> validation.requirements(caller.tenant(), id))
                .switchIfEmpty(Parties.absent())
                .map(found -> NeedsView.of(found, language));
    }

    @GetMapping(PATH + "/deadlines")
    Mono<DeadlinesView> deadlines(
            Caller caller, @PathVariable("request_id") String requestId, ServerWebExchange exchange) {
        Locale language = Sentences.language(exchange);
        return request(caller, requestId).map(request -> DeadlinesView.of(request, language));
    }

    @GetMapping(path = PATH + "/receipt", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ReceiptView> receipt(Caller caller, @PathVariable("request_id") String requestId) {
        return request(caller, requestId)
                .flatMap(request -> Mono.justOrEmpty(request.receipt()).flatMap(filed -> view(request, filed)))
                .switchIfEmpty(Parties.absent());
    }

    private Mono<ReceiptView> view(AuthorisationRequest request, FiledReceipt filed) {
        return attestation(request)
                .map(StoredDocument::document)
                .map(document -> ReceiptView.of(filed, document))
                .defaultIfEmpty(ReceiptView.of(filed, null));
    }

    @GetMapping(path = PATH + "/receipt", produces = MediaType.APPLICATION_PDF_VALUE)
    Mono<ResponseEntity<byte[]>> attestation(Caller caller, @PathVariable("request_id") String requestId) {
        caller.require(Scope.IDENTITY_READ);
        return request(caller, requestId)
                .flatMap(this::attestation)
                .map(Pdfs::answer)
                .switchIfEmpty(Parties.absent());
    }

    private Mono<StoredDocument> attestation(AuthorisationRequest request) {
        return documents.find(request.tenant(), Document.Owner.platform(request.id()), TrackRequest.ATTESTATION);
    }

    private Mono<AuthorisationRequest> request(Caller caller, String requestId) {
        return RequestController.id(requestId)
                .flatMap(id -> requests.find(caller.tenant(), id))
                .switchIfEmpty(Parties.absent());
    }
}
