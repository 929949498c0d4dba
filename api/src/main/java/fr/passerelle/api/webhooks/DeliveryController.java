package fr.passerelle.api.webhooks;

import fr.passerelle.api.http.ApiProblem;
import fr.passerelle.api.http.FieldError;
import fr.passerelle.api.http.InvalidBody;
import fr.passerelle.api.http.NotByChange;
import fr.passerelle.api.http.Page;
import fr.passerelle.api.http.PageQuery;
import fr.passerelle.api.http.ProblemCode;
import fr.passerelle.api.parties.Parties;
import fr.passerelle.api.parties.Rules;
import fr.passerelle.api.security.Caller;
import fr.passerelle.ids.EndpointId;
import fr.passerelle.ids.EventId;
import fr.passerelle.ids.Paging;
import fr.passerelle.journal.EventType;
import fr.passerelle.webhooks.Deliveries;
import fr.passerelle.webhooks.Delivery;
import fr.passerelle.webhooks.Endpoint;
import fr.passerelle.webhooks.Endpoints;
import fr.passerelle.webhooks.SendAgain;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What became of the messages to an endpoint; sends them again. */
@RestController
final class DeliveryController {
    private static final String ONE = EndpointController.ONE;

    private final Endpoints endpoints;
    private final Deliveries deliveries;
    private final SendAgain sendAgain;
    private final WebhookLimits limits;

    DeliveryController(Endpoints endpoints, Deliveries deliveries, SendAgain sendAgain, WebhookLimits limits) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.sendAgain = sendAgain;
        this.limits = limits;
    }

    /** How many messages were put up for sending. */
    record RecoveryView(long messages) {}

    @GetMapping(ONE + "/deliveries")
    Mono<ResponseEntity<Page<DeliveryView>>> list(
            Caller caller,
            @PathVariable("endpoint_id") String endpointId,
            @NotByChange PageQuery query,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String since) {
        Deliveries.Filter filter = new Deliveries.Filter(state(state), type(type), instant(since));
        return endpoint(caller, endpointId)
                .flatMap(endpoint -> list(endpoint, filter, query.paging()))
                .map(found -> page(query, found));
    }

    private Mono<List<Delivery>> list(Endpoint endpoint, Deliveries.Filter filter, Paging paging) {
        Paging.Place after = paging.after();
        EventId last = after == null ? null : new EventId(after.id());
        return deliveries.list(endpoint.tenant(), endpoint.id(), filter, last, paging.limit());
    }

    private static ResponseEntity<Page<DeliveryView>> page(PageQuery query, List<Delivery> found) {
        return query.answer(
                found.stream().map(DeliveryView::of).toList(),
                found,
                last -> new Paging.Place(last.event().madeAt(), last.event().value()));
    }

    private static Delivery.@Nullable State state(@Nullable String text) {
        return text == null
                ? null
                : Stream.of(Delivery.State.values())
                        .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(text))
                        .findFirst()
                        .orElseThrow(() -> ApiProblem.invalidParameter("state", "unknown_value"));
    }

    private static @Nullable EventType type(@Nullable String text) {
        return text == null
                ? null
                : EventType.named(text).orElseThrow(() -> ApiProblem.invalidParameter("type", "unknown_value"));
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw ApiProblem.invalidParameter("since", "wrong_form");
        }
    }

    @PostMapping(ONE + "/test-event")
    Mono<ResponseEntity<DeliveryView>> test(Caller caller, @PathVariable("endpoint_id") String endpointId) {
        return enabled(caller, endpointId).flatMap(sendAgain::test).map(DeliveryController::accepted);
    }

    @PostMapping(ONE + "/deliveries/{event_id}/resend")
    Mono<ResponseEntity<DeliveryView>> resend(
            Caller caller, @PathVariable("endpoint_id") String endpointId, @PathVariable("event_id") String eventId) {
        return enabled(caller, endpointId)
                .flatMap(endpoint ->
                        Mono.justOrEmpty(EventId.parse(eventId)).flatMap(event -> sendAgain.resend(endpoint, event)))
                .switchIfEmpty(Parties.absent())
                .map(DeliveryController::accepted);
    }

    @PostMapping(ONE + "/recovery")
    Mono<ResponseEntity<RecoveryView>> recover(
            Caller caller, @PathVariable("endpoint_id") String endpointId, @RequestBody RecoveryBody body) {
        return enabled(caller, endpointId)
                .flatMap(endpoint -> sendAgain.recover(
                        endpoint,
                        Rules.given(body.since()),
                        Rules.given(body.until()),
                        body.isAll(),
                        limits.mostRecovered()))
                .map(this::recovered);
    }

    private ResponseEntity<RecoveryView> recovered(long messages) {
        if (messages > limits.mostRecovered()) {
            throw new InvalidBody(
                    List.of(FieldError.at("/until", "range_too_full").with("max", limits.mostRecovered())));
        }
        return ResponseEntity.accepted().body(new RecoveryView(messages));
    }

    private static ResponseEntity<DeliveryView> accepted(Delivery delivery) {
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(DeliveryView.of(delivery));
    }

    /** To an endpoint that is disabled, or was not verified yet, nothing is sent that its client asks for. */
    private Mono<Endpoint> enabled(Caller caller, String endpointId) {
        return endpoint(caller, endpointId)
                .flatMap(endpoint -> endpoint.isEnabled()
                        ? Mono.just(endpoint)
                        : Mono.error(new ApiProblem(ProblemCode.STATE_CONFLICT)));
    }

    private Mono<Endpoint> endpoint(Caller caller, String endpointId) {
        return Mono.justOrEmpty(EndpointId.parse(endpointId))
                .flatMap(id -> endpoints.find(caller.tenant(), id))
                .switchIfEmpty(Parties.absent());
    }
}
