package fr.passerelle.api.journal;

import fr.passerelle.journal.EventCatalogue;
import fr.passerelle.journal.EventMember;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What can happen, and what is told of it. */
@RestController
final class EventTypeController {
    private static final EventTypeList ALL = new EventTypeList(
            EventCatalogue.all().stream().map(EventTypeView::of).toList());

    /** All types of events. */
    record EventTypeList(List<EventTypeView> items) {}

    /**
     * A type of event.
     *
     * @param schema JSON Schema of the whole event, that of {@code GET /v1/events} and of webhooks
     */
    record EventTypeView(
            String type, String summary, String subjectType, List<MemberView> members, Map<String, Object> schema) {
        static EventTypeView of(EventCatalogue.Entry entry) {
            return new EventTypeView(
                    entry.type().publicName(),
                    entry.summary(),
                    entry.type().subjectType(),
                    Stream.concat(
                                    entry.members().always().stream().map(one -> MemberView.of(one, true)),
                                    entry.members().sometimes().stream().map(one -> MemberView.of(one, false)))
                            .toList(),
                    EventSchemas.of(entry));
        }
    }

    /**
     * A member of an event's data.
     *
     * @param always whether every event of the type has it
     */
    record MemberView(String name, boolean always, String description) {
        static MemberView of(EventMember member, boolean always) {
            return new MemberView(member.publicName(), always, member.meaning());
        }
    }

    @GetMapping("/v1/event-types")
    EventTypeList eventTypes() {
        return ALL;
    }
}
