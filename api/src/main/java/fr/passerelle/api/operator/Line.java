package fr.passerelle.api.operator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One thing that is shown: its names and values, in order. Ids, instants and numbers, never who somebody is. */
final class Line {
    private final Map<String, Object> values = new LinkedHashMap<>();

    private Line() {}

    static Line of(String name, Object value) {
        return new Line().with(name, value);
    }

    /** Adds a value; what is absent is not shown. */
    Line with(String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value instanceof Number || value instanceof Boolean ? value : value.toString());
        }
        return this;
    }

    String json() {
        return JsonMapper.shared().writeValueAsString(values);
    }

    /** As {@code name=value}, with quotes where a value has blanks. */
    String text() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + quoted(entry.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String quoted(Object value) {
        String text = Objects.toString(value);
        boolean isPlain = !text.isEmpty() && text.chars().noneMatch(c -> c <= ' ' || c == '"' || c == '=');
        return isPlain ? text : JsonMapper.shared().writeValueAsString(text);
    }
}
