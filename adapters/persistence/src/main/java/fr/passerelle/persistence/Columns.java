package fr.passerelle.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;

/** The values of one row by the names of their columns, from which the statements that store it are made. */
final class Columns {
    private final String table;
    private final List<String> names = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();
    private int keys;

    private Columns(String table) {
        this.table = table;
    }

    static Columns of(String table) {
        return new Columns(table);
    }

    /** A column of the primary key; these come first. */
    Columns key(String name, Object value) {
        keys++;
        return set(name, value);
    }

    Columns set(String name, Object value) {
        names.add(name);
        values.add(value);
        return this;
    }

    Columns set(String name, @Nullable Object value, Class<?> type) {
        return set(name, Sql.orNull(value, type));
    }

    Columns constant(String name, Enum<?> value) {
        return set(name, nameOf(value));
    }

    static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    Columns json(String name, Object value) {
        return set(name, StoredJson.of(value));
    }

    Columns jsonOrNull(String name, @Nullable Object value) {
        return set(name, value == null ? null : StoredJson.of(value), Json.class);
    }

    /** All of them as one value. */
    Json row() {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            switch (Sql.bindable(values.get(i))) {
                case Parameter _ -> {}
                case Json json -> row.put(names.get(i), new RawValue(new String(json.asArray(), UTF_8)));
                case Object value -> row.put(names.get(i), value);
            }
        }
        return StoredJson.of(row);
    }

    Sql insert() {
        return statement(insertText());
    }

    /** Changes the row if its version is still the given one. */
    Sql update(long versionBefore) {
        String text = "update " + table + " set " + assignments() + " where " + keyMatches() + " and version = "
                + placeholder(names.size());
        Sql sql = statement(text);
        sql.values().add(versionBefore);
        return sql;
    }

    Sql update() {
        return statement("update " + table + " set " + assignments() + " where " + keyMatches());
    }

    Sql upsert() {
        return statement(insertText() + " on conflict (" + String.join(", ", names.subList(0, keys))
                + ") do update set " + assignments());
    }

    /** Inserts the row, or changes the row whose version is the one before this one's. */
    Sql upsertNextVersion() {
        Sql upsert = upsert();
        return new Sql(upsert.text() + " where " + table + ".version = excluded.version - 1", upsert.values());
    }

    private Sql statement(String text) {
        return Sql.of(text, values.toArray());
    }

    private String insertText() {
        String placeholders =
                IntStream.range(0, names.size()).mapToObj(Columns::placeholder).collect(Collectors.joining(", "));
        return "insert into " + table + " (" + String.join(", ", names) + ") values (" + placeholders + ")";
    }

    private String assignments() {
        return equations(keys, names.size(), ", ");
    }

    private String keyMatches() {
        return equations(0, keys, " and ");
    }

    private String equations(int from, int to, String between) {
        return IntStream.range(from, to)
                .mapToObj(i -> names.get(i) + " = " + placeholder(i))
                .collect(Collectors.joining(between));
    }

    private static String placeholder(int index) {
        return "$" + (index + 1);
    }
}
