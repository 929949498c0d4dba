package fr.passerelle.api.http;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with what a client sent, and where.
 *
 * @param code stable, documented, never translated
 * @param pointer JSON Pointer into the body; absent for a parameter or a header
 * @param parameter name of the query parameter, path variable or header; absent for the body
 * @param params what the sentence of the code says beside its words, such as a limit; never what the client sent
 */
public record FieldError(
        String code, @Nullable String pointer, @Nullable String parameter, Map<String, String> params) {
    /** The name of the value that adds a second sentence, saying why: {@code length}, {@code characters}, {@code check_digit}. */
    static final String REASON = "reason";

    public FieldError {
        params = Map.copyOf(params);
    }

    /** A fault in the body. */
    public static FieldError at(String pointer, String code) {
        return new FieldError(code, pointer, null, Map.of());
    }

    /** A fault in a query parameter, a path variable or a header. */
    public static FieldError ofParameter(String parameter, String code) {
        return new FieldError(code, null, parameter, Map.of());
    }

    /** The same fault, with a value for the sentence of its code. */
    public FieldError with(String name, Object value) {
        Map<String, String> more = new HashMap<>(params);
        more.put(name, value.toString());
        return new FieldError(code, pointer, parameter, more);
    }
}
