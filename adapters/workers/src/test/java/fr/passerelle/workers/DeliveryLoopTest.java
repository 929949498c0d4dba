package fr.passerelle.workers;

import static fr.passerelle.testing.EndpointBuilder.SEAL;
import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aKey;
import static fr.passerelle.testing.Examples.anEmployer;
import static fr.passerelle.testing.Examples.anEvent;
import static fr.passerelle.testing.InMemoryReceivers.failure;
import static fr.passerelle.testing.InMemoryReceivers.status;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.EventId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.parties.Employer;
import fr.passerelle.testing.InMemoryReceivers;
import fr.passerelle.testing.InMemoryReceivers.Post;
import fr.passerelle.testing.InMemoryStore;
import fr.passerelle.testing.SettableClock;
import fr.passerelle.webhooks.Deliver;
import fr.passerelle.webhooks.Delivery;
import fr.passerelle.webhooks.DeliveryTurns.Turn;
import fr.passerelle.webhooks.Endpoint;
import fr.passerelle.webhooks.EndpointState;
import fr.passerelle.webhooks.Health;
import fr.passerelle.webhooks.KeepEndpoint;
import fr.passerelle.webhooks.KeyMaker;
import fr.passerelle.webhooks.Posted;
import fr.passerelle.webhooks.Retries;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What endpoints are sent, turn by turn. */
class DeliveryLoopTest {
    private static final URI GOOD = URI.create("https://good.example.com");
    private static final URI BAD = URI.create("https://bad.example.com");
    private static final Duration SHORT = Duration.ofMillis(5);

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryStore store = new InMemoryStore(clock);
    private final InMemoryReceivers receivers = new InMemoryReceivers();
    private final KeyMaker keys = new KeyMaker(SEAL);
    private final KeepEndpoint keep = new KeepEndpoint(store.endpoints(), keys, clock);
    private final Deliver deliver = new Deliver(
            receivers,
            keys,
            DeliveryLoopTest::json,
            clock,
            new Random(1),
            Retries.ofEvents(),
            Retries.ofVerification());
    private final DeliverySettings settings =
            new DeliverySettings(8, 4, 10, Duration.ofSeconds(30), Duration.ofSeconds(30), SHORT, SHORT);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DeliveryMeters measured = new DeliveryMeters(store.turns(), meters);
    private final TenantId tenant = store.aTenant();

    private static byte[] json(RecordedEvent recorded) {
        return recorded.event().type().publicName().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void asksANewEndpointAndThenSendsWhatHappenedSince() {
        Endpoint endpoint = created(GOOD);
        List<EventId> events = happened(3);

        turns();

        assertThat(sent(GOOD).getFirst()).isEqualTo("webhook_endpoint.verification");
        assertThat(ids(GOOD).subList(1, 4))
                .containsExactlyInAnyOrderElementsOf(
                        events.stream().map(EventId::text).toList());
        assertThat(present(endpoint).state()).isEqualTo(new EndpointState.Enabled(NOW));
        assertThat(told(endpoint))
                .containsExactly(EventType.WEBHOOK_ENDPOINT_CREATED, EventType.WEBHOOK_ENDPOINT_VERIFIED);
    }

    @Test
    void sendsNothingButTheQuestionUntilItIsAnswered() {
        receivers.answer(BAD, status(404));
        Endpoint endpoint = created(BAD);
        happened(3);

        for (int i = 0; i < 30; i++) {
            turns();
            clock.advance(Duration.ofMinutes(5));
        }

        assertThat(sent(BAD)).containsOnly("webhook_endpoint.verification").hasSizeBetween(6, 8);
        assertThat(ids(BAD)).containsOnly(ids(BAD).getFirst());
        assertThat(present(endpoint).state()).isEqualTo(new EndpointState.Unverified(NOW));

        receivers.answer(BAD, status(200));
        keep.verify(present(endpoint)).block();
        turns();

        assertThat(present(endpoint).isEnabled()).isTrue();
        assertThat(sent(BAD)).contains("employer.changed");
    }

    @Test
    void sendsEachEventOnceAndInPages() {
        verified(GOOD);
        List<EventId> events = happened(57);

        turns();

        assertThat(ids(GOOD))
                .containsAll(events.stream().map(EventId::text).toList())
                .doesNotHaveDuplicates();
        assertThat(meters.get("passerelle.webhooks.attempts")
                        .tag("outcome", "delivered")
                        .timer()
                        .count())
                .isGreaterThanOrEqualTo(57);
    }

    @Test
    void triesAgainUnderTheSameIdUntilItIsKept() {
        Endpoint endpoint = verified(BAD);
        receivers.answer(BAD, failure(Posted.Failure.TIMEOUT));
        EventId event = happened(1).getFirst();
        turns();
        turns();

        assertThat(posts(BAD, event)).isEqualTo(1);
        assertThat(delivery(endpoint, event).state()).isEqualTo(Delivery.State.PENDING);
        assertThat(delivery(endpoint, event).lastOutcome()).isEqualTo("timeout");

        receivers.answer(BAD, status(200));
        clock.advance(Duration.ofSeconds(7));
        turns();

        assertThat(posts(BAD, event)).isEqualTo(2);
        assertThat(delivery(endpoint, event).state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(delivery(endpoint, event).attempts()).isEqualTo(2);
    }

    @Test
    void takesARedirectForAFailure() {
        Endpoint endpoint = verified(BAD);
        receivers.answer(BAD, status(302));
        EventId event = happened(1).getFirst();

        turns();

        assertThat(delivery(endpoint, event).state()).isEqualTo(Delivery.State.PENDING);
    }

    @Test
    void costsADeadEndpointOneCallAPauseAndItsPlaceWaits() {
        Endpoint endpoint = verified(BAD);
        receivers.answer(BAD, failure(Posted.Failure.CONNECTION_REFUSED));
        happened(200);
        turns();
        int untilFailing = receivers.to(BAD).size();

        for (int i = 0; i < 60; i++) {
            clock.advance(Duration.ofMinutes(1));
            turns();
        }

        assertThat(untilFailing).isLessThan(30);
        assertThat(receivers.to(BAD).size() - untilFailing).isLessThan(20);
        assertThat(standing(endpoint).health().isFailing()).isTrue();
        assertThat(standing(endpoint).behind()).isGreaterThan(150);
        assertThat(told(endpoint)).contains(EventType.WEBHOOK_ENDPOINT_FAILING).hasSize(3);
    }

    @Test
    void catchesUpAfterTheFirstSuccess() {
        Endpoint endpoint = verified(BAD);
        receivers.answer(BAD, failure(Posted.Failure.CONNECTION_REFUSED));
        List<EventId> events = happened(200);
        turns();
        clock.advance(Duration.ofHours(1));
        turns();

        receivers.answer(BAD, status(204));
        clock.advance(Duration.ofHours(1));
        turns();

        assertThat(events)
                .allSatisfy(
                        event -> assertThat(delivery(endpoint, event).state()).isEqualTo(Delivery.State.DELIVERED));
        assertThat(standing(endpoint).health().failures()).isZero();
        assertThat(standing(endpoint).behind()).isZero();
    }

    @Test
    void disablesAtOnceWhatIsGone() {
        Endpoint endpoint = verified(BAD);
        receivers.answer(BAD, status(410));
        List<EventId> events = happened(3);
        turns();
        int posts = receivers.to(BAD).size();
        clock.advance(Duration.ofDays(1));
        turns();

        assertThat(receivers.to(BAD)).hasSize(posts);
        assertThat(present(endpoint).state())
                .isEqualTo(new EndpointState.Disabled(NOW, EndpointState.Reason.GONE, true));
        assertThat(told(endpoint).getLast()).isEqualTo(EventType.WEBHOOK_ENDPOINT_DISABLED);

        receivers.answer(BAD, status(200));
        keep.enable(present(endpoint), false).block();
        turns();

        assertThat(events)
                .allSatisfy(
                        event -> assertThat(delivery(endpoint, event).state()).isEqualTo(Delivery.State.DELIVERED));
    }

    @Test
    void disablesWhatHasFailedForFiveDays() {
        Endpoint endpoint = verified(BAD);
        receivers.answer(BAD, status(500));
        happened(20);
        for (int i = 0; i < 5 * 24 + 2; i++) {
            turns();
            clock.advance(Duration.ofHours(1));
        }

        assertThat(present(endpoint).state())
                .isInstanceOfSatisfying(
                        EndpointState.Disabled.class,
                        disabled -> assertThat(disabled.reason()).isEqualTo(EndpointState.Reason.FAILING_TOO_LONG));
        assertThat(Duration.between(NOW, present(endpoint).state().since()))
                .isBetween(Health.LONGEST_FAILURE, Health.LONGEST_FAILURE.plusHours(2));
    }

    @Test
    void passesOverWhatHappenedWhileDisabledWhenTold() {
        Endpoint endpoint = verified(GOOD);
        keep.disable(present(endpoint)).block();
        List<EventId> missed = happened(3);
        turns();
        keep.enable(present(endpoint), true).block();
        List<EventId> later = happened(2);
        turns();

        assertThat(ids(GOOD)).containsAll(later.stream().map(EventId::text).toList());
        assertThat(ids(GOOD))
                .doesNotContainAnyElementsOf(missed.stream().map(EventId::text).toList());
    }

    @Test
    void isNotHeldUpByAnotherEndpoint() {
        Endpoint slow = verified(BAD);
        verified(GOOD);
        receivers.answer(BAD, _ -> Mono.never());
        int before = receivers.to(BAD).size();
        List<EventId> events = happened(30);
        List<Turn> turns = claim();
        assertThat(turns).hasSize(2);

        Mono.firstWithSignal(
                        run(turn(turns, slow)),
                        run(turns.stream()
                                .filter(turn -> !turn.endpoint().equals(slow.id()))
                                .findFirst()
                                .orElseThrow()))
                .block(Duration.ofSeconds(10));

        assertThat(ids(GOOD)).containsAll(events.stream().map(EventId::text).toList());
        assertThat(receivers.to(BAD)).hasSizeLessThanOrEqualTo(before + settings.messagesAtOnce());
    }

    @Test
    void sendsAgainUnderTheSameIdWhatWasNotStored() {
        Endpoint endpoint = verified(GOOD);
        EventId event = happened(1).getFirst();
        Turn interrupted = claim().getFirst();
        receivers.answer(GOOD, _ -> {
            store.expireLeases();
            claim();
            store.expireLeases();
            return Mono.just(status(204));
        });
        run(interrupted).block(Duration.ofSeconds(10));
        assertThat(store.deliveries().find(tenant, endpoint.id(), event).blockOptional())
                .isEmpty();

        receivers.answer(GOOD, status(204));
        turns();

        assertThat(posts(GOOD, event)).isEqualTo(2);
        assertThat(delivery(endpoint, event).state()).isEqualTo(Delivery.State.DELIVERED);
    }

    @Test
    void runsByItselfUntilItIsClosed() throws InterruptedException {
        verified(GOOD);
        List<EventId> events = happened(5);
        DeliveryLoop loop = new DeliveryLoop(store.turns(), deliver, settings, clock, new SimpleMeterRegistry());
        java.util.concurrent.CountDownLatch arrived = new java.util.concurrent.CountDownLatch(5);
        receivers.answer(
                GOOD,
                _ -> Mono.fromCallable(() -> {
                    arrived.countDown();
                    return status(204);
                }));
        loop.start();

        assertThat(arrived.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        loop.close();

        int posts = receivers.posts().size();
        happened(1);
        loop.nudge();
        assertThat(ids(GOOD)).containsAll(events.stream().map(EventId::text).toList());
        assertThat(receivers.posts()).hasSize(posts);
    }

    private Endpoint created(URI url) {
        Endpoint.Profile profile = new Endpoint.Profile(url, null, Set.of(), Set.of(), false, Map.of());
        return requireNonNull(keep.create(tenant, profile, aKey(url.toString())).block())
                .endpoint();
    }

    private Endpoint verified(URI url) {
        Endpoint endpoint = created(url);
        turns();
        assertThat(present(endpoint).isEnabled()).isTrue();
        return endpoint;
    }

    private List<EventId> happened(int count) {
        return IntStream.range(0, count).mapToObj(_ -> happened()).toList();
    }

    private EventId happened() {
        Employer employer = anEmployer().of(tenant).build();
        var event = anEvent(tenant, EventType.EMPLOYER_CHANGED, employer.id(), 1);
        store.employers().save(employer, 0, event).block();
        return event.id();
    }

    /** Gives turns, one after the other, until nobody wants one. */
    private void turns() {
        List<Turn> claimed = claim();
        while (!claimed.isEmpty()) {
            claimed.forEach(turn -> run(turn).block(Duration.ofSeconds(30)));
            claimed = claim();
        }
    }

    private List<Turn> claim() {
        return requireNonNull(
                store.turns().claim(clock.instant(), settings.lease(), 10).block());
    }

    private Mono<Void> run(Turn turn) {
        return store.turns()
                .open(turn)
                .flatMap(opened -> new DeliveryRun(store.turns(), deliver, settings, clock, measured, opened).run());
    }

    private static Turn turn(List<Turn> turns, Endpoint endpoint) {
        return turns.stream()
                .filter(turn -> turn.endpoint().equals(endpoint.id()))
                .findFirst()
                .orElseThrow();
    }

    private Endpoint present(Endpoint endpoint) {
        return requireNonNull(store.endpoints().find(tenant, endpoint.id()).block());
    }

    private fr.passerelle.webhooks.Endpoints.Standing standing(Endpoint endpoint) {
        return requireNonNull(store.endpoints().standing(tenant, endpoint.id()).block());
    }

    private Delivery delivery(Endpoint endpoint, EventId event) {
        return requireNonNull(
                store.deliveries().find(tenant, endpoint.id(), event).block());
    }

    private List<EventType> told(Endpoint endpoint) {
        return requireNonNull(store.journal().read(tenant, 0, Set.of(), 10_000).block()).stream()
                .map(RecordedEvent::event)
                .filter(event -> event.subject().id().equals(endpoint.id().text()))
                .map(fr.passerelle.journal.Event::type)
                .toList();
    }

    private List<String> sent(URI url) {
        return receivers.to(url).stream()
                .map(Post::message)
                .map(message -> new String(message.body(), StandardCharsets.UTF_8))
                .toList();
    }

    private List<String> ids(URI url) {
        return receivers.to(url).stream().map(post -> post.message().id()).toList();
    }

    private long posts(URI url, EventId event) {
        return ids(url).stream().filter(event.text()::equals).count();
    }
}
