package fr.passerelle.api.parties;

import fr.passerelle.api.http.ApiProblem;
import fr.passerelle.api.http.EntityTag;
import fr.passerelle.api.http.IfMatch;
import fr.passerelle.api.http.ProblemCode;
import fr.passerelle.api.http.Saves;
import fr.passerelle.api.security.Caller;
import fr.passerelle.documents.Document;
import fr.passerelle.documents.Documents;
import fr.passerelle.documents.StoredDocument;
import fr.passerelle.ids.MandateId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Idempotencies;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.GiveMandate;
import fr.passerelle.parties.Mandate;
import fr.passerelle.parties.Mandates;
import java.net.URI;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The written mandates of an employer. */
@RestController
final class MandateController {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final GiveMandate giveMandate;
    private final Mandates mandates;
    private final Documents documents;
    private final Idempotencies idempotencies;
    private final Parties parties;
    private final Pdfs pdfs;
    private final InstantSource clock;

    MandateController(
            GiveMandate giveMandate,
            Mandates mandates,
            Documents documents,
            Idempotencies idempotencies,
            Parties parties,
            Pdfs pdfs,
            InstantSource clock) {
        this.giveMandate = giveMandate;
        this.mandates = mandates;
        this.documents = documents;
        this.idempotencies = idempotencies;
        this.parties = parties;
        this.pdfs = pdfs;
        this.clock = clock;
    }

    /** The mandates of an employer. */
    record MandateList(List<MandateView> items) {}

    @PostMapping("/v1/employers/{employer}/mandates")
    Mono<ResponseEntity<MandateView>> give(
            Caller caller, @PathVariable String employer, Idempotency key, @RequestBody MandateBody body) {
        return parties.employer(caller.tenant(), employer)
                .flatMap(found -> idempotencies
                        .find(caller.tenant(), key)
                        .flatMap(earlier -> giveOnce(found, earlier, key, body)));
    }

    private Mono<ResponseEntity<MandateView>> giveOnce(
            Employer employer, Idempotencies.Earlier earlier, Idempotency key, MandateBody body) {
        return switch (earlier) {
            case Idempotencies.Earlier.Same(var mandate) -> replayed(employer, mandate);
            case Idempotencies.Earlier.Other() -> Mono.error(new ApiProblem(ProblemCode.IDEMPOTENCY_KEY_REUSED));
            case Idempotencies.Earlier.None() ->
                giveMandate
                        .give(
                                employer,
                                Rules.given(body.signedBy()),
                                Rules.given(body.signedOn()),
                                Rules.given(body.validFrom()),
                                body.validTo(),
                                key)
                        .flatMap(given -> created(employer, given));
        };
    }

    private Mono<ResponseEntity<MandateView>> created(Employer employer, GiveMandate.Given given) {
        return given.outcome() instanceof SaveOutcome.Replayed(var mandate)
                ? replayed(employer, mandate)
                : stored(given)
                        .flatMap(mandate -> view(mandate)
                                .map(view -> ResponseEntity.created(location(mandate))
                                        .eTag(EntityTag.of(view.version()))
                                        .body(view)));
    }

    private Mono<ResponseEntity<MandateView>> replayed(Employer employer, UUID mandate) {
        return mandates.find(employer.tenant(), employer.id(), new MandateId(mandate))
                .switchIfEmpty(Parties.absent())
                .flatMap(found -> view(found)
                        .map(view -> ResponseEntity.created(location(found))
                                .header(Saves.REPLAYED, "true")
                                .eTag(EntityTag.of(view.version()))
                                .body(view)));
    }

    private static URI location(Mandate mandate) {
        return URI.create("/v1/employers/" + mandate.employer() + "/mandates/" + mandate.id());
    }

    private Mono<Mandate> stored(GiveMandate.Given given) {
        return switch (given.outcome()) {
            case SaveOutcome.Stored() -> Mono.just(given.mandate());
            case SaveOutcome.Stale() -> overtaken(given.mandate());
            case SaveOutcome.Replayed(var _),
                    SaveOutcome.KeyReused(),
                    SaveOutcome.KeyInFlight(),
                    SaveOutcome.ReferenceTaken(var _),
                    SaveOutcome.Duplicate(var _, var _),
                    SaveOutcome.LeaseLost() -> Mono.error(Saves.problem(given.outcome()));
        };
    }

    private Mono<Mandate> overtaken(Mandate mandate) {
        return mandates.find(mandate.tenant(), mandate.employer(), mandate.id())
                .flatMap(current -> Mono.error(Saves.stale(current.version())));
    }

    @GetMapping("/v1/employers/{employer}/mandates")
    Mono<MandateList> list(Caller caller, @PathVariable String employer) {
        return parties.employer(caller.tenant(), employer)
                .flatMap(found -> mandates.of(caller.tenant(), found.id()))
                .flatMapMany(Flux::fromIterable)
                .concatMap(this::view)
                .collectList()
                .map(MandateList::new);
    }

    @GetMapping("/v1/employers/{employer}/mandates/{mandate_id}")
    Mono<ResponseEntity<MandateView>> get(
            Caller caller, @PathVariable String employer, @PathVariable("mandate_id") String mandateId) {
        return mandate(caller.tenant(), employer, mandateId).flatMap(this::view).map(MandateController::ok);
    }

    @PutMapping("/v1/employers/{employer}/mandates/{mandate_id}/document")
    Mono<ResponseEntity<MandateView>> document(
            Caller caller,
            @PathVariable String employer,
            @PathVariable("mandate_id") String mandateId,
            ServerWebExchange exchange) {
        return mandate(caller.tenant(), employer, mandateId)
                .map(MandateController::live)
                .flatMap(mandate -> pdfs.receive(exchange, "mandate.pdf")
                        .flatMap(pdf -> giveMandate.document(mandate, pdf.fileName(), pdf.content())))
                .flatMap(this::stored)
                .flatMap(this::view)
                .map(MandateController::ok);
    }

    private static Mandate live(Mandate mandate) {
        if (mandate.revokedAt() != null) {
            throw new ApiProblem(ProblemCode.STATE_CONFLICT);
        }
        return mandate;
    }

    @GetMapping("/v1/employers/{employer}/mandates/{mandate_id}/document")
    Mono<ResponseEntity<byte[]>> paper(
            Caller caller, @PathVariable String employer, @PathVariable("mandate_id") String mandateId) {
        return mandate(caller.tenant(), employer, mandateId)
                .flatMap(mandate ->
                        documents.find(caller.tenant(), Document.Owner.of(mandate.id()), GiveMandate.SIGNED_MANDATE))
                .map(Pdfs::answer)
                .switchIfEmpty(Parties.absent());
    }

    @PostMapping("/v1/employers/{employer}/mandates/{mandate_id}/revocation")
    Mono<ResponseEntity<MandateView>> revoke(
            Caller caller,
            @PathVariable String employer,
            @PathVariable("mandate_id") String mandateId,
            IfMatch ifMatch,
            @RequestBody RevocationBody body) {
        long expected = ifMatch.required();
        return mandate(caller.tenant(), employer, mandateId)
                .flatMap(mandate -> mandate.version() == expected
                        ? giveMandate.revoke(mandate)
                        : Mono.error(Saves.stale(mandate.version())))
                .flatMap(this::stored)
                .flatMap(this::view)
                .map(MandateController::ok);
    }

    private Mono<Mandate> mandate(TenantId tenant, String employer, String mandateId) {
        return parties.employer(tenant, employer)
                .flatMap(found -> Mono.justOrEmpty(MandateId.parse(mandateId))
                        .flatMap(id -> mandates.find(tenant, found.id(), id)))
                .switchIfEmpty(Parties.absent());
    }

    private Mono<MandateView> view(Mandate mandate) {
        LocalDate today = clock.instant().atZone(PARIS).toLocalDate();
        return documents
                .find(mandate.tenant(), Document.Owner.of(mandate.id()), GiveMandate.SIGNED_MANDATE)
                .map(StoredDocument::document)
                .map(document -> MandateView.of(mandate, document, today))
                .defaultIfEmpty(MandateView.of(mandate, null, today));
    }

    private static ResponseEntity<MandateView> ok(MandateView view) {
        return ResponseEntity.ok().eTag(EntityTag.of(view.version())).body(view);
    }
}
