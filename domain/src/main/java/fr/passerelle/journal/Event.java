package fr.passerelle.journal;

import fr.passerelle.ids.EventId;
import fr.passerelle.ids.TenantId;
import java.time.Instant;
import java.util.Map;

/**
 * A fact, to be written to the journal with the change that it tells of.
 *
 * @param subject what it is about
 * @param sequence the version of the subject after the change; grows with each event of the subject
 * @param data ids, references and states; never names or numbers of people
 */
public record Event(
        EventId id,
        TenantId tenant,
        EventType type,
        Subject subject,
        long sequence,
        Instant occurredAt,
        Map<String, String> data) {
    public Event {
        data = Map.copyOf(data);
    }

    /** An event of the given subject; the subject's type follows from the event's. */
    public static Event of(
            TenantId tenant, EventType type, String subjectId, long sequence, Instant now, Map<String, String> data) {
        return new Event(
                EventId.next(now), tenant, type, new Subject(type.subjectType(), subjectId), sequence, now, data);
    }
}
