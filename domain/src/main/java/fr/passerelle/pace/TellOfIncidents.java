package fr.passerelle.pace;

import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.pace.Incidents.News;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells every tenant in its journal that the platform went down, and that it is back: each of them once. */
public final class TellOfIncidents {
    private static final Duration NEWS = Duration.ofDays(7);
    private static final int MOST_IN_A_ROUND = 500;

    private final Incidents incidents;
    private final InstantSource clock;

    public TellOfIncidents(Incidents incidents, InstantSource clock) {
        this.incidents = incidents;
        this.clock = clock;
    }

    /** One round; what it does not reach comes in the next. */
    public Mono<Void> tell() {
        return incidents
                .untold(NEWS, MOST_IN_A_ROUND)
                .flatMapMany(Flux::fromIterable)
                .concatMapDelayError(news -> incidents.tell(news, event(news)))
                .then();
    }

    private Event event(News news) {
        Incident incident = news.incident();
        return Event.of(
                news.tenant(),
                news.isOver() ? EventType.PLATFORM_INCIDENT_CLOSED : EventType.PLATFORM_INCIDENT_OPENED,
                incident.id(),
                news.isOver() ? 2 : 1,
                clock.instant(),
                Map.of("lane", incident.lane().name().toLowerCase(Locale.ROOT), "fault", incident.fault()));
    }
}
