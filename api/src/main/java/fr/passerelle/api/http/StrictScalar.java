package fr.passerelle.api.http;

import java.time.DateTimeException;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Reads a scalar from one kind of token. Any other token, and a value out of range, goes to {@link BindingFaults}, where
 * Jackson's own scalars would stop the whole binding.
 */
final class StrictScalar<T> extends StdScalarDeserializer<T> {
    private final Predicate<JsonToken> accepted;
    private final transient Function<JsonParser, T> reading;

    private StrictScalar(Class<?> type, Predicate<JsonToken> accepted, Function<JsonParser, T> reading) {
        super(type);
        this.accepted = accepted;
        this.reading = reading;
    }

    static <T> StrictScalar<T> text(Class<T> type, Function<String, T> reading) {
        return new StrictScalar<>(
                type, token -> token == JsonToken.VALUE_STRING, parser -> reading.apply(parser.getString()));
    }

    static StrictScalar<Boolean> bool(Class<Boolean> type) {
        return new StrictScalar<>(type, JsonToken::isBoolean, JsonParser::getBooleanValue);
    }

    static StrictScalar<Integer> integer(Class<Integer> type) {
        return new StrictScalar<>(
                type,
                token -> token == JsonToken.VALUE_NUMBER_INT,
                parser -> parser.getBigIntegerValue().intValueExact());
    }

    static StrictScalar<Long> longInteger(Class<Long> type) {
        return new StrictScalar<>(
                type,
                token -> token == JsonToken.VALUE_NUMBER_INT,
                parser -> parser.getBigIntegerValue().longValueExact());
    }

    static StrictScalar<Object> constant(Class<?> type) {
        return new StrictScalar<>(
                type, token -> token == JsonToken.VALUE_STRING, parser -> constant(type, parser.getString()));
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable T deserialize(JsonParser parser, DeserializationContext context) {
        if (!accepted.test(parser.currentToken())) {
            return (T) context.handleUnexpectedToken(getValueType(context), parser);
        }
        try {
            return reading.apply(parser);
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            return (T) context.handleWeirdStringValue(handledType(), "", "not in the form of the wire");
        }
    }

    /** An absent boolean is false; {@code null} for a primitive is refused by Jackson before it comes here. */
    @Override
    public @Nullable Object getAbsentValue(DeserializationContext context) {
        return BindingFaults.absent(handledType());
    }

    @Override
    public @Nullable Object getNullValue(DeserializationContext context) {
        return handledType().isPrimitive()
                ? context.handleUnexpectedToken(getValueType(context), context.getParser())
                : null;
    }

    private static Object constant(Class<?> type, String text) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no such constant");
    }
}
