package fr.passerelle.workers;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aRequest;
import static fr.passerelle.testing.Examples.aStep;
import static fr.passerelle.testing.Examples.aWorker;
import static fr.passerelle.testing.Examples.anEmployer;
import static fr.passerelle.testing.Examples.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.pace.Lane;
import fr.passerelle.pace.Pace;
import fr.passerelle.pace.PaceRules;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.SecretSeal;
import fr.passerelle.platform.InMemoryPlatform;
import fr.passerelle.platform.Platform;
import fr.passerelle.requests.AdoptFile;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.requests.Dossiers;
import fr.passerelle.requests.FileRequest;
import fr.passerelle.requests.GatheredDossiers;
import fr.passerelle.requests.MoveOn;
import fr.passerelle.requests.OpenSession;
import fr.passerelle.requests.Paces;
import fr.passerelle.requests.ReconcileAttempt;
import fr.passerelle.requests.Requests;
import fr.passerelle.requests.SendComplement;
import fr.passerelle.requests.TrackRequest;
import fr.passerelle.testing.InMemoryStore;
import fr.passerelle.testing.SettableClock;
import fr.passerelle.work.Claim;
import fr.passerelle.work.WorkQueue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class WorkLoopTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryStore store = new InMemoryStore(clock);
    private final HeldQueue queue = new HeldQueue(store.queue());
    private final WorkLoop loop = new WorkLoop(
            queue,
            new Pace(store.lanes(), PaceRules.usual(), _ -> Mono.empty()),
            moveOn(),
            new WorkerSettings(4, LEASE, Duration.ofMillis(5), PATIENCE),
            clock,
            new SimpleMeterRegistry());

    /** The queue of the store, which answers a claim and takes work back no sooner than the test says so. */
    private static final class HeldQueue implements WorkQueue {
        private final WorkQueue queue;
        private final CountDownLatch claiming = new CountDownLatch(1);
        private final CountDownLatch givingBack = new CountDownLatch(1);
        private final Sinks.Empty<Void> claimed = Sinks.empty();
        private final Sinks.Empty<Void> givenBack = Sinks.empty();

        private HeldQueue(WorkQueue queue) {
            this.queue = queue;
        }

        @Override
        public Mono<List<Claim>> claim(Lane lane, Instant now, Duration lease, int max, int atOnce) {
            Mono<List<Claim>> claims = queue.claim(lane, now, lease, max, atOnce);
            if (lane == Lane.READ) {
                return claims;
            }
            claiming.countDown();
            return claimed.asMono().then(claims);
        }

        @Override
        public Mono<Boolean> renew(Claim claim, Duration lease) {
            return queue.renew(claim, lease);
        }

        @Override
        public Mono<Void> release(Claim claim, Instant dueAt) {
            givingBack.countDown();
            return givenBack.asMono().then(queue.release(claim, dueAt));
        }

        @Override
        public Mono<Void> wake(TenantId tenant, EmployerId employer, Instant now) {
            return queue.wake(tenant, employer, now);
        }

        @Override
        public Mono<Place> place(TenantId tenant, RequestId request, Instant now) {
            return queue.place(tenant, request, now);
        }

        @Override
        public Mono<List<Near>> nearDeadlines(Instant before, int max) {
            return queue.nearDeadlines(before, max);
        }

        @Override
        public Mono<Void> note(Near near) {
            return queue.note(near);
        }

        @Override
        public Mono<Depth> depth(Instant now) {
            return queue.depth(now);
        }
    }

    @Test
    void givesBackWhatItWasClaimingWhenItStopped() throws InterruptedException {
        queuedRequest();
        queue.givenBack.tryEmitEmpty().orThrow();
        loop.start();
        await(queue.claiming);

        loop.stopClaiming();
        queue.claimed.tryEmitEmpty().orThrow();
        loop.close();

        assertThat(claim())
                .singleElement()
                .satisfies(claim -> assertThat(claim.crashes()).isZero());
    }

    /** Its employer has no account, so that it is given back for later. */
    @Test
    void waitsForWhatIsUnderWayWhenItStops() throws Exception {
        queuedRequest();
        queue.claimed.tryEmitEmpty().orThrow();
        loop.start();
        await(queue.givingBack);

        CompletableFuture<Void> closed = CompletableFuture.runAsync(loop::close);

        assertThat(closed).isNotDone();
        queue.givenBack.tryEmitEmpty().orThrow();
        assertThat(closed).succeedsWithin(PATIENCE);
        assertThat(got(store.queue().depth(clock.instant())).leased()).isZero();
    }

    private static void await(CountDownLatch moment) throws InterruptedException {
        assertThat(moment.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private void queuedRequest() {
        Employer employer = anEmployer().of(store.aTenant()).build();
        Event known = anEvent(employer.tenant(), EventType.EMPLOYER_CHANGED, employer.id(), employer.version());
        got(store.employers().save(employer, 0, known));
        AuthorisationRequest request = aRequest()
                .of(aWorker().of(employer).build())
                .adopting("DEP-1")
                .queued()
                .build();
        got(store.requests().save(aStep(request).due(NOW).build()));
    }

    private List<Claim> claim() {
        return got(store.queue().claim(Lane.WRITE, clock.instant(), LEASE, 1, 1));
    }

    private static <T> T got(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(PATIENCE));
    }

    private MoveOn moveOn() {
        Platform platform = new InMemoryPlatform(clock);
        Requests requests = store.requests();
        Paces paces = Paces.usual();
        SecretSeal seal = new SecretSeal(new byte[32]);
        Dossiers dossiers = new GatheredDossiers(store);
        return new MoveOn(
                requests,
                dossiers,
                queue,
                new OpenSession(platform, store.sessions(), store.accounts(), seal, clock),
                new FileRequest(platform, requests, store.documents(), store.restorations(), paces, clock),
                new ReconcileAttempt(platform, requests, paces, clock),
                new TrackRequest(platform, requests, store.documents(), paces, clock),
                new SendComplement(
                        platform, requests, store.documents(), store.tasks(), store.restorations(), paces, clock),
                new AdoptFile(platform, requests, store.idempotencies(), paces, clock),
                paces,
                clock);
    }
}
