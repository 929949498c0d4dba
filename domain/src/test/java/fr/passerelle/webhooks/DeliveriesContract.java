package fr.passerelle.webhooks;

import static fr.passerelle.testing.EndpointBuilder.anEndpoint;
import static fr.passerelle.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.EventId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.testing.EndpointBuilder;
import fr.passerelle.testing.WebhooksContract;
import fr.passerelle.webhooks.Deliveries.Filter;
import fr.passerelle.webhooks.Delivery.State;
import fr.passerelle.webhooks.DeliveryTurns.Due;
import fr.passerelle.webhooks.DeliveryTurns.Opened;
import fr.passerelle.webhooks.DeliveryTurns.Pick;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the {@link Deliveries} promise. */
public abstract class DeliveriesContract extends WebhooksContract {
    private static final Instant LATER = NOW.plus(Duration.ofDays(1));

    @Test
    void areThoseThatWereTried() {
        Endpoint endpoint = knownEndpoint(tenant);
        List<RecordedEvent> events = happened(tenant, 2);
        assertThat(list(endpoint, Filter.none(), null)).isEmpty();

        pass(NOW, State.DELIVERED, null);

        assertThat(list(endpoint, Filter.none(), null))
                .containsExactlyInAnyOrderElementsOf(events.stream()
                        .map(event -> tried(event, State.DELIVERED, null))
                        .toList());
        assertThat(found(store.deliveries()
                        .find(tenant, endpoint.id(), events.getFirst().event().id())))
                .contains(tried(events.getFirst(), State.DELIVERED, null));
        assertThat(got(store.deliveries().list(otherTenant, endpoint.id(), Filter.none(), null, 10)))
                .isEmpty();
    }

    @Test
    void areListedByStateTypeAndTime() {
        Endpoint endpoint = knownEndpoint(tenant);
        happened(tenant, 1);
        pass(NOW, State.DELIVERED, null);
        happened(tenant, 1);
        pass(NOW, State.PENDING, LATER);

        assertThat(list(endpoint, new Filter(State.PENDING, null, null), null)).hasSize(1);
        assertThat(list(endpoint, new Filter(null, EventType.EMPLOYER_CHANGED, null), null))
                .hasSize(2);
        assertThat(list(endpoint, new Filter(null, EventType.TASK_OPENED, null), null))
                .isEmpty();
        assertThat(list(endpoint, new Filter(null, null, NOW), null)).hasSize(2);
        assertThat(list(endpoint, new Filter(null, null, NOW.plusMillis(1)), null))
                .isEmpty();
    }

    @Test
    void areListedPageByPageTheLatestFirst() {
        Endpoint endpoint = knownEndpoint(tenant);
        times(3).forEach(i -> put(endpoint, asked(EventType.WEBHOOK_ENDPOINT_TEST, NOW.plusSeconds(i))));

        List<Delivery> all = list(endpoint, Filter.none(), null);

        assertThat(all)
                .extracting(delivery -> delivery.event().madeAt())
                .containsExactly(NOW.plusSeconds(2), NOW.plusSeconds(1), NOW);
        assertThat(list(endpoint, Filter.none(), all.getFirst().event())).containsExactlyElementsOf(all.subList(1, 3));
    }

    @Test
    void areMadeDueAgain() {
        Endpoint endpoint = knownEndpoint(tenant);
        List<RecordedEvent> events = happened(tenant, 2);
        pass(NOW, State.GIVEN_UP, null);
        assertThat(turns(LATER)).isEmpty();

        put(endpoint, tried(events.getFirst(), State.GIVEN_UP, null).again(LATER));

        Opened opened = opened(LATER);
        assertThat(pending(opened)).containsExactly(events.getFirst());
    }

    @Test
    void ofAMessageInNoJournalAreAboutTheEndpoint() {
        Endpoint endpoint = knownEndpoint(tenant);
        Delivery test = asked(EventType.WEBHOOK_ENDPOINT_TEST, NOW);
        put(endpoint, test);

        List<Due> due = got(store.turns().pending(opened(NOW), Pick.DUE, NOW, 10));

        assertThat(due).singleElement().satisfies(message -> {
            assertThat(message.before()).isEqualTo(test);
            assertThat(message.message().position()).isZero();
            assertThat(message.message().event().subject().id())
                    .isEqualTo(endpoint.id().text());
        });
    }

    @Test
    void givenUpAreRecovered() {
        Endpoint endpoint = knownEndpoint(tenant);
        List<RecordedEvent> lost = happened(tenant, 2);
        pass(NOW, State.GIVEN_UP, null);
        happened(tenant, 1);
        pass(NOW, State.DELIVERED, null);

        assertThat(recover(endpoint, false, 100)).isEqualTo(2);

        assertThat(pending(opened(LATER))).containsExactlyInAnyOrderElementsOf(lost);
    }

    @Test
    void areRecoveredAllTogether() {
        happened(tenant, 1);
        Endpoint endpoint = known(
                anEndpoint().of(tenant).ofTypes(EventType.EMPLOYER_CHANGED).build());
        happened(tenant, 2);
        pass(NOW, State.DELIVERED, null);

        assertThat(recover(endpoint, true, 100)).isEqualTo(3);

        assertThat(pending(opened(LATER))).hasSize(3);
    }

    @Test
    void areRecoveredWithinTheirTimeAndNotWithoutBounds() {
        Endpoint endpoint = knownEndpoint(tenant);
        happened(tenant, 3);
        pass(NOW, State.GIVEN_UP, null);

        assertThat(recover(endpoint, NOW.plusSeconds(1), LATER, false, 100)).isZero();
        assertThat(recover(endpoint, NOW.minusSeconds(1), NOW, true, 100)).isZero();
        assertThat(recover(endpoint, false, 2)).isEqualTo(3);
        assertThat(recover(endpoint, true, 2)).isEqualTo(3);
        assertThat(turns(LATER)).isEmpty();
    }

    @Test
    void areForgottenInTime() {
        Endpoint endpoint = knownEndpoint(tenant);
        happened(tenant, 3);
        pass(NOW, State.DELIVERED, null);
        put(endpoint, asked(EventType.WEBHOOK_ENDPOINT_TEST, NOW));

        assertThat(got(store.deliveries().forget(NOW, 2))).isZero();
        assertThat(got(store.deliveries().forget(LATER, 2))).isEqualTo(2);
        assertThat(got(store.deliveries().forget(LATER, 2))).isEqualTo(1);

        assertThat(list(endpoint, Filter.none(), null))
                .extracting(Delivery::state)
                .containsExactly(State.PENDING);
    }

    @Test
    void areForgottenInTimeThoughTheyNeverArrived() {
        Endpoint endpoint = knownEndpoint(tenant);
        happened(tenant, 2);
        pass(NOW, State.PENDING, LATER);

        assertThat(got(store.deliveries().forget(LATER, 10))).isEqualTo(2);

        assertThat(list(endpoint, Filter.none(), null)).isEmpty();
    }

    @Test
    void areForgottenWithTheirEndpoint() {
        Endpoint endpoint = knownEndpoint(tenant);
        put(endpoint, asked(EventType.WEBHOOK_ENDPOINT_TEST, NOW));
        Endpoint last = EndpointBuilder.after(endpoint).build();
        got(store.endpoints().delete(last, eventOf(last, EventType.WEBHOOK_ENDPOINT_DELETED)));

        assertThat(got(store.deliveries().forget(NOW, 10))).isEqualTo(1);
        assertThat(got(store.deliveries().forget(NOW, 10))).isZero();
    }

    private long recover(Endpoint endpoint, boolean all, int most) {
        return recover(endpoint, NOW, LATER, all, most);
    }

    private long recover(Endpoint endpoint, Instant since, Instant until, boolean all, int most) {
        return got(store.deliveries().recover(endpoint, since, until, all, LATER, most));
    }

    private void put(Endpoint endpoint, Delivery due) {
        TenantId owner = endpoint.tenant();
        done(store.deliveries().put(owner, endpoint.id(), due));
    }

    private List<RecordedEvent> pending(Opened opened) {
        return got(store.turns().pending(opened, Pick.DUE, LATER, 10)).stream()
                .map(Due::message)
                .toList();
    }

    private List<Delivery> list(Endpoint endpoint, Filter filter, @Nullable EventId after) {
        return got(store.deliveries().list(tenant, endpoint.id(), filter, after, 10));
    }
}
