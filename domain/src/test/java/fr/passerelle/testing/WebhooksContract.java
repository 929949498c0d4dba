package fr.passerelle.testing;

import static fr.passerelle.testing.EndpointBuilder.anEndpoint;
import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.EventId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.webhooks.Delivery;
import fr.passerelle.webhooks.DeliveryTurns.Due;
import fr.passerelle.webhooks.DeliveryTurns.Opened;
import fr.passerelle.webhooks.DeliveryTurns.Page;
import fr.passerelle.webhooks.DeliveryTurns.Step;
import fr.passerelle.webhooks.DeliveryTurns.Turn;
import fr.passerelle.webhooks.Endpoint;
import fr.passerelle.webhooks.Endpoints.Redirection;
import fr.passerelle.webhooks.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the contract suites of webhooks share. */
public abstract class WebhooksContract extends StoreContract {
    protected static final Redirection NOTHING_ELSE = new Redirection(false, false, Optional.empty());
    protected static final Health WELL = new Health(0, null, NOW, null, null);
    protected static final Duration TOOK = Duration.ofMillis(20);

    /** An enabled endpoint of all events, at the end of the journal. */
    protected Endpoint knownEndpoint(TenantId owner) {
        return known(anEndpoint().of(owner).build());
    }

    protected Endpoint known(Endpoint endpoint) {
        assertThat(save(endpoint, 0, NOTHING_ELSE)).isEqualTo(STORED);
        return endpoint;
    }

    protected SaveOutcome save(Endpoint next, long before, Redirection redirection) {
        return got(store.endpoints()
                .save(next, before, eventOf(next, EventType.WEBHOOK_ENDPOINT_CHANGED), redirection, null));
    }

    protected static Event eventOf(Endpoint endpoint, EventType type) {
        return anEvent(endpoint.tenant(), type, endpoint.id(), endpoint.version());
    }

    /** Somethings that happen to a tenant. */
    protected List<RecordedEvent> happened(TenantId owner, int count) {
        int before = journal(owner).size();
        times(count).forEach(_ -> knownEmployer(owner));
        return journal(owner).subList(before, before + count);
    }

    /** The one endpoint whose turn it is. */
    protected Opened opened(Instant now) {
        List<Turn> turns = turns(now);
        assertThat(turns).hasSize(1);
        return got(store.turns().open(turns.getFirst()));
    }

    protected List<Turn> turns(Instant now) {
        return got(store.turns().claim(now, LEASE, 10));
    }

    protected List<RecordedEvent> ahead(Opened opened) {
        return got(store.turns().events(opened, opened.position(), 100)).events();
    }

    protected boolean store(Opened opened, List<Delivery> outcomes, long position) {
        return store(opened, new Step(outcomes, position, WELL, Optional.empty(), Optional.empty(), true));
    }

    protected boolean store(Opened opened, Step step) {
        return got(store.turns().store(opened.turn(), step, LEASE));
    }

    /** Takes all that lies ahead of the one endpoint whose turn it is, and stores the same outcome for all of it. */
    protected void pass(Instant now, Delivery.State state, @Nullable Instant again) {
        Opened opened = opened(now);
        Page page = got(store.turns().events(opened, opened.position(), 100));
        List<Delivery> outcomes = page.events().stream()
                .map(recorded -> tried(recorded, state, again))
                .toList();
        assertThat(store(opened, outcomes, page.upTo())).isTrue();
    }

    protected static Delivery tried(RecordedEvent recorded, Delivery.State state, @Nullable Instant again) {
        Delivery before = Due.first(recorded).before();
        String outcome = state == Delivery.State.DELIVERED ? "204" : "timeout";
        return new Delivery(before.event(), before.position(), before.type(), state, 1, NOW, NOW, again, outcome, TOOK);
    }

    protected static Delivery asked(EventType type, Instant at) {
        return new Delivery(EventId.next(at), 0, type, Delivery.State.PENDING, 0, null, null, at, null, null);
    }
}
