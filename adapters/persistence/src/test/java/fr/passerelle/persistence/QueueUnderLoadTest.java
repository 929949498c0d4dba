package fr.passerelle.persistence;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aRequest;
import static fr.passerelle.testing.Examples.aStep;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.pace.Lane;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.testing.RequestBuilder;
import fr.passerelle.work.Claim;
import fr.passerelle.work.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What locks and snapshots must not lose when replicas and clients meet. */
class QueueUnderLoadTest {
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int EMPLOYERS = 12;
    private static final int REQUESTS_OF_EACH = 8;

    private final R2dbcStore store = R2dbcStore.emptied();
    private final TenantId tenant = store.aTenant();
    private final List<EmployerId> employers =
            IntStream.range(0, EMPLOYERS).mapToObj(_ -> EmployerId.next(NOW)).toList();

    @Test
    void leasesNoEmployerTwice() {
        everyRequest(NOW).concatMap(this::add).blockLast(PATIENCE);

        List<Claim> claims = got(Flux.range(0, 8)
                .flatMap(_ -> store.queue().claim(Lane.WRITE, NOW, LEASE, 3, 64))
                .flatMapIterable(some -> some)
                .collectList());

        assertThat(claims).extracting(Claim::employer).doesNotHaveDuplicates();
        assertThat(got(store.queue().claim(Lane.WRITE, NOW, LEASE, 100, 100))).hasSize(EMPLOYERS - claims.size());
    }

    @Test
    void forgetsNoJobThatIsAddedWhileOthersAreClaimedAndDone() {
        Flux<SaveOutcome> added = everyRequest(NOW).flatMap(this::add, 12);
        Flux<SaveOutcome> workedOn = Flux.range(0, 60).concatMap(_ -> claimAndDo());

        Flux<SaveOutcome> rest = claimAndDo().repeat(EMPLOYERS * REQUESTS_OF_EACH);
        List<SaveOutcome> outcomes =
                got(Flux.merge(added, workedOn).concatWith(rest).collectList());

        assertThat(outcomes).hasSize(2 * EMPLOYERS * REQUESTS_OF_EACH).containsOnly(new SaveOutcome.Stored());
        assertThat(got(store.queue().depth(NOW))).isEqualTo(new WorkQueue.Depth(0, 0, Duration.ZERO));
        assertThat(EmbeddedDatabase.shared().query(store.database(), "select request_id from job"))
                .isEmpty();
    }

    @Test
    void findsTheNextJobOfATurnThatCameForNothing() {
        AuthorisationRequest soon = aRequestOf(employers.getFirst(), NOW);
        AuthorisationRequest later = aRequestOf(employers.getFirst(), NOW);
        got(store.requests().save(aStep(soon).due(NOW).build()));
        got(store.requests().save(aStep(later).due(NOW.plusSeconds(60)).build()));
        got(store.requests()
                .save(aStep(RequestBuilder.after(soon).build()).done().build()));

        assertThat(got(store.queue().claim(Lane.WRITE, NOW, LEASE, 10, 64))).isEmpty();
        assertThat(got(store.queue().claim(Lane.WRITE, NOW.plusSeconds(60), LEASE, 10, 64)))
                .extracting(Claim::request)
                .containsExactly(later.id());
    }

    private Flux<AuthorisationRequest> everyRequest(Instant due) {
        return Flux.range(0, EMPLOYERS * REQUESTS_OF_EACH).map(i -> aRequestOf(employers.get(i % EMPLOYERS), due));
    }

    private AuthorisationRequest aRequestOf(EmployerId employer, Instant createdAt) {
        return aRequest().of(tenant).of(employer).queued().createdAt(createdAt).build();
    }

    private Mono<SaveOutcome> add(AuthorisationRequest request) {
        return store.requests().save(aStep(request).due(NOW).build());
    }

    private Flux<SaveOutcome> claimAndDo() {
        return store.queue()
                .claim(Lane.WRITE, NOW, LEASE, 5, 64)
                .flatMapIterable(claims -> claims)
                .flatMap(this::finish);
    }

    private Mono<SaveOutcome> finish(Claim claim) {
        return store.requests()
                .find(claim.tenant(), claim.request())
                .map(request -> aStep(RequestBuilder.after(request).build())
                        .under(claim)
                        .done()
                        .build())
                .flatMap(store.requests()::save);
    }

    private static <T> T got(Mono<T> answer) {
        return requireNonNull(answer.block(PATIENCE));
    }
}
