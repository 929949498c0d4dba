package fr.passerelle.api.http;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;

/** Binds a scanned document to a record, its rules included, with all faults in one {@link InvalidBody}. */
final class JsonBodies {
    private JsonBodies() {}

    /**
     * The value in this document.
     *
     * @throws InvalidBody when anything is wrong, in the errors or here
     */
    static Object bind(JsonNode document, JavaType type, Errors errors) {
        Object value = read(document, type, errors);
        if (value instanceof Checked rules) {
            check(rules, errors);
        }
        if (!errors.isEmpty()) {
            throw new InvalidBody(errors.all());
        }
        return Objects.requireNonNull(value, "nothing bound and nothing noted");
    }

    private static @Nullable Object read(JsonNode document, JavaType type, Errors errors) {
        if (document.isNull()) {
            errors.add("required");
            return null;
        }
        try {
            return WireJson.mapper()
                    .readerFor(type)
                    .withAttribute(Errors.class, errors)
                    .readValue(document);
        } catch (DatabindException e) {
            return stop(e, errors);
        }
    }

    /** The rare fault that Jackson does not let us pass over, such as an empty text for an object: named, and the last one. */
    private static @Nullable Object stop(JacksonException fault, Errors errors) {
        Pointer place = Pointer.ROOT;
        for (JacksonException.Reference step : fault.getPath()) {
            String name = step.getPropertyName();
            place = name == null ? place.child(step.getIndex()) : place.child(name);
        }
        errors.addAt(place, FieldError.at("", "invalid"));
        return null;
    }

    /** On a partial record a rule may stumble over what could not be bound; the client has been told of that already. */
    private static void check(Checked rules, Errors errors) {
        boolean isWhole = errors.isEmpty();
        try {
            errors.addUnreported(rules::check);
        } catch (RuntimeException e) {
            if (isWhole) {
                throw e;
            }
        }
    }
}
