package fr.passerelle.api.http;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Notes what cannot be bound in the {@link Errors} of the reading and goes on, so that one answer names every fault. Jackson's
 * own collecting handler covers neither unexpected tokens nor coercions. Without {@link Errors} it lets Jackson fail.
 */
final class BindingFaults extends DeserializationProblemHandler {

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser parser,
            ValueDeserializer<?> deserializer,
            Object beanOrClass,
            String name) {
        boolean isNoted = note(context, parser, new FieldError("unknown_member", null, null, Map.of()));
        if (isNoted) {
            parser.skipChildren();
        }
        return isNoted;
    }

    @Override
    public @Nullable Object handleUnexpectedToken(
            DeserializationContext context, JavaType type, JsonToken token, JsonParser parser, String message) {
        return noteWrongType(context, type, parser);
    }

    @Override
    public @Nullable Object handleMissingInstantiator(
            DeserializationContext context,
            Class<?> type,
            ValueInstantiator instantiator,
            JsonParser parser,
            String message) {
        return noteWrongType(context, context.constructType(type), parser);
    }

    @Override
    public @Nullable Object handleWeirdStringValue(
            DeserializationContext context, Class<?> type, String value, String message) {
        return note(context, context.getParser(), wrongForm(type)) ? filler(context, type) : NOT_HANDLED;
    }

    @Override
    public @Nullable Object handleInstantiationProblem(
            DeserializationContext context, Class<?> type, @Nullable Object argument, Throwable fault) {
        FieldError error = new FieldError("invalid", null, null, Map.of());
        return note(context, context.getParser(), error) ? null : NOT_HANDLED;
    }

    /** What stands for a value that is not there. */
    static @Nullable Object absent(Class<?> type) {
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
    }

    private static @Nullable Object noteWrongType(DeserializationContext context, JavaType type, JsonParser parser) {
        FieldError error = new FieldError("wrong_type", null, null, Map.of("expected", name(type)));
        if (!note(context, parser, error)) {
            return NOT_HANDLED;
        }
        parser.skipChildren();
        return filler(context, type.getRawClass());
    }

    private static boolean note(DeserializationContext context, JsonParser parser, FieldError error) {
        boolean isCollecting = context.getAttribute(Errors.class) instanceof Errors;
        if (isCollecting) {
            ((Errors) context.getAttribute(Errors.class)).addAt(place(parser), error);
        }
        return isCollecting;
    }

    /** Of a structure's start token, the place is that of the structure and not one inside it. */
    private static String place(JsonParser parser) {
        return parser.streamReadContext().pathAsPointer().toString();
    }

    private static FieldError wrongForm(Class<?> type) {
        if (type.isEnum()) {
            return new FieldError("unknown_value", null, null, Map.of("allowed", names(type)));
        }
        return new FieldError("wrong_form", null, null, Map.of("expected", name(type)));
    }

    private static String names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /** An element of a list keeps its place, so that rules name the others by their own index. */
    private static @Nullable Object filler(DeserializationContext context, Class<?> type) {
        if (type.isRecord()) {
            return context.readTreeAsValue(JsonNodeFactory.instance.objectNode(), type);
        }
        return type == String.class ? "" : absent(type);
    }

    private static String name(JavaType type) {
        return name(type.getRawClass());
    }

    private static String name(Class<?> type) {
        if (type == String.class || type.isEnum()) {
            return "string";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "boolean";
        }
        if (type == LocalDate.class) {
            return "\"YYYY-MM-DD\"";
        }
        if (type == Instant.class) {
            return "\"YYYY-MM-DDThh:mm:ssZ\"";
        }
        if (type == BigDecimal.class) {
            return "\"123.45\"";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "integer";
        }
        return Collection.class.isAssignableFrom(type) || type.isArray() ? "array" : "object";
    }
}
