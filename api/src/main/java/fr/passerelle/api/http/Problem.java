package fr.passerelle.api.http;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A problem as it stands on the wire (RFC 9457). */
@JsonPropertyOrder({"type", "title", "status", "detail", "code", "trace_id", "retryable", "retry_after", "errors"})
record Problem(
        URI type,
        String title,
        int status,
        @Nullable String detail,
        String code,
        String traceId,
        boolean retryable,
        @Nullable Long retryAfter,
        @Nullable List<Fault> errors,
        @JsonAnyGetter Map<String, Object> members) {
    private static final Sentences SENTENCES = new Sentences("fr.passerelle.api.http.messages");

    /** One entry of {@code errors}. */
    record Fault(
            String code, @Nullable String pointer, @Nullable String parameter, String detail) {
        static Fault of(FieldError error, Locale language) {
            return new Fault(error.code(), error.pointer(), error.parameter(), sentence(error, language));
        }

        /** A sentence with values, when they are not all given, gives way to the bare one of its code. */
        private static String sentence(FieldError error, Locale language) {
            String what = SENTENCES
                    .say(language, "error." + error.code(), error.params())
                    .filter(sentence -> sentence.indexOf('{') < 0)
                    .or(() -> SENTENCES.say(language, "error." + error.code() + ".bare", Map.of()))
                    .or(() -> SENTENCES.say(language, "error.invalid", Map.of()))
                    .orElseThrow();
            String reason = error.params().get(FieldError.REASON);
            return reason == null ? what : what + why(reason, language);
        }

        private static String why(String reason, Locale language) {
            return SENTENCES
                    .say(language, "reason." + reason, Map.of())
                    .map(sentence -> " " + sentence)
                    .orElse("");
        }
    }

    static Problem of(ApiProblem cause, Locale language, String traceId) {
        ProblemCode code = cause.code();
        ApiProblem.Content content = cause.content();
        return new Problem(
                code.type(),
                sentence(code, "title", language),
                code.status().value(),
                sentence(code, "detail", language),
                code.text(),
                traceId,
                code.isRetryable(),
                content.seconds().orElse(null),
                faults(content.errors(), language),
                content.members());
    }

    /** The {@code title}, {@code detail} or {@code remedy} of a code. */
    static String sentence(ProblemCode code, String part, Locale language) {
        String key = "problem." + code.text() + "." + part;
        return SENTENCES
                .say(language, key, Map.of())
                .orElseThrow(() -> new IllegalStateException("no sentence " + key));
    }

    private static @Nullable List<Fault> faults(List<FieldError> errors, Locale language) {
        return errors.isEmpty()
                ? null
                : errors.stream().map(error -> Fault.of(error, language)).toList();
    }
}
