package fr.passerelle.api.journal;

import fr.passerelle.journal.EventCatalogue;
import fr.passerelle.journal.EventMember;
import fr.passerelle.journal.EventMember.Form;
import fr.passerelle.journal.EventType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * JSON Schemas (2020-12) of events, made from the catalogue: of one type, as {@code GET /v1/event-types} shows it, and of all
 * types of a subject, as the contract has it.
 */
final class EventSchemas {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final long LARGEST = 9_007_199_254_740_991L;
    private static final String ID = "_[0-7][0-9a-hjkmnp-tv-z]{25}$";

    private EventSchemas() {}

    /** What an event of the type looks like, pulled or pushed. */
    static Map<String, Object> of(EventCatalogue.Entry entry) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", DIALECT);
        schema.put("title", entry.type().publicName());
        schema.put("description", entry.summary());
        schema.putAll(event(entry.type().subjectType(), List.of(entry)));
        return schema;
    }

    /** What events about subjects of a type look like. */
    static Map<String, Object> about(String subjectType) {
        return event(
                subjectType,
                EventCatalogue.all().stream()
                        .filter(entry -> entry.type().subjectType().equals(subjectType))
                        .toList());
    }

    private static Map<String, Object> event(String subjectType, List<EventCatalogue.Entry> entries) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", schema(Form.id("evt")));
        members.put("position", schema(Form.NUMBER));
        members.put(
                "type",
                oneOf(entries.stream()
                        .map(EventCatalogue.Entry::type)
                        .map(EventType::publicName)
                        .toList()));
        members.put("timestamp", schema(Form.INSTANT));
        members.put("subject", subject(subjectType));
        members.put("data", data(entries));
        return object(members.keySet(), members);
    }

    private static Map<String, Object> subject(String type) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", oneOf(List.of(type)));
        members.put("id", Map.of("type", "string", "pattern", "^[a-z]{3}" + ID, "maxLength", 30));
        members.put("sequence", schema(Form.VERSION));
        return object(members.keySet(), members);
    }

    private static Map<String, Object> data(List<EventCatalogue.Entry> entries) {
        Set<EventMember> always = new TreeSet<>(entries.getFirst().members().always());
        Set<EventMember> all = new TreeSet<>();
        for (EventCatalogue.Entry entry : entries) {
            always.retainAll(entry.members().always());
            all.addAll(entry.members().always());
            all.addAll(entry.members().sometimes());
        }
        Map<String, Object> members = new LinkedHashMap<>();
        all.forEach(member -> members.put(member.publicName(), described(member)));
        return object(always.stream().map(EventMember::publicName).toList(), members);
    }

    private static Map<String, Object> described(EventMember member) {
        Map<String, Object> schema = new LinkedHashMap<>(schema(member.form()));
        schema.put("description", member.meaning());
        return schema;
    }

    private static Map<String, Object> object(Collection<String> required, Map<String, Object> members) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        if (!required.isEmpty()) {
            schema.put("required", new ArrayList<>(required));
        }
        schema.put("properties", members);
        return schema;
    }

    private static Map<String, Object> oneOf(List<String> values) {
        return Map.of("type", "string", "enum", values);
    }

    private static Map<String, Object> number(int minimum) {
        return Map.of("type", "integer", "format", "int64", "minimum", minimum, "maximum", LARGEST);
    }

    private static Map<String, Object> schema(Form form) {
        return switch (form) {
            case Form.Id(var prefix) -> Map.of("type", "string", "pattern", "^" + prefix + ID, "maxLength", 30);
            case Form.Reference() ->
                Map.of(
                        "type",
                        "string",
                        "pattern",
                        "^[^\\u0000-\\u001F\\u007F-\\u009F]{1,128}$",
                        "minLength",
                        1,
                        "maxLength",
                        128);
            case Form.Code() -> Map.of("type", "string", "pattern", "^[a-z][a-z0-9_]{0,63}$", "maxLength", 64);
            case Form.Text() -> Map.of("type", "string", "pattern", "^[^\\u0000]*$", "maxLength", 200);
            case Form.Day() -> Map.of("type", "string", "format", "date", "maxLength", 10);
            case Form.Moment() -> Map.of("type", "string", "format", "date-time", "pattern", "Z$", "maxLength", 30);
            case Form.Number() -> number(0);
            case Form.Version() -> number(1);
            case Form.Flag() -> Map.of("type", "boolean");
        };
    }
}
