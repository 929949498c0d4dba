package fr.passerelle.api.security;

import fr.passerelle.api.http.ApiProblem;
import fr.passerelle.api.http.ProblemCode;
import org.springframework.http.HttpHeaders;

/** The answers of RFC 6750 to a caller who may not. None says why a token is bad: that would help to forge one. */
final class Challenges {
    private static final String SCHEME = "Bearer";

    private Challenges() {}

    static ApiProblem missingToken() {
        return new ApiProblem(ProblemCode.UNAUTHENTICATED).withHeader(HttpHeaders.WWW_AUTHENTICATE, SCHEME);
    }

    static ApiProblem badToken() {
        return new ApiProblem(ProblemCode.UNAUTHENTICATED)
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, SCHEME + " error=\"invalid_token\"");
    }

    static ApiProblem insufficientScope(Access access) {
        String scopes =
                String.join(" ", access.scopes().stream().map(Scope::text).toList());
        return new ApiProblem(ProblemCode.INSUFFICIENT_SCOPE)
                .withHeader(
                        HttpHeaders.WWW_AUTHENTICATE,
                        SCHEME + " error=\"insufficient_scope\", scope=\"" + scopes + "\"");
    }
}
