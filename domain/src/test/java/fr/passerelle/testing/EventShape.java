package fr.passerelle.testing;

import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventCatalogue;
import fr.passerelle.journal.EventMember;
import fr.passerelle.journal.EventMember.Form;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Whether an event is as the catalogue says; every event that the use cases store in memory is looked at. */
final class EventShape {
    /** Put beside the rest when the event is stored or shown. */
    private static final Set<EventMember> ADDED = Set.of(EventMember.EMPLOYER_REFERENCE, EventMember.VERSION);

    private EventShape() {}

    /** What is wrong with the event; nothing when all is well, or when a test made it up, which it then notes. */
    static List<String> faults(Event event) {
        if (event.data().containsKey("note")) {
            return List.of();
        }
        EventCatalogue.Entry entry = EventCatalogue.of(event.type())
                .orElseThrow(() -> new AssertionError("EventCatalogue has no " + event.type()));
        Stream<String> missing = entry.members().always().stream()
                .filter(member -> !ADDED.contains(member))
                .map(EventMember::publicName)
                .filter(name -> !event.data().containsKey(name))
                .map(name -> event.type() + " lacks " + name);
        Stream<String> odd = event.data().entrySet().stream()
                .filter(fact -> !isMember(entry, fact.getKey(), fact.getValue()))
                .map(fact -> event.type() + " has " + fact);
        return Stream.concat(missing, odd).toList();
    }

    private static boolean isMember(EventCatalogue.Entry entry, String name, String value) {
        return EventMember.named(name)
                .filter(member -> entry.members().always().contains(member)
                        || entry.members().sometimes().contains(member))
                .filter(member -> value.matches(pattern(member.form())))
                .isPresent();
    }

    private static String pattern(Form form) {
        return switch (form) {
            case Form.Id(var prefix) -> prefix + "_[0-7][0-9a-hjkmnp-tv-z]{25}";
            case Form.Reference() -> "\\P{Cntrl}{1,128}";
            case Form.Code() -> "[a-z][a-z0-9_]{0,63}";
            case Form.Text() -> "[^\\x00]{0,200}";
            case Form.Day() -> "\\d{4}-\\d\\d-\\d\\d";
            case Form.Moment() -> "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z";
            case Form.Number(), Form.Version() -> "\\d{1,16}";
            case Form.Flag() -> "true|false";
        };
    }
}
