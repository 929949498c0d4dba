package fr.passerelle.workers;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * How often one replica looks around.
 *
 * @param portal between two looks at what the portal says of itself; a call of the read lane each
 * @param deadlines between two looks for requests that are not filed and whose deadline is near
 * @param timers between two looks for requests on which the administration's silence makes something due
 * @param incidents between two looks for incidents of the platform that tenants were not told of
 * @param health between two times that it adds what its calls met to what all replicas know
 * @param forgetting between two steps in which old events, and old deliveries of webhooks, are forgotten
 */
public record WatchSettings(
        Duration portal,
        Duration deadlines,
        Duration timers,
        Duration incidents,
        Duration health,
        Duration forgetting) {
    public WatchSettings {
        if (!Stream.of(portal, deadlines, timers, incidents, health, forgetting).allMatch(Duration::isPositive)) {
            throw new IllegalArgumentException("the watches are longer than nothing");
        }
    }
}
