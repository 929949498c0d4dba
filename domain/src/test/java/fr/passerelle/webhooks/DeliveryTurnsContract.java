package fr.passerelle.webhooks;

import static fr.passerelle.testing.EndpointBuilder.anEndpoint;
import static fr.passerelle.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.journal.EventType;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.parties.Employer;
import fr.passerelle.testing.WebhooksContract;
import fr.passerelle.webhooks.Delivery.State;
import fr.passerelle.webhooks.DeliveryTurns.Changed;
import fr.passerelle.webhooks.DeliveryTurns.Due;
import fr.passerelle.webhooks.DeliveryTurns.Opened;
import fr.passerelle.webhooks.DeliveryTurns.Page;
import fr.passerelle.webhooks.DeliveryTurns.Pick;
import fr.passerelle.webhooks.DeliveryTurns.Step;
import fr.passerelle.webhooks.DeliveryTurns.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the {@link DeliveryTurns} promise. */
public abstract class DeliveryTurnsContract extends WebhooksContract {
    private static final Health FAILING = new Health(10, NOW, null, NOW, "timeout");

    @Test
    void areForEndpointsThatAreBehind() {
        Endpoint endpoint = knownEndpoint(tenant);
        knownEndpoint(otherTenant);
        settle();
        assertThat(turns(NOW)).isEmpty();

        happened(tenant, 1);

        assertThat(turns(NOW)).singleElement().satisfies(turn -> {
            assertThat(turn.tenant()).isEqualTo(tenant);
            assertThat(turn.endpoint()).isEqualTo(endpoint.id());
        });
    }

    @Test
    void areLeasedToOneAtATime() {
        knownEndpoint(tenant);
        happened(tenant, 1);
        Opened first = opened(NOW);
        assertThat(turns(NOW)).isEmpty();

        store.expireLeases();
        Opened second = opened(NOW);

        assertThat(second.turn().claim()).isNotEqualTo(first.turn().claim());
        assertThat(store(first, List.of(), 2)).isFalse();
        assertThat(store(second, List.of(), second.position())).isTrue();
    }

    @Test
    void areTakenByThoseServedLongestAgo() {
        knownEndpoint(tenant);
        knownEndpoint(otherTenant);
        happened(tenant, 1);
        happened(otherTenant, 1);
        Turn first = one();
        give(first);
        Turn second = one();
        give(second);

        assertThat(second.endpoint()).isNotEqualTo(first.endpoint());
        assertThat(one().endpoint()).isEqualTo(first.endpoint());
    }

    private Turn one() {
        List<Turn> turns = got(store.turns().claim(NOW, LEASE, 1));
        assertThat(turns).hasSize(1);
        return turns.getFirst();
    }

    /** Gives a turn back without having done anything. */
    private void give(Turn turn) {
        Opened opened = got(store.turns().open(turn));
        assertThat(store(opened, List.of(), opened.position())).isTrue();
    }

    @Test
    void showWhatTheEndpointWantsInOrder() {
        Employer employer = knownEmployer(tenant);
        known(anEndpoint()
                .of(tenant)
                .ofTypes(EventType.EMPLOYER_CHANGED, EventType.WORKER_CHANGED)
                .about(employer.id())
                .build());
        knownWorker(tenant);
        knownWorker(employer);
        knownRequest(tenant);
        knownWorker(employer);

        List<RecordedEvent> ahead = ahead(opened(NOW));

        assertThat(ahead).isSortedAccordingTo(java.util.Comparator.comparingLong(RecordedEvent::position));
        assertThat(ahead)
                .allSatisfy(recorded -> assertThat(recorded.event().subject().id()
                                + recorded.event().data())
                        .contains(employer.id().text()));
    }

    @Test
    void tellAnEndpointNothingOfItself() {
        knownEndpoint(tenant);
        Endpoint other = knownEndpoint(tenant);
        List<Opened> opened =
                turns(NOW).stream().map(turn -> got(store.turns().open(turn))).toList();

        Stream<String> told = opened.stream()
                .flatMap(one -> got(store.turns().events(one, 0, 10)).events().stream()
                        .filter(_ -> one.endpoint().id().equals(other.id())))
                .map(recorded -> recorded.event().subject().id());

        assertThat(told).hasSize(1).doesNotContain(other.id().text());
    }

    @Test
    void passOverWhatTheJournalHasForgotten() {
        knownEndpoint(tenant);
        List<RecordedEvent> events = happened(tenant, 3);
        Opened opened = opened(NOW);
        long most = events.getLast().position() - 1;
        got(store.journal().forget(NOW.plusSeconds(1), (int) most));

        Page page = got(store.turns().events(opened, 0, 10));

        assertThat(page.events()).containsExactly(events.getLast());
        assertThat(page.upTo()).isEqualTo(events.getLast().position());
        assertThat(page.hasMore()).isFalse();
    }

    @Test
    void goThroughTheJournalPageByPage() {
        knownEndpoint(tenant);
        List<RecordedEvent> events = happened(tenant, 5);
        Opened opened = opened(NOW);

        Page first = got(store.turns().events(opened, opened.position(), 3));
        Page second = got(store.turns().events(opened, first.upTo(), 3));

        assertThat(first.events()).isEqualTo(events.subList(0, 3));
        assertThat(first.hasMore()).isTrue();
        assertThat(second.events()).isEqualTo(events.subList(3, 5));
        assertThat(second.hasMore()).isFalse();
        assertThat(second.upTo()).isEqualTo(events.getLast().position());
    }

    @Test
    void passOverWhatIsNotWanted() {
        known(anEndpoint().of(tenant).ofTypes(EventType.REQUEST_GRANTED).build());
        List<RecordedEvent> events = happened(tenant, 5);
        Opened opened = opened(NOW);

        Page page = got(store.turns().events(opened, opened.position(), 3));

        assertThat(page).isEqualTo(new Page(List.of(), events.getLast().position(), false));
    }

    @Test
    void storeOutcomesAndPlaceTogether() {
        Endpoint endpoint = knownEndpoint(tenant);
        List<RecordedEvent> events = happened(tenant, 3);
        Instant soon = NOW.plusSeconds(5);

        pass(NOW, State.PENDING, soon);

        assertThat(turns(NOW)).isEmpty();
        Opened again = opened(soon);
        assertThat(again.position()).isEqualTo(events.getLast().position());
        assertThat(again.health()).isEqualTo(WELL);
        assertThat(pending(again, Pick.DUE, soon)).containsExactlyInAnyOrderElementsOf(events);
        assertThat(pending(again, Pick.DUE, NOW)).isEmpty();
        assertThat(got(store.endpoints().standing(tenant, endpoint.id())).behind())
                .isZero();
    }

    @Test
    void keepTheLeaseUntilTheLastStep() {
        knownEndpoint(tenant);
        happened(tenant, 1);
        Opened opened = opened(NOW);

        assertThat(store(opened, new Step(List.of(), 0, WELL, Optional.empty(), Optional.empty(), false)))
                .isTrue();

        assertThat(turns(NOW)).isEmpty();
        assertThat(found(store.turns().open(opened.turn()))).isPresent();
    }

    @Test
    void neverGoBack() {
        knownEndpoint(tenant);
        List<RecordedEvent> events = happened(tenant, 2);
        pass(NOW, State.DELIVERED, null);
        happened(tenant, 1);

        store(opened(NOW), List.of(), 0);

        assertThat(opened(NOW).position()).isEqualTo(events.getLast().position());
    }

    @Test
    void ofAFailingEndpointWaitForItsProbe() {
        knownEndpoint(tenant);
        List<RecordedEvent> events = happened(tenant, 2);
        Opened opened = opened(NOW);
        Delivery old = tried(events.getFirst(), State.PENDING, NOW);
        Delivery recent = triedAt(events.getLast(), NOW.plusSeconds(1));
        Instant probe = NOW.plusSeconds(30);
        store(
                opened,
                new Step(List.of(recent, old), opened.position(), FAILING, Optional.of(probe), Optional.empty(), true));

        assertThat(turns(probe.minusMillis(1))).isEmpty();
        Opened probing = opened(probe);
        assertThat(probing.health()).isEqualTo(FAILING);
        assertThat(pending(probing, Pick.LONGEST_UNTRIED, probe)).isEqualTo(events);
    }

    private static Delivery triedAt(RecordedEvent recorded, Instant at) {
        Delivery tried = tried(recorded, State.PENDING, NOW);
        return new Delivery(tried.event(), tried.position(), tried.type(), State.PENDING, 1, at, at, NOW, "503", TOOK);
    }

    @Test
    void changeTheEndpointWithTheOutcomes() {
        Endpoint endpoint = knownEndpoint(tenant);
        happened(tenant, 1);
        Opened opened = opened(NOW);
        Endpoint disabled = endpoint.disabled(EndpointState.Reason.GONE, NOW);
        Changed change = new Changed(disabled, eventOf(disabled, EventType.WEBHOOK_ENDPOINT_DISABLED));

        assertThat(store(
                        opened,
                        new Step(List.of(), opened.position(), FAILING, Optional.of(NOW), Optional.of(change), false)))
                .isTrue();
        assertThat(store(opened, List.of(), opened.position())).isTrue();

        assertThat(found(store.endpoints().find(tenant, endpoint.id()))).contains(disabled);
        assertThat(journal(tenant).getLast().event().type()).isEqualTo(EventType.WEBHOOK_ENDPOINT_DISABLED);
        assertThat(turns(NOW)).isEmpty();
    }

    @Test
    void measureWhatWaits() {
        knownEndpoint(tenant);
        known(anEndpoint().of(otherTenant).in(new EndpointState.Unverified(NOW)).build());
        settle();
        happened(tenant, 3);

        DeliveryTurns.Backlog backlog = got(store.turns().backlog());

        assertThat(backlog.events()).isEqualTo(3);
        assertThat(backlog.endpoints())
                .containsOnly(java.util.Map.entry("enabled", 1L), java.util.Map.entry("unverified", 1L));
    }

    /** Lets each endpoint come to the end of the journal. */
    private void settle() {
        turns(NOW).forEach(turn -> {
            Opened opened = got(store.turns().open(turn));
            Page page = got(store.turns().events(opened, opened.position(), 100));
            assertThat(store(opened, List.of(), page.upTo())).isTrue();
        });
    }

    private List<RecordedEvent> pending(Opened opened, Pick which, Instant now) {
        return got(store.turns().pending(opened, which, now, 10)).stream()
                .map(Due::message)
                .toList();
    }
}
