package fr.passerelle.workers;

import java.time.Duration;

/**
 * How often one replica looks around.
 *
 * @param portal between two looks at what the portal says of itself; a call of the read lane each
 * @param deadlines between two looks for requests that are not filed and whose deadline is near
 */
public record WatchSettings(Duration portal, Duration deadlines) {
    public WatchSettings {
        if (!portal.isPositive() || !deadlines.isPositive()) {
            throw new IllegalArgumentException("the watches are longer than nothing");
        }
    }
}
