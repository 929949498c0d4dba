package fr.passerelle.api.parties;

import fr.passerelle.api.http.ApiProblem;
import fr.passerelle.api.http.EntityTag;
import fr.passerelle.api.http.IfMatch;
import fr.passerelle.api.http.Page;
import fr.passerelle.api.http.PageQuery;
import fr.passerelle.api.http.Saves;
import fr.passerelle.api.http.Sentences;
import fr.passerelle.api.security.Caller;
import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.Paging;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Employers;
import fr.passerelle.parties.Mandates;
import fr.passerelle.parties.PlatformAccount;
import fr.passerelle.parties.PlatformAccounts;
import fr.passerelle.parties.PutEmployer;
import fr.passerelle.parties.Readiness;
import fr.passerelle.parties.Upsert;
import java.net.URI;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Employers: created and changed by the client's own reference. */
@RestController
final class EmployerController {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final int VIEWS_AT_ONCE = 8;

    private final PutEmployer putEmployer;
    private final Employers employers;
    private final Mandates mandates;
    private final PlatformAccounts accounts;
    private final Parties parties;
    private final InstantSource clock;

    EmployerController(
            PutEmployer putEmployer,
            Employers employers,
            Mandates mandates,
            PlatformAccounts accounts,
            Parties parties,
            InstantSource clock) {
        this.putEmployer = putEmployer;
        this.employers = employers;
        this.mandates = mandates;
        this.accounts = accounts;
        this.parties = parties;
        this.clock = clock;
    }

    @PutMapping("/v1/employers/{employer}")
    Mono<ResponseEntity<EmployerView>> put(
            Caller caller,
            @PathVariable String employer,
            IfMatch ifMatch,
            @RequestBody EmployerBody body,
            ServerWebExchange exchange) {
        Locale language = Sentences.language(exchange);
        return reference(caller, employer)
                .flatMap(reference -> putEmployer.put(caller.tenant(), reference, body.toProfile(), ifMatch.version()))
                .flatMap(upsert -> answer(upsert, language));
    }

    /** A PUT by our id changes the employer that bears it; by a reference it may also create one. */
    private Mono<ClientReference> reference(Caller caller, String employer) {
        return EmployerId.isMeantBy(employer)
                ? parties.employer(caller.tenant(), employer).map(Employer::reference)
                : Mono.fromCallable(() -> referenceOf(employer));
    }

    private static ClientReference referenceOf(String text) {
        try {
            return new ClientReference(text);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.invalidParameter("employer", "invalid_reference");
        }
    }

    private Mono<ResponseEntity<EmployerView>> answer(Upsert<Employer> upsert, Locale language) {
        return switch (upsert) {
            case Upsert.Created<Employer>(var employer) ->
                view(employer, language)
                        .map(view -> ResponseEntity.created(URI.create("/v1/employers/" + view.id()))
                                .eTag(EntityTag.of(view.version()))
                                .body(view));
            case Upsert.Changed<Employer>(var employer) ->
                view(employer, language).map(EmployerController::ok);
            case Upsert.Unchanged<Employer>(var employer) ->
                view(employer, language).map(EmployerController::ok);
            case Upsert.Stale<Employer>(var current) -> Mono.error(Saves.stale(current));
        };
    }

    private static ResponseEntity<EmployerView> ok(EmployerView view) {
        return ResponseEntity.ok().eTag(EntityTag.of(view.version())).body(view);
    }

    @GetMapping("/v1/employers/{employer}")
    Mono<ResponseEntity<EmployerView>> get(Caller caller, @PathVariable String employer, ServerWebExchange exchange) {
        Locale language = Sentences.language(exchange);
        return parties.employer(caller.tenant(), employer)
                .flatMap(found -> view(found, language))
                .map(EmployerController::ok);
    }

    @GetMapping("/v1/employers")
    Mono<ResponseEntity<Page<EmployerView>>> list(Caller caller, PageQuery query, ServerWebExchange exchange) {
        Locale language = Sentences.language(exchange);
        return employers
                .list(caller.tenant(), query.paging())
                .flatMap(found -> Flux.fromIterable(found)
                        .flatMapSequential(employer -> view(employer, language), VIEWS_AT_ONCE)
                        .collectList()
                        .map(views -> query.answer(
                                views,
                                found,
                                last -> new Paging.Place(
                                        last.updatedAt(), last.id().value()))));
    }

    private Mono<EmployerView> view(Employer employer, Locale language) {
        LocalDate today = clock.instant().atZone(PARIS).toLocalDate();
        Mono<Optional<PlatformAccount>> account =
                accounts.of(employer.tenant(), employer.id()).map(Optional::of).defaultIfEmpty(Optional.empty());
        return Mono.zip(mandates.of(employer.tenant(), employer.id()), account)
                .map(beside -> EmployerView.of(
                        employer,
                        Readiness.of(beside.getT1(), beside.getT2().orElse(null), today),
                        beside.getT2().orElse(null),
                        language));
    }
}
