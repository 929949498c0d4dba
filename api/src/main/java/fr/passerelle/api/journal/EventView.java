package fr.passerelle.api.journal;

import fr.passerelle.api.http.WireJson;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.RecordedEvent;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.ObjectWriter;

/** An event as clients see it, pulled or pushed: ids, references and states, never who somebody is. */
public record EventView(
        String id, long position, String type, Instant occurredAt, SubjectView subject, Map<String, String> data) {
    private static final ObjectWriter WRITER = WireJson.mapper().writerFor(EventView.class);

    /** What an event is about. */
    public record SubjectView(String type, String id, long sequence) {}

    public static EventView of(RecordedEvent recorded) {
        Event event = recorded.event();
        return new EventView(
                event.id().text(),
                recorded.position(),
                event.type().publicName(),
                event.occurredAt(),
                new SubjectView(event.subject().type(), event.subject().id(), event.sequence()),
                event.data());
    }

    /** The event as JSON in UTF-8: what stands among the items of {@code GET /v1/events}. */
    public static byte[] json(RecordedEvent recorded) {
        return WRITER.writeValueAsBytes(of(recorded));
    }
}
