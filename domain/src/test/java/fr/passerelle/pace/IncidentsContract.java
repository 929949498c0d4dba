package fr.passerelle.pace;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.EventType;
import fr.passerelle.pace.LaneState.Flow;
import fr.passerelle.pace.Lanes.Stepped;
import fr.passerelle.testing.StoreContract;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the {@link Incidents} promise. */
public abstract class IncidentsContract extends StoreContract {
    private static final Duration WEEK = Duration.ofDays(7);

    @Test
    void areNoneInTheBeginning() {
        assertThat(got(store.incidents().latest(10))).isEmpty();
        assertThat(untold()).isEmpty();
    }

    @Test
    void beginWhenALaneStops() {
        stop(Lane.WRITE);

        assertThat(got(store.incidents().latest(10))).singleElement().satisfies(incident -> {
            assertThat(incident.lane()).isEqualTo(Lane.WRITE);
            assertThat(incident.fault()).isEqualTo("timeout");
            assertThat(incident.closedAt()).isEmpty();
        });
    }

    @Test
    void endWhenItOpensAgain() {
        stop(Lane.WRITE);
        stop(Lane.WRITE);
        open(Lane.WRITE);

        assertThat(got(store.incidents().latest(10)))
                .singleElement()
                .satisfies(incident -> assertThat(incident.closedAt())
                        .hasValueSatisfying(closed -> assertThat(closed).isAfterOrEqualTo(incident.openedAt())));
    }

    @Test
    void areToldOnceToEachTenantForWhomAnythingWasDone() {
        due(tenant);
        due(otherTenant);
        store.aTenant();
        stop(Lane.READ);

        List<Incidents.News> news = untold();
        Stream.of(news, news).flatMap(List::stream).forEach(this::tell);

        assertThat(news).extracting(Incidents.News::tenant).containsExactlyInAnyOrder(tenant, otherTenant);
        assertThat(untold()).isEmpty();
        assertThat(told(tenant)).containsExactly(EventType.PLATFORM_INCIDENT_OPENED);
    }

    @Test
    void areToldAgainWhenTheyEnd() {
        due(tenant);
        stop(Lane.READ);
        untold().forEach(this::tell);
        open(Lane.READ);

        untold().forEach(this::tell);

        assertThat(told(tenant))
                .containsExactly(EventType.PLATFORM_INCIDENT_OPENED, EventType.PLATFORM_INCIDENT_CLOSED);
    }

    @Test
    void areNotToldToWhomTheyNoLongerConcern() {
        due(tenant);
        stop(Lane.READ);
        untold().forEach(this::tell);
        open(Lane.READ);
        due(otherTenant);

        untold().forEach(this::tell);

        assertThat(told(tenant)).hasSize(2);
        assertThat(told(otherTenant)).isEmpty();
    }

    private void due(TenantId owner) {
        assertThat(save(nextStepOf(knownRequest(owner)).due(NOW))).isEqualTo(STORED);
    }

    private void stop(Lane lane) {
        got(store.lanes().change(lane, (state, now) -> {
            Flow stopped = state.flow() instanceof Flow.Stopped already
                    ? already
                    : new Flow.Stopped(now, now.plusSeconds(300), "timeout");
            return new Stepped<>(new LaneState(lane, stopped, List.of(), null, 5, 0), true);
        }));
    }

    private void open(Lane lane) {
        got(store.lanes().change(lane, (_, _) -> new Stepped<>(LaneState.fresh(lane), true)));
    }

    private List<Incidents.News> untold() {
        return got(store.incidents().untold(WEEK, 100));
    }

    private void tell(Incidents.News news) {
        EventType type = news.isOver() ? EventType.PLATFORM_INCIDENT_CLOSED : EventType.PLATFORM_INCIDENT_OPENED;
        done(store.incidents()
                .tell(news, anEvent(news.tenant(), type, news.incident().id(), news.isOver() ? 2 : 1)));
    }

    private List<EventType> told(TenantId owner) {
        return journal(owner).stream()
                .map(recorded -> recorded.event().type())
                .filter(type -> type.subjectType().equals("platform"))
                .toList();
    }
}
