package fr.passerelle.persistence;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row that was read, by the names of its columns. What must be there and is not is a damaged row, and raises. */
record StoredRow(Readable row) {

    UUID uuid(String column) {
        return required(column, UUID.class);
    }

    @Nullable
    UUID uuidOrNull(String column) {
        return row.get(column, UUID.class);
    }

    String text(String column) {
        return required(column, String.class);
    }

    @Nullable
    String textOrNull(String column) {
        return row.get(column, String.class);
    }

    long number(String column) {
        return required(column, Long.class);
    }

    Long[] numbers(String column) {
        return required(column, Long[].class);
    }

    int integer(String column) {
        return required(column, Integer.class);
    }

    @Nullable
    Integer integerOrNull(String column) {
        return row.get(column, Integer.class);
    }

    boolean flag(String column) {
        return required(column, Boolean.class);
    }

    Instant instant(String column) {
        return required(column, Instant.class);
    }

    @Nullable
    Instant instantOrNull(String column) {
        return row.get(column, Instant.class);
    }

    LocalDate date(String column) {
        return required(column, LocalDate.class);
    }

    @Nullable
    LocalDate dateOrNull(String column) {
        return row.get(column, LocalDate.class);
    }

    byte[] bytes(String column) {
        return required(column, byte[].class);
    }

    <E extends Enum<E>> E constant(String column, Class<E> type) {
        return Enum.valueOf(type, text(column).toUpperCase(Locale.ROOT));
    }

    <T> T json(String column, Class<T> type) {
        return given(jsonOrNull(column, type), column);
    }

    <T> @Nullable T jsonOrNull(String column, Class<T> type) {
        if (row instanceof JsonRow(var columns)) {
            return columns.hasNonNull(column) ? StoredJson.read(columns.path(column), type) : null;
        }
        Json json = row.get(column, Json.class);
        return json == null ? null : StoredJson.read(json, type);
    }

    Map<String, String> texts(String column) {
        return row instanceof JsonRow(var columns)
                ? StoredJson.readTexts(columns.path(column))
                : StoredJson.readTexts(required(column, Json.class));
    }

    private <T> T required(String column, Class<T> type) {
        return given(row.get(column, type), column);
    }

    private static <T> T given(@Nullable T value, String column) {
        if (value == null) {
            throw new IllegalStateException("a stored row lacks its " + column);
        }
        return value;
    }
}
