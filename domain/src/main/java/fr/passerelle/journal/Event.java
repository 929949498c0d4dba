package fr.passerelle.journal;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.EventId;
import fr.passerelle.ids.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A fact, to be written to the journal with the change that it tells of.
 *
 * @param subject what it is about
 * @param sequence the version of the subject after the change; grows with each event of the subject
 * @param data ids, references and states; never names or numbers of people. The journal adds {@code employer_reference} to
 *     what names an {@code employer_id}, so that an event can be sent where it belongs without a look at the employer
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

    /** The employer that it concerns; the client's name for it is put beside it when the event is stored. */
    public Optional<EmployerId> employer() {
        return Optional.ofNullable(data.get("employer_id")).flatMap(EmployerId::parse);
    }

    /** The same event, with another fact. */
    public Event with(EventMember member, String value) {
        Map<String, String> more = new HashMap<>(data);
        more.put(member.publicName(), value);
        return new Event(id, tenant, type, subject, sequence, occurredAt, more);
    }

    /** An event of the given subject; the subject's type follows from the event's. */
    public static Event of(
            TenantId tenant, EventType type, String subjectId, long sequence, Instant now, Map<String, String> data) {
        return new Event(
                EventId.next(now), tenant, type, new Subject(type.subjectType(), subjectId), sequence, now, data);
    }
}
