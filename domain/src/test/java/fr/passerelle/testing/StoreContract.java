package fr.passerelle.testing;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aRequest;
import static fr.passerelle.testing.Examples.aStep;
import static fr.passerelle.testing.Examples.aWorker;
import static fr.passerelle.testing.Examples.anEmployer;
import static fr.passerelle.testing.Examples.anEvent;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.Paging;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.pace.Lane;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Worker;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.work.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What the contract suites of the persistence ports share. The fake keeps them, and so does every store that stands in
 * for it: what is saved through one port is read through the others.
 */
public abstract class StoreContract {
    protected static final SaveOutcome STORED = new SaveOutcome.Stored();
    protected static final SaveOutcome STALE = new SaveOutcome.Stale();
    protected static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    protected Store store;
    protected TenantId tenant;
    protected TenantId otherTenant;

    /** A store in which no tenant has anything; asked for before each test. */
    protected abstract Store anEmptyStore();

    @BeforeEach
    protected void open() {
        store = anEmptyStore();
        tenant = store.aTenant();
        otherTenant = store.aTenant();
    }

    protected static <T> T got(Mono<T> answer) {
        return requireNonNull(answer.block(PATIENCE));
    }

    protected static <T> Optional<T> found(Mono<T> answer) {
        return answer.blockOptional(PATIENCE);
    }

    protected static void done(Mono<Void> effect) {
        effect.block(PATIENCE);
    }

    /** The answers of calls that all begin at once, each on a thread of its own. */
    protected static <T> List<T> allAtOnce(List<Mono<T>> calls) {
        return got(Flux.fromIterable(calls)
                .flatMap(call -> call.subscribeOn(Schedulers.boundedElastic()), calls.size())
                .collectList());
    }

    protected static IntStream times(int count) {
        return IntStream.range(0, count);
    }

    protected SaveOutcome save(ChangeBuilder step) {
        return got(store.requests().save(step.build()));
    }

    protected SaveOutcome save(Employer employer, long before) {
        return got(store.employers().save(employer, before, eventOf(employer)));
    }

    protected SaveOutcome save(Worker worker, long before) {
        return got(store.workers().save(worker, before, eventOf(worker)));
    }

    protected static Event eventOf(Employer employer) {
        return anEvent(employer.tenant(), EventType.EMPLOYER_CHANGED, employer.id(), employer.version());
    }

    protected static Event eventOf(Worker worker) {
        return anEvent(worker.tenant(), EventType.WORKER_CHANGED, worker.id(), worker.version());
    }

    /** An employer that the store knows. */
    protected Employer knownEmployer(TenantId owner) {
        Employer employer = anEmployer().of(owner).build();
        assertThat(save(employer, 0)).isEqualTo(STORED);
        return employer;
    }

    /** A worker that the store knows. */
    protected Worker knownWorker(Employer employer) {
        Worker worker = aWorker().of(employer).build();
        assertThat(save(worker, 0)).isEqualTo(STORED);
        return worker;
    }

    /** A worker of a new employer, both known to the store. */
    protected Worker knownWorker(TenantId owner) {
        return knownWorker(knownEmployer(owner));
    }

    /** A draft for the worker that the store knows. */
    protected AuthorisationRequest knownRequest(Worker worker) {
        return known(aRequest().of(worker));
    }

    /** A draft of a new worker and employer, all known to the store. */
    protected AuthorisationRequest knownRequest(TenantId owner) {
        return knownRequest(knownWorker(owner));
    }

    protected AuthorisationRequest known(RequestBuilder example) {
        AuthorisationRequest request = example.build();
        assertThat(save(aStep(request))).isEqualTo(STORED);
        return request;
    }

    /** The present version of a request. */
    protected AuthorisationRequest present(AuthorisationRequest request) {
        return got(store.requests().find(request.tenant(), request.id()));
    }

    /** The step to a next version that differs from the present one in nothing else. */
    protected ChangeBuilder nextStepOf(AuthorisationRequest request) {
        return aStep(RequestBuilder.after(present(request)).build());
    }

    protected List<RecordedEvent> journal(TenantId owner) {
        return got(store.journal().read(owner, 0, Set.of(), 1000));
    }

    /** The one piece of work that is due. */
    protected Claim claimed() {
        List<Claim> claims = claim(NOW, 1);
        assertThat(claims).hasSize(1);
        return claims.getFirst();
    }

    /** Work of either lane. */
    protected List<Claim> claim(Instant now, int max) {
        List<Claim> filing = claim(Lane.WRITE, now, max);
        return Stream.concat(filing.stream(), claim(Lane.READ, now, max - filing.size()).stream())
                .toList();
    }

    protected List<Claim> claim(Lane lane, Instant now, int max) {
        return max == 0 ? List.of() : got(store.queue().claim(lane, now, LEASE, max, 64));
    }

    protected static Paging firstOf(int limit) {
        return new Paging(null, null, limit);
    }

    protected static Paging since(Instant instant) {
        return new Paging(instant, null, 100);
    }

    protected static Paging behind(Paging.@Nullable Place place, int limit) {
        return new Paging(null, place, limit);
    }
}
