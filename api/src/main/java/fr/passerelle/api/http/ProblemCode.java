package fr.passerelle.api.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * What can go wrong with a call, as clients see it. The codes are a contract: a code keeps its name and its status. Titles and
 * details stand in {@code messages_en.properties} and {@code messages_fr.properties} beside this class.
 */
public enum ProblemCode {
    MALFORMED_JSON(HttpStatus.BAD_REQUEST, Retry.POINTLESS),
    MALFORMED_CSV(HttpStatus.BAD_REQUEST, Retry.POINTLESS),
    INVALID_REQUEST(HttpStatus.BAD_REQUEST, Retry.POINTLESS),
    INVALID_PARAMETER(HttpStatus.BAD_REQUEST, Retry.POINTLESS),
    INVALID_CURSOR(HttpStatus.BAD_REQUEST, Retry.POINTLESS),
    INVALID_IDEMPOTENCY_KEY(HttpStatus.BAD_REQUEST, Retry.POINTLESS),
    MISSING_IDEMPOTENCY_KEY(HttpStatus.BAD_REQUEST, Retry.POINTLESS),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, Retry.POINTLESS),
    INSUFFICIENT_SCOPE(HttpStatus.FORBIDDEN, Retry.POINTLESS),
    NOT_FOUND(HttpStatus.NOT_FOUND, Retry.POINTLESS),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, Retry.POINTLESS),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, Retry.POINTLESS),
    REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT, Retry.LATER),
    IDEMPOTENCY_IN_FLIGHT(HttpStatus.CONFLICT, Retry.LATER),
    DUPLICATE_REQUEST(HttpStatus.CONFLICT, Retry.POINTLESS),
    REFERENCE_TAKEN(HttpStatus.CONFLICT, Retry.POINTLESS),
    STATE_CONFLICT(HttpStatus.CONFLICT, Retry.POINTLESS),
    EVENTS_GONE(HttpStatus.GONE, Retry.POINTLESS),
    STALE(HttpStatus.PRECONDITION_FAILED, Retry.POINTLESS),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, Retry.POINTLESS),
    URI_TOO_LONG(HttpStatus.URI_TOO_LONG, Retry.POINTLESS),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, Retry.POINTLESS),
    INVALID_BODY(HttpStatus.UNPROCESSABLE_CONTENT, Retry.POINTLESS),
    IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT, Retry.POINTLESS),
    NOT_READY(HttpStatus.UNPROCESSABLE_CONTENT, Retry.POINTLESS),
    DOCUMENT_REFUSED(HttpStatus.UNPROCESSABLE_CONTENT, Retry.POINTLESS),
    IF_MATCH_REQUIRED(HttpStatus.PRECONDITION_REQUIRED, Retry.POINTLESS),
    RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS, Retry.LATER),
    HEADERS_TOO_LARGE(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, Retry.POINTLESS),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, Retry.LATER),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, Retry.LATER);

    private enum Retry {
        POINTLESS,
        LATER
    }

    private static final String PAGES = "/problems/";

    private final HttpStatus status;
    private final Retry retry;

    ProblemCode(HttpStatus status, Retry retry) {
        this.status = status;
        this.retry = retry;
    }

    /** The code whose text this is. */
    public static Optional<ProblemCode> of(String text) {
        for (ProblemCode code : values()) {
            if (code.text().equals(text)) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }

    /** The code as it stands in a problem. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The identifier of the problem's type, and the address of the page that explains it. */
    public URI type() {
        return URI.create(PAGES + text());
    }

    public HttpStatus status() {
        return status;
    }

    /** Whether the very same call may succeed later. */
    public boolean isRetryable() {
        return retry == Retry.LATER;
    }
}
