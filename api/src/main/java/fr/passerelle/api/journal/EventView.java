package fr.passerelle.api.journal;

import fr.passerelle.api.http.WireJson;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventCatalogue;
import fr.passerelle.journal.EventMember;
import fr.passerelle.journal.RecordedEvent;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.ObjectWriter;

/** An event as clients see it, pulled or pushed: ids, references and states, never who somebody is. */
public record EventView(
        String id, long position, String type, Instant timestamp, SubjectView subject, Map<String, Object> data) {
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
                data(event));
    }

    private static Map<String, Object> data(Event event) {
        Map<String, Object> shown = new TreeMap<>();
        event.data().forEach((name, value) -> shown.put(name, shown(name, value)));
        if (isVersioned(event)) {
            shown.putIfAbsent(EventMember.VERSION.publicName(), event.sequence());
        }
        return shown;
    }

    private static Object shown(String name, String value) {
        return switch (EventMember.named(name).map(EventMember::form).orElse(EventMember.Form.TEXT)) {
            case EventMember.Form.Number(), EventMember.Form.Version() -> Long.valueOf(value);
            case EventMember.Form.Flag() -> Boolean.valueOf(value);
            default -> value;
        };
    }

    private static boolean isVersioned(Event event) {
        return EventCatalogue.of(event.type())
                .filter(entry -> entry.members().always().contains(EventMember.VERSION))
                .isPresent();
    }

    /** The event as JSON in UTF-8: what stands among the items of {@code GET /v1/events}. */
    public static byte[] json(RecordedEvent recorded) {
        return WRITER.writeValueAsBytes(of(recorded));
    }
}
