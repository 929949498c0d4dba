package fr.passerelle.pace;

import fr.passerelle.ids.IncidentId;
import java.time.Instant;
import java.util.Optional;

/**
 * One time that a lane stood still because the platform gave no usable answers. By the store's clock.
 *
 * @param fault what the last of its calls met
 * @param closedAt when a probe went well; empty while it lasts
 */
public record Incident(Lane lane, Instant openedAt, String fault, Optional<Instant> closedAt) {

    /** What it is called in public. */
    public String id() {
        return IncidentId.of(lane.name(), openedAt).text();
    }
}
