package fr.passerelle.webhooks;

import static fr.passerelle.testing.EndpointBuilder.anEndpoint;
import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aKey;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.testing.EndpointBuilder;
import fr.passerelle.testing.WebhooksContract;
import fr.passerelle.webhooks.Endpoints.Redirection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the {@link Endpoints} promise. */
public abstract class EndpointsContract extends WebhooksContract {

    @Test
    void giveBackWhatWasStored() {
        Endpoint endpoint = known(anEndpoint()
                .of(tenant)
                .ofTypes(EventType.REQUEST_FILED, EventType.TASK_OPENED)
                .about(EmployerId.next(NOW))
                .in(new EndpointState.Disabled(NOW, EndpointState.Reason.GONE, true))
                .build());

        assertThat(found(store.endpoints().find(tenant, endpoint.id()))).contains(endpoint);
        assertThat(found(store.endpoints().find(otherTenant, endpoint.id()))).isEmpty();
        assertThat(got(store.endpoints().count(tenant))).isEqualTo(1);
        assertThat(got(store.endpoints().count(otherTenant))).isZero();
    }

    @Test
    void keepKeysThatEndAndKeyPairs() {
        Endpoint bare = anEndpoint().of(tenant).build();
        KeyMaker maker = new KeyMaker(EndpointBuilder.SEAL);
        KeyRing ring = bare.keys()
                .with(maker.pair(bare.id(), NOW))
                .rotated(List.of(maker.secret(bare.id(), NOW)), Duration.ofHours(1), NOW);
        Endpoint endpoint = known(bare.with(ring, NOW).noted(NOW), 0);

        assertThat(got(store.endpoints().find(tenant, endpoint.id())).keys()).isEqualTo(ring);
    }

    private Endpoint known(Endpoint endpoint, long before) {
        assertThat(save(endpoint, before, NOTHING_ELSE)).isEqualTo(STORED);
        return endpoint;
    }

    @Test
    void storeTheNextVersionAndNoOther() {
        Endpoint endpoint = knownEndpoint(tenant);
        Endpoint next =
                EndpointBuilder.after(endpoint).at("https://other.example.com").build();

        assertThat(save(next, 1, NOTHING_ELSE)).isEqualTo(STORED);
        assertThat(save(next, 1, NOTHING_ELSE)).isEqualTo(STALE);
        assertThat(got(store.endpoints().find(tenant, endpoint.id()))).isEqualTo(next);
    }

    @Test
    void tellOfEachVersionOnce() {
        Endpoint endpoint = knownEndpoint(tenant);
        save(endpoint, 0, NOTHING_ELSE);

        assertThat(journal(tenant)).singleElement().satisfies(recorded -> {
            assertThat(recorded.event().subject().id()).isEqualTo(endpoint.id().text());
            assertThat(recorded.event().sequence()).isEqualTo(1);
        });
    }

    @Test
    void createOnceUnderAKey() {
        Endpoint endpoint = anEndpoint().of(tenant).build();

        assertThat(create(endpoint)).isEqualTo(STORED);
        assertThat(create(anEndpoint().of(tenant).build()))
                .isEqualTo(new SaveOutcome.Replayed(endpoint.id().value()));
        assertThat(got(store.endpoints().count(tenant))).isEqualTo(1);
    }

    private SaveOutcome create(Endpoint endpoint) {
        return got(store.endpoints()
                .save(
                        endpoint,
                        0,
                        eventOf(endpoint, EventType.WEBHOOK_ENDPOINT_CREATED),
                        NOTHING_ELSE,
                        aKey("create")));
    }

    @Test
    void areListedInTheOrderOfChange() {
        Endpoint late =
                known(anEndpoint().of(tenant).changedAt(NOW.plusSeconds(9)).build());
        Endpoint early =
                known(anEndpoint().of(tenant).changedAt(NOW.plusSeconds(3)).build());
        knownEndpoint(otherTenant);

        assertThat(got(store.endpoints().list(tenant, firstOf(10)))).containsExactly(early, late);
        assertThat(got(store.endpoints().list(tenant, since(NOW.plusSeconds(4)))))
                .containsExactly(late);
    }

    @Test
    void beginAtTheEndOfTheJournal() {
        happened(tenant, 3);
        knownEndpoint(tenant);

        List<RecordedEvent> since = happened(tenant, 2);

        assertThat(ahead(opened(NOW))).isEqualTo(since);
    }

    @Test
    void interruptWhoeverIsSending() {
        Endpoint endpoint = knownEndpoint(tenant);
        happened(tenant, 1);
        DeliveryTurns.Opened sending = opened(NOW);

        save(EndpointBuilder.after(endpoint).build(), 1, NOTHING_ELSE);

        assertThat(found(store.turns().open(sending.turn()))).isEmpty();
        assertThat(store(sending, List.of(), 99)).isFalse();
        assertThat(turns(NOW)).hasSize(1);
    }

    @Test
    void passOverWhatHappenedWhenTold() {
        Endpoint endpoint = knownEndpoint(tenant);
        happened(tenant, 3);
        save(EndpointBuilder.after(endpoint).build(), 1, new Redirection(true, true, Optional.empty()));

        List<RecordedEvent> since = happened(tenant, 1);

        assertThat(ahead(opened(NOW))).containsAll(since).hasSize(1);
    }

    @Test
    void haveNoTurnWhileDisabled() {
        knownEndpoint(tenant);
        Endpoint disabled = known(anEndpoint()
                .of(otherTenant)
                .in(new EndpointState.Disabled(NOW, EndpointState.Reason.REQUESTED, true))
                .build());
        happened(otherTenant, 2);

        assertThat(turns(NOW)).extracting(DeliveryTurns.Turn::endpoint).doesNotContain(disabled.id());
    }

    @Test
    void areAskedBeforeTheyAreSentAnything() {
        Endpoint endpoint =
                anEndpoint().of(tenant).in(new EndpointState.Unverified(NOW)).build();
        Delivery earlier = asked(EventType.WEBHOOK_ENDPOINT_VERIFICATION, NOW);
        Delivery question = asked(EventType.WEBHOOK_ENDPOINT_VERIFICATION, NOW);
        save(endpoint, 0, new Redirection(false, true, Optional.of(earlier)));
        happened(tenant, 2);
        save(EndpointBuilder.after(endpoint).build(), 1, new Redirection(false, true, Optional.of(question)));

        DeliveryTurns.Opened opened = opened(NOW);

        assertThat(pending(opened, DeliveryTurns.Pick.QUESTION))
                .extracting(DeliveryTurns.Due::before)
                .containsExactly(question);
        assertThat(pending(opened, DeliveryTurns.Pick.DUE)).isEmpty();
    }

    private List<DeliveryTurns.Due> pending(DeliveryTurns.Opened opened, DeliveryTurns.Pick which) {
        return got(store.turns().pending(opened, which, NOW, 10));
    }

    @Test
    void standWhereTheyHaveCome() {
        Endpoint endpoint = knownEndpoint(tenant);
        List<RecordedEvent> events = happened(tenant, 3);
        DeliveryTurns.Opened opened = opened(NOW);
        store(
                opened,
                List.of(tried(events.getFirst(), Delivery.State.PENDING, NOW.plusSeconds(5))),
                events.getFirst().position());

        Endpoints.Standing standing = got(store.endpoints().standing(tenant, endpoint.id()));

        assertThat(standing.behind()).isEqualTo(2);
        assertThat(standing.pending()).isEqualTo(1);
        assertThat(standing.health()).isEqualTo(WELL);
        assertThat(standing.oldestUndelivered()).contains(NOW);
    }

    @Test
    void areGoneWhenDeleted() {
        Endpoint endpoint = knownEndpoint(tenant);
        happened(tenant, 2);
        pass(NOW, Delivery.State.PENDING, NOW);
        Endpoint last = EndpointBuilder.after(endpoint).build();

        assertThat(delete(EndpointBuilder.after(last).build())).isEqualTo(STALE);
        assertThat(delete(last)).isEqualTo(STORED);

        assertThat(found(store.endpoints().find(tenant, endpoint.id()))).isEmpty();
        assertThat(found(store.endpoints().standing(tenant, endpoint.id()))).isEmpty();
        assertThat(got(store.endpoints().list(tenant, firstOf(10)))).isEmpty();
        assertThat(turns(NOW)).isEmpty();
        assertThat(journal(tenant).getLast().event().type()).isEqualTo(EventType.WEBHOOK_ENDPOINT_DELETED);
    }

    private SaveOutcome delete(Endpoint last) {
        return got(store.endpoints().delete(last, eventOf(last, EventType.WEBHOOK_ENDPOINT_DELETED)));
    }
}
