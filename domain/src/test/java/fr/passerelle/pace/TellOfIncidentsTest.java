package fr.passerelle.pace;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aRequest;
import static fr.passerelle.testing.Examples.aStep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.EventType;
import fr.passerelle.pace.LaneState.Flow;
import fr.passerelle.pace.Lanes.Stepped;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.testing.InMemoryStore;
import fr.passerelle.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TellOfIncidentsTest {
    private static final Set<EventType> OF_INCIDENTS =
            Set.of(EventType.PLATFORM_INCIDENT_OPENED, EventType.PLATFORM_INCIDENT_CLOSED);

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryStore store = new InMemoryStore(clock);
    private final TellOfIncidents telling = new TellOfIncidents(store.incidents());

    @Test
    void tellsWhenTheyHappenedHoweverLateItTells() {
        AuthorisationRequest waiting = aRequest().build();
        TenantId tenant = waiting.tenant();
        store.requests().save(aStep(waiting).due(NOW).build()).block();
        step(new Flow.Stopped(NOW, NOW.plusSeconds(300), "timeout"));
        clock.advance(Duration.ofMinutes(3));
        telling.tell().block();
        store.lanes()
                .change(Lane.READ, (_, _) -> new Stepped<>(LaneState.fresh(Lane.READ), true))
                .block();
        clock.advance(Duration.ofMinutes(7));

        telling.tell().block();
        telling.tell().block();

        assertThat(store.journal().read(tenant, 0, OF_INCIDENTS, 10).block())
                .extracting(told -> told.event().type(), told -> told.event().occurredAt())
                .containsExactly(
                        tuple(EventType.PLATFORM_INCIDENT_OPENED, NOW),
                        tuple(EventType.PLATFORM_INCIDENT_CLOSED, NOW.plus(Duration.ofMinutes(3))));
    }

    private void step(Flow flow) {
        store.lanes()
                .change(Lane.READ, (_, _) -> new Stepped<>(new LaneState(Lane.READ, flow, List.of(), null, 5, 0), true))
                .block();
    }
}
