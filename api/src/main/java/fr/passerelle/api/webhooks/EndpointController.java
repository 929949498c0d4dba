package fr.passerelle.api.webhooks;

import fr.passerelle.api.http.ApiProblem;
import fr.passerelle.api.http.EntityTag;
import fr.passerelle.api.http.FieldError;
import fr.passerelle.api.http.IfMatch;
import fr.passerelle.api.http.Page;
import fr.passerelle.api.http.PageQuery;
import fr.passerelle.api.http.ProblemCode;
import fr.passerelle.api.http.Saves;
import fr.passerelle.api.parties.Parties;
import fr.passerelle.api.security.Caller;
import fr.passerelle.ids.EndpointId;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Idempotencies;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.webhooks.Endpoint;
import fr.passerelle.webhooks.Endpoints;
import fr.passerelle.webhooks.KeepEndpoint;
import fr.passerelle.webhooks.KeepEndpoint.Kept;
import fr.passerelle.webhooks.KeepEndpoint.Rotated;
import fr.passerelle.webhooks.KeyMaker;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Endpoints of webhooks: created, changed, verified, stopped and resumed; their keys. */
@RestController
final class EndpointController {
    static final String PATH = "/v1/webhook-endpoints";
    static final String ONE = PATH + "/{endpoint_id}";
    private static final int OVERTAKEN = 3;
    private static final Logger log = LoggerFactory.getLogger(EndpointController.class);

    private final KeepEndpoint keep;
    private final Endpoints endpoints;
    private final Idempotencies idempotencies;
    private final KeyMaker keys;
    private final Addresses addresses;
    private final WebhookLimits limits;
    private final InstantSource clock;

    EndpointController(
            KeepEndpoint keep,
            Endpoints endpoints,
            Idempotencies idempotencies,
            KeyMaker keys,
            Addresses addresses,
            WebhookLimits limits,
            InstantSource clock) {
        this.keep = keep;
        this.endpoints = endpoints;
        this.idempotencies = idempotencies;
        this.keys = keys;
        this.addresses = addresses;
        this.limits = limits;
        this.clock = clock;
    }

    @PostMapping(PATH)
    Mono<ResponseEntity<EndpointView>> create(Caller caller, Idempotency key, @RequestBody EndpointBody body) {
        return idempotencies
                .find(caller.tenant(), key)
                .flatMap(earlier -> createOnce(caller.tenant(), earlier, key, body));
    }

    private Mono<ResponseEntity<EndpointView>> createOnce(
            TenantId tenant, Idempotencies.Earlier earlier, Idempotency key, EndpointBody body) {
        return switch (earlier) {
            case Idempotencies.Earlier.Same(var endpoint) -> replayed(tenant, endpoint);
            case Idempotencies.Earlier.Other() -> Mono.error(new ApiProblem(ProblemCode.IDEMPOTENCY_KEY_REUSED));
            case Idempotencies.Earlier.None() ->
                addresses
                        .check(tenant, body)
                        .then(Mono.defer(() -> endpoints.count(tenant)))
                        .flatMap(this::hasRoom)
                        .then(Mono.defer(() -> keep.create(tenant, body.toProfile(), key)))
                        .flatMap(this::created);
        };
    }

    private Mono<Long> hasRoom(long count) {
        return count < limits.mostEndpoints()
                ? Mono.just(count)
                : Mono.error(new ApiProblem(ProblemCode.STATE_CONFLICT)
                        .with(FieldError.at("", "too_many_endpoints").with("max", limits.mostEndpoints())));
    }

    private Mono<ResponseEntity<EndpointView>> created(Kept kept) {
        return kept.outcome() instanceof SaveOutcome.Replayed(var endpoint)
                ? replayed(kept.endpoint().tenant(), endpoint)
                : stored(kept).map(view -> made(view).body(view));
    }

    private Mono<ResponseEntity<EndpointView>> replayed(TenantId tenant, UUID endpoint) {
        return endpoints
                .find(tenant, new EndpointId(endpoint))
                .switchIfEmpty(Parties.absent())
                .flatMap(this::view)
                .map(view -> made(view).header(Saves.REPLAYED, "true").body(view));
    }

    private static ResponseEntity.BodyBuilder made(EndpointView view) {
        return ResponseEntity.created(URI.create(PATH + "/" + view.id())).eTag(EntityTag.of(view.version()));
    }

    @GetMapping(PATH)
    Mono<ResponseEntity<Page<EndpointView>>> list(Caller caller, PageQuery query) {
        return endpoints
                .list(caller.tenant(), query.paging())
                .flatMap(found -> Flux.fromIterable(found)
                        .concatMap(this::view)
                        .collectList()
                        .map(views -> page(query, views, found)));
    }

    private static ResponseEntity<Page<EndpointView>> page(
            PageQuery query, List<EndpointView> views, List<Endpoint> found) {
        return query.answer(
                views,
                found,
                last -> new Paging.Place(last.updatedAt(), last.id().value()));
    }

    @GetMapping(ONE)
    Mono<ResponseEntity<EndpointView>> get(Caller caller, @PathVariable("endpoint_id") String endpointId) {
        return endpoint(caller, endpointId).flatMap(this::view).map(EndpointController::ok);
    }

    @PutMapping(ONE)
    Mono<ResponseEntity<EndpointView>> put(
            Caller caller,
            @PathVariable("endpoint_id") String endpointId,
            IfMatch ifMatch,
            @RequestBody EndpointBody body) {
        long expected = ifMatch.required();
        return endpoint(caller, endpointId)
                .delayUntil(_ -> addresses.check(caller.tenant(), body))
                .flatMap(endpoint -> expected(endpoint, expected))
                .flatMap(endpoint -> keep.change(endpoint, body.toProfile()))
                .flatMap(this::stored)
                .map(EndpointController::ok);
    }

    @DeleteMapping(ONE)
    Mono<ResponseEntity<Void>> delete(Caller caller, @PathVariable("endpoint_id") String endpointId) {
        return kept(caller, endpointId, keep::delete, OVERTAKEN).flatMap(this::deleted);
    }

    private Mono<ResponseEntity<Void>> deleted(Kept kept) {
        return kept.outcome() instanceof SaveOutcome.Stored
                ? Mono.just(ResponseEntity.noContent().build())
                : overtaken(kept.endpoint());
    }

    @GetMapping(ONE + "/secret")
    Mono<KeyViews.SecretView> secret(Caller caller, @PathVariable("endpoint_id") String endpointId) {
        return endpoint(caller, endpointId).map(this::shown);
    }

    /** Whoever holds the secret can forge messages, so that it is known when it was read. */
    private KeyViews.SecretView shown(Endpoint endpoint) {
        log.info("the secret of webhook endpoint {} was read", endpoint.id());
        return KeyViews.SecretView.of(endpoint, keys, clock.instant());
    }

    @PostMapping(ONE + "/secret-rotation")
    Mono<ResponseEntity<KeyViews.SecretView>> rotate(
            Caller caller,
            @PathVariable("endpoint_id") String endpointId,
            IfMatch ifMatch,
            @RequestBody RotationBody body) {
        return expected(caller, endpointId, ifMatch)
                .flatMap(endpoint -> keep.rotate(endpoint, body.overlap()))
                .flatMap(this::rotated);
    }

    private Mono<ResponseEntity<KeyViews.SecretView>> rotated(Rotated rotated) {
        return switch (rotated) {
            case Rotated.TooManyKeys() ->
                Mono.error(new ApiProblem(ProblemCode.STATE_CONFLICT)
                        .with(FieldError.at("/overlap_seconds", "too_many_keys")));
            case Rotated.Done(var kept) ->
                stored(kept)
                        .map(view -> ResponseEntity.ok()
                                .eTag(EntityTag.of(view.version()))
                                .body(shown(kept.endpoint())));
        };
    }

    @GetMapping(ONE + "/keys")
    Mono<KeyViews.JwksView> publicKeys(Caller caller, @PathVariable("endpoint_id") String endpointId) {
        return endpoint(caller, endpointId).map(endpoint -> KeyViews.JwksView.of(endpoint, clock.instant()));
    }

    @PostMapping(ONE + "/verification")
    Mono<ResponseEntity<EndpointView>> verify(Caller caller, @PathVariable("endpoint_id") String endpointId) {
        return kept(caller, endpointId, endpoint -> keep.verify(live(endpoint)), OVERTAKEN)
                .flatMap(this::stored)
                .map(view -> ResponseEntity.status(HttpStatus.ACCEPTED)
                        .eTag(EntityTag.of(view.version()))
                        .body(view));
    }

    private static Endpoint live(Endpoint endpoint) {
        if (endpoint.isDisabled()) {
            throw new ApiProblem(ProblemCode.STATE_CONFLICT);
        }
        return endpoint;
    }

    @PostMapping(ONE + "/disablement")
    Mono<ResponseEntity<EndpointView>> disable(Caller caller, @PathVariable("endpoint_id") String endpointId) {
        return kept(caller, endpointId, keep::disable, OVERTAKEN)
                .flatMap(this::stored)
                .map(EndpointController::ok);
    }

    @PostMapping(ONE + "/enablement")
    Mono<ResponseEntity<EndpointView>> enable(
            Caller caller, @PathVariable("endpoint_id") String endpointId, @RequestBody EnablementBody body) {
        return kept(caller, endpointId, endpoint -> keep.enable(endpoint, body.isSkipping()), OVERTAKEN)
                .flatMap(this::stored)
                .map(EndpointController::ok);
    }

    /** A client that does not say which version it means does not mind that a worker has just made another. */
    private Mono<Kept> kept(Caller caller, String endpointId, Function<Endpoint, Mono<Kept>> action, int again) {
        return endpoint(caller, endpointId)
                .flatMap(action)
                .flatMap(kept -> again > 0 && kept.outcome() instanceof SaveOutcome.Stale
                        ? kept(caller, endpointId, action, again - 1)
                        : Mono.just(kept));
    }

    private Mono<EndpointView> stored(Kept kept) {
        return switch (kept.outcome()) {
            case SaveOutcome.Stored() -> view(kept.endpoint());
            case SaveOutcome.Stale() -> overtaken(kept.endpoint());
            case SaveOutcome.Replayed(var _),
                    SaveOutcome.KeyReused(),
                    SaveOutcome.KeyInFlight(),
                    SaveOutcome.ReferenceTaken(var _),
                    SaveOutcome.Duplicate(var _, var _),
                    SaveOutcome.LeaseLost() -> Mono.error(Saves.problem(kept.outcome()));
        };
    }

    private <T> Mono<T> overtaken(Endpoint endpoint) {
        return endpoints
                .find(endpoint.tenant(), endpoint.id())
                .map(Endpoint::version)
                .defaultIfEmpty(0L)
                .flatMap(version -> Mono.error(Saves.stale(version)));
    }

    private Mono<EndpointView> view(Endpoint endpoint) {
        return endpoints
                .standing(endpoint.tenant(), endpoint.id())
                .switchIfEmpty(Parties.absent())
                .map(standing -> EndpointView.of(endpoint, standing));
    }

    private Mono<Endpoint> expected(Caller caller, String endpointId, IfMatch ifMatch) {
        long expected = ifMatch.required();
        return endpoint(caller, endpointId).flatMap(endpoint -> expected(endpoint, expected));
    }

    private static Mono<Endpoint> expected(Endpoint endpoint, long expected) {
        return endpoint.version() == expected ? Mono.just(endpoint) : Mono.error(Saves.stale(endpoint.version()));
    }

    private Mono<Endpoint> endpoint(Caller caller, String endpointId) {
        return Mono.justOrEmpty(EndpointId.parse(endpointId))
                .flatMap(id -> endpoints.find(caller.tenant(), id))
                .switchIfEmpty(Parties.absent());
    }

    private static ResponseEntity<EndpointView> ok(EndpointView view) {
        return ResponseEntity.ok().eTag(EntityTag.of(view.version())).body(view);
    }
}
