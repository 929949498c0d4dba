package fr.passerelle.persistence;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A row that came as JSON, as PostgreSQL's {@code row_to_json} writes it, so that several can come in one answer. */
record JsonRow(JsonNode columns) implements Readable {
    private static final String HEXADECIMAL = "\\x";

    /** The one row in a member; empty when there is none. */
    static @Nullable StoredRow in(JsonNode parts, String member) {
        JsonNode row = parts.path(member);
        return row.isObject() ? new StoredRow(new JsonRow(row)) : null;
    }

    /** The rows in a member. */
    static List<StoredRow> allIn(JsonNode parts, String member) {
        return parts.path(member)
                .valueStream()
                .map(row -> new StoredRow(new JsonRow(row)))
                .toList();
    }

    @Override
    public <T> @Nullable T get(String name, Class<T> type) {
        JsonNode value = columns.path(name);
        return value.isNull() || value.isMissingNode() ? null : type.cast(value(value, type));
    }

    private static Object value(JsonNode value, Class<?> type) {
        if (type == Long.class) {
            return value.longValue();
        }
        if (type == Integer.class) {
            return value.intValue();
        }
        if (type == Boolean.class) {
            return value.booleanValue();
        }
        String text = value.asString();
        if (type == String.class) {
            return text;
        }
        if (type == UUID.class) {
            return UUID.fromString(text);
        }
        if (type == Instant.class) {
            return OffsetDateTime.parse(text).toInstant();
        }
        if (type == LocalDate.class) {
            return LocalDate.parse(text);
        }
        if (type == byte[].class && text.startsWith(HEXADECIMAL)) {
            return HexFormat.of().parseHex(text, HEXADECIMAL.length(), text.length());
        }
        throw new IllegalArgumentException("a column of JSON cannot be read as " + type);
    }

    @Override
    public <T> T get(int index, Class<T> type) {
        throw new UnsupportedOperationException("a row of JSON is read by the names of its columns");
    }

    @Override
    public String toString() {
        return "JsonRow";
    }
}
