package fr.passerelle.api.requests;

import fr.passerelle.api.http.EntityTag;
import fr.passerelle.api.http.Page;
import fr.passerelle.api.http.PageQuery;
import fr.passerelle.api.parties.Parties;
import fr.passerelle.api.parties.Pdfs;
import fr.passerelle.api.security.Caller;
import fr.passerelle.documents.Document;
import fr.passerelle.documents.Documents;
import fr.passerelle.documents.StoredDocument;
import fr.passerelle.ids.AuthorisationId;
import fr.passerelle.ids.Paging;
import fr.passerelle.requests.TrackRequest;
import fr.passerelle.requests.WorkAuthorisation;
import fr.passerelle.requests.WorkAuthorisations;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The work authorisations that grants gave. */
@RestController
final class AuthorisationController {
    private static final String PATH = "/v1/work-authorisations";
    private static final int VIEWS_AT_ONCE = 8;

    private final WorkAuthorisations authorisations;
    private final Documents documents;
    private final Parties parties;

    AuthorisationController(WorkAuthorisations authorisations, Documents documents, Parties parties) {
        this.authorisations = authorisations;
        this.documents = documents;
        this.parties = parties;
    }

    @GetMapping(PATH)
    Mono<ResponseEntity<Page<AuthorisationView>>> list(
            Caller caller,
            PageQuery query,
            @RequestParam(required = false) @Nullable String employer,
            @RequestParam(required = false) @Nullable String worker,
            @RequestParam(name = "valid_on", required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
                    LocalDate validOn) {
        return filter(caller, employer, worker, validOn)
                .flatMap(filter -> authorisations.list(caller.tenant(), filter, query.paging()))
                .flatMap(found -> Flux.fromIterable(found)
                        .flatMapSequential(this::view, VIEWS_AT_ONCE)
                        .collectList()
                        .map(views -> query.answer(
                                views,
                                found,
                                last -> new Paging.Place(
                                        last.createdAt(), last.id().value()))));
    }

    private Mono<WorkAuthorisations.Filter> filter(
            Caller caller, @Nullable String employer, @Nullable String worker, @Nullable LocalDate validOn) {
        return Mono.zip(
                        parties.employerFilter(caller.tenant(), employer),
                        parties.workerFilter(caller.tenant(), employer, worker))
                .map(ids -> new WorkAuthorisations.Filter(
                        ids.getT1().orElse(null), ids.getT2().orElse(null), validOn));
    }

    @GetMapping(PATH + "/{authorisation_id}")
    Mono<ResponseEntity<AuthorisationView>> get(
            Caller caller, @PathVariable("authorisation_id") String authorisationId) {
        return find(caller, authorisationId)
                .flatMap(this::view)
                .map(view ->
                        ResponseEntity.ok().eTag(EntityTag.of(view.version())).body(view));
    }

    @GetMapping(PATH + "/{authorisation_id}/document")
    Mono<ResponseEntity<byte[]>> document(Caller caller, @PathVariable("authorisation_id") String authorisationId) {
        return find(caller, authorisationId)
                .flatMap(this::decision)
                .map(Pdfs::answer)
                .switchIfEmpty(Parties.absent());
    }

    private Mono<WorkAuthorisation> find(Caller caller, String authorisationId) {
        return Mono.justOrEmpty(AuthorisationId.parse(authorisationId))
                .flatMap(id -> authorisations.find(caller.tenant(), id))
                .switchIfEmpty(Parties.absent());
    }

    private Mono<AuthorisationView> view(WorkAuthorisation granted) {
        return decision(granted)
                .map(StoredDocument::document)
                .map(document -> AuthorisationView.of(granted, document))
                .defaultIfEmpty(AuthorisationView.of(granted, null));
    }

    /** Silence leaves no paper: that of the request is then of another decision. */
    private Mono<StoredDocument> decision(WorkAuthorisation granted) {
        return granted.deemed()
                ? Mono.empty()
                : documents.find(granted.tenant(), Document.Owner.platform(granted.request()), TrackRequest.DECISION);
    }
}
