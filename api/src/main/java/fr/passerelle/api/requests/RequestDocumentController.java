package fr.passerelle.api.requests;

import fr.passerelle.api.http.ApiProblem;
import fr.passerelle.api.http.Saves;
import fr.passerelle.api.http.Sentences;
import fr.passerelle.api.parties.Parties;
import fr.passerelle.api.parties.Pdfs;
import fr.passerelle.api.parties.Rules;
import fr.passerelle.api.security.Caller;
import fr.passerelle.documents.Document;
import fr.passerelle.documents.DocumentType;
import fr.passerelle.documents.Documents;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.platform.PlatformFile.Complement;
import fr.passerelle.requests.AnswerComplement;
import fr.passerelle.requests.AttachDocument;
import fr.passerelle.requests.AttachDocument.Attached;
import fr.passerelle.requests.AttachDocument.Paper;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.requests.Outcome;
import fr.passerelle.requests.Outcome.Done;
import fr.passerelle.requests.RequestState.InformationRequested;
import fr.passerelle.requests.Requests;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The documents of a request, and its complements. */
@RestController
final class RequestDocumentController {
    private static final String PATH = "/v1/authorisation-requests/{request_id}";

    private final AttachDocument attachDocument;
    private final AnswerComplement answerComplement;
    private final Requests requests;
    private final Documents documents;
    private final RequestViews views;
    private final Pdfs pdfs;

    RequestDocumentController(
            AttachDocument attachDocument,
            AnswerComplement answerComplement,
            Requests requests,
            Documents documents,
            RequestViews views,
            Pdfs pdfs) {
        this.attachDocument = attachDocument;
        this.answerComplement = answerComplement;
        this.requests = requests;
        this.documents = documents;
        this.views = views;
        this.pdfs = pdfs;
    }

    /** The documents of a request. */
    record DocumentList(List<DocumentView> items) {
        static DocumentList of(List<Document> found) {
            return new DocumentList(found.stream().map(DocumentView::of).toList());
        }
    }

    /** The request for complements that awaits an answer, or our answer to it; none once the review goes on. */
    record ComplementList(List<ComplementView> items) {}

    @PutMapping(PATH + "/documents/{document_type}")
    Mono<ResponseEntity<DocumentView>> put(
            Caller caller,
            @PathVariable("request_id") String requestId,
            @PathVariable("document_type") String documentType,
            ServerWebExchange exchange) {
        Locale language = Sentences.language(exchange);
        return request(caller, requestId).flatMap(request -> {
            DocumentType type = typeOfRequests(documentType);
            return replaces(request, Document.Owner.of(request.id()), type)
                    .flatMap(replaces -> pdfs.receive(exchange, type.code() + ".pdf")
                            .flatMap(pdf -> attachDocument.attach(
                                    caller.tenant(), request.id(), new Paper(type, pdf.fileName(), pdf.content())))
                            .flatMap(attached -> answer(attached, replaces, language)));
        });
    }

    @PutMapping(PATH + "/complements/{number}/documents/{document_type}")
    Mono<ResponseEntity<DocumentView>> putToComplement(
            Caller caller,
            @PathVariable("request_id") String requestId,
            @PathVariable int number,
            @PathVariable("document_type") String documentType,
            ServerWebExchange exchange) {
        Locale language = Sentences.language(exchange);
        return request(caller, requestId).flatMap(request -> {
            DocumentType type = type(documentType);
            return replaces(request, Document.Owner.complement(request.id(), number), type)
                    .flatMap(replaces -> pdfs.receive(exchange, type.code() + ".pdf")
                            .flatMap(pdf -> attachDocument.attachToComplement(
                                    caller.tenant(),
                                    request.id(),
                                    number,
                                    new Paper(type, pdf.fileName(), pdf.content())))
                            .flatMap(attached -> answer(attached, replaces, language)));
        });
    }

    private Mono<Boolean> replaces(AuthorisationRequest request, Document.Owner owner, DocumentType type) {
        return documents
                .of(request.tenant(), owner)
                .map(held -> held.stream().anyMatch(document -> document.type().equals(type)));
    }

    private static Mono<ResponseEntity<DocumentView>> answer(Attached attached, boolean replaces, Locale language) {
        return switch (attached) {
            case Attached.Kept(var document, var _) ->
                Mono.just(ResponseEntity.status(replaces ? HttpStatus.OK : HttpStatus.CREATED)
                        .body(DocumentView.of(document)));
            case Attached.Not(var outcome) -> Mono.error(Outcomes.problem(outcome, language));
        };
    }

    @GetMapping(PATH + "/documents")
    Mono<DocumentList> list(Caller caller, @PathVariable("request_id") String requestId) {
        return request(caller, requestId)
                .flatMap(request -> documents.of(caller.tenant(), Document.Owner.of(request.id())))
                .map(DocumentList::of);
    }

    @GetMapping(PATH + "/documents/{document_type}")
    Mono<ResponseEntity<byte[]>> get(
            Caller caller,
            @PathVariable("request_id") String requestId,
            @PathVariable("document_type") String documentType) {
        return request(caller, requestId)
                .flatMap(request ->
                        documents.find(caller.tenant(), Document.Owner.of(request.id()), typeOfRequests(documentType)))
                .map(Pdfs::answer)
                .switchIfEmpty(Parties.absent());
    }

    @DeleteMapping(PATH + "/documents/{document_type}")
    Mono<ResponseEntity<Void>> remove(
            Caller caller,
            @PathVariable("request_id") String requestId,
            @PathVariable("document_type") String documentType,
            ServerWebExchange exchange) {
        Locale language = Sentences.language(exchange);
        return request(caller, requestId)
                .flatMap(request -> attachDocument.remove(caller.tenant(), request.id(), typeOfRequests(documentType)))
                .flatMap(outcome -> outcome instanceof Done
                        ? Mono.just(ResponseEntity.noContent().<Void>build())
                        : Mono.error(Outcomes.problem(outcome, language)));
    }

    @GetMapping(PATH + "/complements")
    Mono<ComplementList> complements(Caller caller, @PathVariable("request_id") String requestId) {
        return request(caller, requestId).flatMap(this::complements);
    }

    private Mono<ComplementList> complements(AuthorisationRequest request) {
        if (!(request.state() instanceof InformationRequested(var _, var asked, var answer))) {
            return Mono.just(new ComplementList(List.of()));
        }
        return documents
                .of(request.tenant(), Document.Owner.complement(request.id(), asked.number()))
                .map(held -> new ComplementList(List.of(view(asked, held, answer))));
    }

    private static ComplementView view(Complement asked, List<Document> held, InformationRequested.Answer answer) {
        String state = answer == InformationRequested.Answer.AWAITED
                ? "awaiting_answer"
                : answer.name().toLowerCase(Locale.ROOT);
        return ComplementView.of(asked, held, state);
    }

    @PostMapping(PATH + "/complements")
    Mono<ResponseEntity<RequestView>> answer(
            Caller caller,
            @PathVariable("request_id") String requestId,
            Idempotency key,
            @RequestBody ComplementBody body,
            ServerWebExchange exchange) {
        Locale language = Sentences.language(exchange);
        return RequestController.id(requestId)
                .flatMap(id -> answerComplement.answer(caller.tenant(), id, Rules.given(body.number()), key))
                .flatMap(outcome -> accepted(outcome, language));
    }

    private Mono<ResponseEntity<RequestView>> accepted(Outcome outcome, Locale language) {
        if (!(outcome instanceof Done(var request, var replayed))) {
            return Mono.error(Outcomes.problem(outcome, language));
        }
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.accepted().location(URI.create("/v1/authorisation-requests/" + request.id()));
        if (replayed) {
            answer.header(Saves.REPLAYED, "true");
        }
        return views.answer(request, language, answer);
    }

    private Mono<AuthorisationRequest> request(Caller caller, String requestId) {
        return RequestController.id(requestId)
                .flatMap(id -> requests.find(caller.tenant(), id))
                .switchIfEmpty(Parties.absent());
    }

    private static DocumentType typeOfRequests(String text) {
        DocumentType type = type(text);
        if (!type.belongsToRequests()) {
            throw ApiProblem.invalidParameter("document_type", "unknown_value");
        }
        return type;
    }

    private static DocumentType type(String text) {
        if (!DocumentType.isValid(text)) {
            throw ApiProblem.invalidParameter("document_type", "unknown_value");
        }
        return new DocumentType(text);
    }
}
