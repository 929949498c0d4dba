package fr.passerelle.api.requests;

import fr.passerelle.api.http.EntityTag;
import fr.passerelle.ids.TenantId;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Employers;
import fr.passerelle.parties.PlatformAccounts;
import fr.passerelle.parties.Worker;
import fr.passerelle.parties.Workers;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.requests.Completeness;
import fr.passerelle.requests.Dossiers;
import fr.passerelle.requests.FindQueuePlace;
import fr.passerelle.requests.QueuePlace;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.Tasks;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows requests with what stands beside them: employer, worker, account, open tasks, and of a draft what it lacks. */
public final class RequestViews {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final int VIEWS_AT_ONCE = 8;

    private final Employers employers;
    private final Workers workers;
    private final PlatformAccounts accounts;
    private final Tasks tasks;
    private final Dossiers dossiers;
    private final FindQueuePlace places;
    private final InstantSource clock;

    public RequestViews(
            Employers employers,
            Workers workers,
            PlatformAccounts accounts,
            Tasks tasks,
            Dossiers dossiers,
            FindQueuePlace places,
            InstantSource clock) {
        this.employers = employers;
        this.workers = workers;
        this.accounts = accounts;
        this.tasks = tasks;
        this.dossiers = dossiers;
        this.places = places;
        this.clock = clock;
    }

    Mono<List<RequestView>> of(List<AuthorisationRequest> requests, Locale language) {
        return Flux.fromIterable(requests)
                .flatMapSequential(request -> of(request, Optional.empty(), language), VIEWS_AT_ONCE)
                .collectList();
    }

    Mono<RequestView> of(AuthorisationRequest request, Locale language) {
        return places.of(request)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(place -> of(request, place, language));
    }

    private Mono<RequestView> of(AuthorisationRequest request, Optional<QueuePlace> place, Locale language) {
        TenantId tenant = request.tenant();
        Mono<Employer> employer = employers.find(tenant, request.employer());
        Mono<Optional<Worker>> worker = worker(request);
        Mono<List<Task>> open = openTasks(request);
        Mono<Boolean> linked = accounts.of(tenant, request.employer()).hasElement();
        Mono<Optional<Completeness>> completeness = completeness(request);
        return Mono.zip(employer, worker, open, linked, completeness)
                .map(beside -> RequestView.of(
                        new RequestView.Sources(
                                request,
                                beside.getT1(),
                                beside.getT2().orElse(null),
                                beside.getT3(),
                                beside.getT4(),
                                beside.getT5().orElse(null),
                                place.orElse(null)),
                        language,
                        clock.instant()));
    }

    /** Those of the request and, as long as it needs the account, of its employer's account. */
    private Mono<List<Task>> openTasks(AuthorisationRequest request) {
        Mono<List<Task>> own = tasks.openOf(request.tenant(), request.id());
        return request.state().isOver()
                ? own
                : Mono.zip(own, tasks.openOfAccount(request.tenant(), request.employer()), RequestViews::both);
    }

    private static List<Task> both(List<Task> some, List<Task> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** The view as an answer, with its entity tag. */
    Mono<ResponseEntity<RequestView>> answer(
            AuthorisationRequest request, Locale language, ResponseEntity.BodyBuilder answer) {
        return of(request, language)
                .map(view -> answer.eTag(EntityTag.of(view.version())).body(view));
    }

    private Mono<Optional<Worker>> worker(AuthorisationRequest request) {
        return request.worker() == null
                ? Mono.just(Optional.empty())
                : workers.find(request.tenant(), request.employer(), request.worker())
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty());
    }

    private Mono<Optional<Completeness>> completeness(AuthorisationRequest request) {
        return request.state().isEditable()
                ? dossiers.completeness(
                                request.tenant(),
                                request.id(),
                                clock.instant().atZone(PARIS).toLocalDate())
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                : Mono.just(Optional.empty());
    }
}
