package fr.passerelle.pace;

import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.pace.Incidents.News;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells every tenant in its journal that the platform went down, and that it is back: each of them once. */
public final class TellOfIncidents {
    private static final Duration NEWS = Duration.ofDays(7);
    private static final int MOST_IN_A_ROUND = 500;

    private final Incidents incidents;

    public TellOfIncidents(Incidents incidents) {
        this.incidents = incidents;
    }

    /** One round; what it does not reach comes in the next. */
    public Mono<Void> tell() {
        return incidents
                .untold(NEWS, MOST_IN_A_ROUND)
                .flatMapMany(Flux::fromIterable)
                .concatMapDelayError(news -> incidents.tell(news, event(news)))
                .then();
    }

    private static Event event(News news) {
        Incident incident = news.incident();
        return Event.of(
                news.tenant(),
                news.isOver() ? EventType.PLATFORM_INCIDENT_CLOSED : EventType.PLATFORM_INCIDENT_OPENED,
                incident.id(),
                news.isOver() ? 2 : 1,
                news.isOver() ? incident.closedAt().orElse(incident.openedAt()) : incident.openedAt(),
                Map.of("lane", incident.lane().name().toLowerCase(Locale.ROOT), "fault", incident.fault()));
    }
}
