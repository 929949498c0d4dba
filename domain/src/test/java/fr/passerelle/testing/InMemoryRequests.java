package fr.passerelle.testing;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.ids.WorkerId;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.requests.Agenda;
import fr.passerelle.requests.Attempt;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.requests.Change;
import fr.passerelle.requests.Duplicates;
import fr.passerelle.requests.Observation;
import fr.passerelle.requests.Requests;
import fr.passerelle.work.Claim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The requests in memory. */
public final class InMemoryRequests implements Requests, Agenda {
    private static final Comparator<Agenda.Entry> BY_TIME = Comparator.comparing(Agenda.Entry::at)
            .thenComparing(entry -> entry.tenant().value().toString())
            .thenComparing(entry -> entry.request().value().toString());

    private final InMemoryStore store;
    private final Rows<AuthorisationRequest> requests = new Rows<>();
    private final Rows<Attempt> attempts = new Rows<>();
    private final Rows<List<Observation>> observations = new Rows<>();

    InMemoryRequests(InMemoryStore store) {
        this.store = store;
    }

    Runnable backup() {
        List<Runnable> parts = List.of(requests.backup(), attempts.backup(), observations.backup());
        return () -> parts.forEach(Runnable::run);
    }

    @Override
    public Mono<SaveOutcome> save(Change change) {
        return store.alone(() -> refusal(change).orElseGet(() -> write(change)));
    }

    @Override
    public Mono<AuthorisationRequest> find(TenantId tenant, RequestId id) {
        return store.alone(() -> requests.get(tenant, id));
    }

    @Override
    public Mono<AuthorisationRequest> findByReference(TenantId tenant, EmployerId employer, ClientReference reference) {
        return store.alone(() -> bearerOf(tenant, employer, reference).orElse(null));
    }

    @Override
    public Mono<AuthorisationRequest> findByDeposit(TenantId tenant, EmployerId employer, DepositNumber deposit) {
        return store.alone(() -> requests.of(tenant)
                .filter(request -> request.employer().equals(employer) && standsFor(request, deposit))
                .findFirst()
                .orElse(null));
    }

    Stream<AuthorisationRequest> of(TenantId tenant) {
        return requests.of(tenant);
    }

    @Override
    public Mono<List<AuthorisationRequest>> list(TenantId tenant, Filter filter, Paging paging) {
        return store.alone(() -> Rows.page(
                requests.of(tenant).filter(request -> passes(request, filter)),
                paging,
                AuthorisationRequest::updatedAt,
                request -> request.id().value()));
    }

    @Override
    public Mono<List<Attempt>> attempts(TenantId tenant, RequestId request) {
        return store.alone(() -> attemptsOf(tenant, request)
                .sorted(Rows.order(Attempt::createdAt, attempt -> attempt.id().value()))
                .toList());
    }

    @Override
    public Mono<List<Observation>> observations(TenantId tenant, RequestId request) {
        return store.alone(() -> List.copyOf(seen(tenant, request)));
    }

    @Override
    public Mono<List<Agenda.Entry>> due(Instant now, Optional<Agenda.Entry> after, int max) {
        return store.alone(() -> requests.all()
                .flatMap(request ->
                        request.nextTimer().stream().map(at -> new Agenda.Entry(request.tenant(), request.id(), at)))
                .filter(entry -> !entry.at().isAfter(now))
                .sorted(BY_TIME)
                .filter(entry -> after.isEmpty() || BY_TIME.compare(entry, after.get()) > 0)
                .limit(max)
                .toList());
    }

    Stream<AuthorisationRequest> all() {
        return requests.all();
    }

    private Optional<SaveOutcome> refusal(Change change) {
        return Stream.<Supplier<Optional<SaveOutcome>>>of(
                        () -> lostLease(change.claim(), change.next()),
                        () -> store.idempotencies().refusal(change.next().tenant(), change.idempotency()),
                        () -> stale(change),
                        () -> takenReference(change.next()),
                        () -> duplicate(change))
                .flatMap(check -> check.get().stream())
                .findFirst();
    }

    private Optional<SaveOutcome> lostLease(@Nullable Claim claim, AuthorisationRequest next) {
        return claim == null
                        || (claim.request().equals(next.id()) && store.queue().isLive(claim))
                ? Optional.empty()
                : Optional.of(new SaveOutcome.LeaseLost());
    }

    private Optional<SaveOutcome> stale(Change change) {
        long version = requests.find(change.next().tenant(), change.next().id())
                .map(AuthorisationRequest::version)
                .orElse(0L);
        return version == change.before() ? Optional.empty() : Optional.of(new SaveOutcome.Stale());
    }

    private Optional<SaveOutcome> takenReference(AuthorisationRequest next) {
        return bearerOf(next.tenant(), next.employer(), next.reference())
                .filter(bearer -> !bearer.id().equals(next.id()))
                .map(bearer -> new SaveOutcome.ReferenceTaken(bearer.id().value()));
    }

    private Optional<SaveOutcome> duplicate(Change change) {
        AuthorisationRequest next = change.next();
        WorkerId worker = next.worker();
        if (!change.checkDuplicates() || worker == null) {
            return Optional.empty();
        }
        List<AuthorisationRequest> others = requests.of(next.tenant())
                .filter(other -> other.employer().equals(next.employer()) && worker.equals(other.worker()))
                .toList();
        return Duplicates.of(next, others)
                .map(found -> new SaveOutcome.Duplicate(found.original().id().value(), found.certain()));
    }

    private SaveOutcome write(Change change) {
        AuthorisationRequest next = change.next();
        TenantId tenant = next.tenant();
        write(change.attempt());
        requests.put(tenant, next.id(), next);
        change.observations().forEach(this::write);
        change.events().forEach(store.journal()::append);
        change.tasks().forEach(store.tasks()::put);
        change.removedDocuments().forEach(document -> store.documents().remove(tenant, document));
        change.documents().forEach(document -> store.documents().put(tenant, document));
        store.authorisations().put(change.authorisation());
        store.queue().schedule(next, change.schedule(), change.claim());
        store.idempotencies().keep(tenant, change.idempotency(), next.id().value());
        return new SaveOutcome.Stored();
    }

    private void write(@Nullable Attempt attempt) {
        if (attempt == null) {
            return;
        }
        boolean excluded = attempt.state().excludesAnother()
                && attemptsOf(attempt.tenant(), attempt.request())
                        .filter(other -> !other.id().equals(attempt.id()))
                        .anyMatch(other -> other.kind().equals(attempt.kind())
                                && other.state().excludesAnother());
        if (excluded) {
            throw new IllegalStateException(
                    "another attempt of " + attempt.request() + " is open, unclear or accepted");
        }
        attempts.put(attempt.tenant(), attempt.id(), attempt);
    }

    private void write(Observation observation) {
        List<Observation> before = seen(observation.tenant(), observation.request());
        if (before.isEmpty() || !saysTheSame(before.getLast(), observation)) {
            List<Observation> now = new ArrayList<>(before);
            now.add(observation);
            observations.put(observation.tenant(), observation.request(), now);
        }
    }

    private static boolean saysTheSame(Observation one, Observation other) {
        return one.label().equals(other.label()) && one.status() == other.status();
    }

    private List<Observation> seen(TenantId tenant, RequestId request) {
        return observations.find(tenant, request).orElse(List.of());
    }

    private Stream<Attempt> attemptsOf(TenantId tenant, RequestId request) {
        return attempts.of(tenant).filter(attempt -> attempt.request().equals(request));
    }

    private Optional<AuthorisationRequest> bearerOf(TenantId tenant, EmployerId employer, ClientReference reference) {
        return requests.of(tenant)
                .filter(request -> request.employer().equals(employer))
                .filter(request -> request.reference().equals(reference))
                .findFirst();
    }

    private static boolean standsFor(AuthorisationRequest request, DepositNumber deposit) {
        return deposit.equals(request.adopts())
                || request.receipt()
                        .filter(receipt -> receipt.receipt().deposit().equals(deposit))
                        .isPresent();
    }

    private boolean passes(AuthorisationRequest request, Filter filter) {
        return (filter.states().isEmpty()
                        || filter.states().contains(request.state().code()))
                && (filter.employer() == null || filter.employer().equals(request.employer()))
                && (filter.worker() == null || filter.worker().equals(request.worker()))
                && (filter.reference() == null || filter.reference().equals(request.reference()))
                && (filter.deposit() == null || standsFor(request, filter.deposit()))
                && (filter.needsAttention() == null
                        || filter.needsAttention() == store.tasks().anyOpen(request));
    }
}
