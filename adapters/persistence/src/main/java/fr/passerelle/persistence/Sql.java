package fr.passerelle.persistence;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement with its values, in the order of their placeholders {@code $1}, {@code $2} and so on. */
record Sql(String text, List<Object> values) {

    static Sql of(String text, Object... values) {
        Sql sql = new Sql(text, new ArrayList<>(values.length));
        for (Object value : values) {
            sql.values.add(bindable(value));
        }
        return sql;
    }

    /** A value that may be absent; PostgreSQL must know the type of what is not there. */
    static Object orNull(@Nullable Object value, Class<?> type) {
        return value == null ? Parameters.in(type) : value;
    }

    void bindTo(Statement statement) {
        for (int i = 0; i < values.size(); i++) {
            statement.bind(i, values.get(i));
        }
    }

    /** PostgreSQL rounds to microseconds, sometimes into the future; we cut. */
    static Object bindable(Object value) {
        return switch (value) {
            case Instant instant -> instant.truncatedTo(ChronoUnit.MICROS);
            case String text -> StoredText.of(text);
            default -> value;
        };
    }

    /** The text alone: values hold personal data. */
    @Override
    public String toString() {
        return text;
    }
}
