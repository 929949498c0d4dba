package fr.passerelle.api.requests;

import fr.passerelle.api.http.EntityTag;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.requests.Completeness;
import fr.passerelle.requests.Dossier;
import fr.passerelle.requests.Dossiers;
import fr.passerelle.requests.FindQueuePlace;
import fr.passerelle.requests.MayStart;
import fr.passerelle.requests.QueuePlace;
import fr.passerelle.requests.Requirements;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/** Shows requests with what stands beside them: employer, worker, account, open tasks, and of a draft what it lacks. */
public final class RequestViews {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final Dossiers dossiers;
    private final Requirements requirements;
    private final MayStart mayStart;
    private final FindQueuePlace places;
    private final InstantSource clock;

    public RequestViews(
            Dossiers dossiers,
            Requirements requirements,
            MayStart mayStart,
            FindQueuePlace places,
            InstantSource clock) {
        this.dossiers = dossiers;
        this.requirements = requirements;
        this.mayStart = mayStart;
        this.places = places;
        this.clock = clock;
    }

    /** Requests of one tenant, with what stands beside them now. */
    Mono<List<RequestView>> of(TenantId tenant, List<AuthorisationRequest> requests, Locale language) {
        Map<RequestId, AuthorisationRequest> byId =
                requests.stream().collect(Collectors.toMap(AuthorisationRequest::id, Function.identity()));
        return dossiers.of(
                        tenant, requests.stream().map(AuthorisationRequest::id).toList())
                .map(found -> found.stream()
                        .map(dossier ->
                                dossier.at(byId.getOrDefault(dossier.request().id(), dossier.request())))
                        .map(dossier -> of(dossier, null, language))
                        .toList());
    }

    private Mono<RequestView> of(Dossier dossier, Locale language) {
        return places.of(dossier.request())
                .map(place -> dossier.awaitsHuman() ? place.heldByHuman() : place)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(place -> of(dossier, place.orElse(null), language));
    }

    private RequestView of(Dossier dossier, @Nullable QueuePlace place, Locale language) {
        return RequestView.of(
                new RequestView.Sources(
                        dossier.request(),
                        dossier.employer(),
                        dossier.worker(),
                        dossier.hinderingTasks(),
                        dossier.account() != null,
                        completeness(dossier),
                        place,
                        mayStart.of(dossier.request(), dossier.worker(), clock.instant())
                                .orElse(null)),
                language,
                clock.instant());
    }

    private @Nullable Completeness completeness(Dossier dossier) {
        return dossier.request().state().isEditable()
                ? requirements
                        .of(dossier, clock.instant().atZone(PARIS).toLocalDate())
                        .completeness()
                : null;
    }

    /** The view as an answer, with its entity tag. */
    Mono<ResponseEntity<RequestView>> answer(
            AuthorisationRequest request, Locale language, ResponseEntity.BodyBuilder answer) {
        return dossiers.find(request.tenant(), request.id())
                .flatMap(dossier -> answer(dossier.at(request), language, answer));
    }

    Mono<ResponseEntity<RequestView>> answer(Dossier dossier, Locale language, ResponseEntity.BodyBuilder answer) {
        return of(dossier, language)
                .map(view -> answer.eTag(EntityTag.of(view.version())).body(view));
    }
}
