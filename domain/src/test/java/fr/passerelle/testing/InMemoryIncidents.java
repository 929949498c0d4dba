package fr.passerelle.testing;

import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.pace.Incident;
import fr.passerelle.pace.Incidents;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** The platform's incidents in memory. */
public final class InMemoryIncidents implements Incidents {
    private final InMemoryStore store;
    private final InstantSource clock;
    private final List<Incident> incidents = new ArrayList<>();
    private final Set<List<Object>> told = new HashSet<>();

    InMemoryIncidents(InMemoryStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    void note(Incident incident) {
        synchronized (store) {
            incidents.removeIf(other -> other.id().equals(incident.id()));
            incidents.add(incident);
        }
    }

    @Override
    public Mono<List<Incident>> latest(int max) {
        return store.alone(() -> incidents.stream()
                .sorted(Comparator.comparing(Incident::openedAt).reversed().thenComparing(Incident::lane))
                .limit(max)
                .toList());
    }

    @Override
    public Mono<List<News>> untold(Duration since, int max) {
        return store.alone(() -> {
            Instant oldest = clock.instant().minus(since);
            return incidents.stream()
                    .filter(incident ->
                            incident.closedAt().orElse(incident.openedAt()).isAfter(oldest))
                    .sorted(Comparator.comparing(Incident::openedAt))
                    .flatMap(this::news)
                    .filter(news -> !news.isOver() || told.contains(key(news.tenant(), news.incident(), false)))
                    .filter(news -> !told.contains(key(news)))
                    .limit(max)
                    .toList();
        });
    }

    private Stream<News> news(Incident incident) {
        boolean isOver = incident.closedAt().isPresent();
        return store.queue().everServed().map(tenant -> new News(tenant, incident, isOver));
    }

    @Override
    public Mono<Void> tell(News news, Event event) {
        return store.alone(() -> {
            if (told.add(key(news))) {
                store.journal().append(event);
            }
            return null;
        });
    }

    private static List<Object> key(News news) {
        return key(news.tenant(), news.incident(), news.isOver());
    }

    private static List<Object> key(TenantId tenant, Incident incident, boolean isOver) {
        return List.of(tenant, incident.id(), isOver);
    }
}
