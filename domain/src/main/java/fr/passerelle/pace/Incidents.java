package fr.passerelle.pace;

import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/** The platform's incidents, as the {@link Lanes} make them: one begins when a lane stops and ends when it opens again. */
public interface Incidents {

    /** The latest, the newest first. */
    Mono<List<Incident>> latest(int max);

    /**
     * Whom to tell what: each tenant for whom anything was ever to be done, of each incident that lasts, and once it is over
     * whoever was told that it began; of each not told yet.
     *
     * @param since how far back it is still news
     */
    Mono<List<News>> untold(Duration since, int max);

    /** That an incident began, or ended. */
    record News(TenantId tenant, Incident incident, boolean isOver) {}

    /** Writes it to the tenant's journal, unless another replica did. */
    Mono<Void> tell(News news, Event event);
}
