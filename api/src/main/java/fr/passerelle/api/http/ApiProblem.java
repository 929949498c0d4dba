package fr.passerelle.api.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * The answer to a call that cannot be carried out, signalled or thrown anywhere on the way. Immutable: each {@code with…} gives
 * another one. Has no stack trace, since it is an answer and not a fault of ours; a fault of ours is any other exception.
 */
public class ApiProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final transient Content content;

    /** A problem with the sentences of its code and nothing more. */
    public ApiProblem(ProblemCode code) {
        this(code, Content.NONE);
    }

    ApiProblem(ProblemCode code, Content content) {
        super(code.text(), null, false, false);
        this.code = code;
        this.content = content;
    }

    /** A query parameter, path variable or header that is not what it must be. */
    public static ApiProblem invalidParameter(String parameter, String errorCode) {
        return new ApiProblem(ProblemCode.INVALID_PARAMETER).with(FieldError.ofParameter(parameter, errorCode));
    }

    public ApiProblem with(FieldError error) {
        return new ApiProblem(code, content.with(error));
    }

    public ApiProblem with(List<FieldError> errors) {
        return new ApiProblem(code, content.with(errors));
    }

    /** Adds an extension member; its value is written as the wire records are. */
    public ApiProblem with(String member, Object value) {
        return new ApiProblem(code, content.with(member, value));
    }

    public ApiProblem withHeader(String name, String value) {
        return new ApiProblem(code, content.withHeader(name, value));
    }

    /** Says when to come back, in the header and in the body. */
    public ApiProblem retryAfter(Duration wait) {
        return new ApiProblem(code, content.retryAfter(wait));
    }

    public ProblemCode code() {
        return code;
    }

    public List<FieldError> errors() {
        return content.errors();
    }

    Content content() {
        return content;
    }

    /** What a problem says beside its code. */
    record Content(
            List<FieldError> errors,
            Map<String, Object> members,
            Map<String, String> headers,
            @Nullable Duration pause) {
        static final Content NONE = new Content(List.of(), Map.of(), Map.of(), null);

        Content with(FieldError error) {
            return with(List.of(error));
        }

        Content with(List<FieldError> more) {
            List<FieldError> all = new ArrayList<>(errors);
            all.addAll(more);
            return new Content(List.copyOf(all), members, headers, pause);
        }

        Content with(String member, Object value) {
            Map<String, Object> all = new LinkedHashMap<>(members);
            all.put(member, value);
            return new Content(errors, all, headers, pause);
        }

        Content withHeader(String name, String value) {
            Map<String, String> all = new LinkedHashMap<>(headers);
            all.put(name, value);
            return new Content(errors, members, all, pause);
        }

        Content retryAfter(Duration duration) {
            return new Content(errors, members, headers, duration);
        }

        /** The wait in whole seconds, rounded up, since a client that comes back early is refused again. */
        Optional<Long> seconds() {
            return Optional.ofNullable(pause)
                    .map(w -> Math.max(1, w.plusMillis(999).toSeconds()));
        }

        void writeHeaders(HttpHeaders target) {
            headers.forEach(target::set);
            seconds().ifPresent(s -> target.set(HttpHeaders.RETRY_AFTER, s.toString()));
        }
    }
}
