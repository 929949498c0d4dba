package fr.passerelle.api.http;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * The version that a change is meant for. Controllers ask for it as an argument; a malformed header never reaches them. Weak
 * tags and {@code *} are refused, since neither names one version.
 *
 * @param version as the client read it; absent when the client does not say
 */
public record IfMatch(@Nullable Long version) {
    private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");

    /**
     * The version, where a change needs one.
     *
     * @throws ApiProblem {@code if_match_required} when the client does not say
     */
    public long required() {
        if (version == null) {
            throw new ApiProblem(ProblemCode.IF_MATCH_REQUIRED);
        }
        return version;
    }

    static IfMatch of(HttpHeaders headers) {
        List<String> given = headers.getOrEmpty(HttpHeaders.IF_MATCH);
        if (given.isEmpty()) {
            return new IfMatch(null);
        }
        Matcher tag = TAG.matcher(given.getFirst());
        if (given.size() > 1 || !tag.matches()) {
            throw malformed();
        }
        return new IfMatch(Long.valueOf(tag.group(1)));
    }

    private static ApiProblem malformed() {
        FieldError error =
                FieldError.ofParameter(HttpHeaders.IF_MATCH, "wrong_form").with("expected", "\"7\"");
        return new ApiProblem(ProblemCode.INVALID_PARAMETER).with(error);
    }
}
