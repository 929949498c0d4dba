package fr.passerelle.anef;

import fr.passerelle.platform.Exchange;
import fr.passerelle.platform.PlatformRefusal;
import fr.passerelle.platform.PlatformUnavailable;
import fr.passerelle.platform.PlatformUnavailable.Fault;
import fr.passerelle.platform.Rejection;
import fr.passerelle.platform.SessionEnded;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * A whole answer, down to its last byte, and our suspicion of it. It is data only when it says that it is the type we
 * asked for, is not encoded, and reads as such to the end: a maintenance page under status 200 is not.
 *
 * @param cookie that the portal set for the session, when it set one
 * @param exchange the same answer as evidence, cut
 */
record PortalAnswer(
        Operation operation, int status, HttpHeaders headers, Optional<String> cookie, byte[] body, Exchange exchange) {
    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    /** Reads the answer; what cannot be read is no answer. */
    <T> T read(Function<PortalAnswer, T> reading) {
        try {
            return reading.apply(this);
        } catch (AnotherEmployer e) {
            throw PlatformUnavailable.showingSomebodyElse(operation.code());
        } catch (UnusableAnswer e) {
            throw new PlatformUnavailable(operation.code(), Fault.UNUSABLE_ANSWER, e);
        } catch (DateTimeException | IllegalArgumentException e) {
            // The cause would quote what it read, which may be personal data.
            throw new PlatformUnavailable(operation.code(), Fault.UNUSABLE_ANSWER, null);
        }
    }

    <T> T json(Class<T> type) {
        requirePlain(MediaType.APPLICATION_JSON);
        return Wire.read(body, type);
    }

    byte[] pdf() {
        requirePlain(MediaType.APPLICATION_PDF);
        if (body.length < PDF.length || !Arrays.equals(body, 0, PDF.length, PDF, 0, PDF.length)) {
            throw new UnusableAnswer("not a PDF");
        }
        return body;
    }

    /** The portal's own words, when the answer holds nothing but them. */
    Optional<Rejection> rejection() {
        try {
            return Optional.of(json(Erreur.class)).filter(Erreur::isThePortals).map(Erreur::rejection);
        } catch (UnusableAnswer e) {
            return Optional.empty();
        }
    }

    /** Whether it is a page for people, and says that it is. */
    boolean isPage() {
        try {
            return status < 500 && contentType().equalsTypeAndSubtype(MediaType.TEXT_HTML);
        } catch (UnusableAnswer e) {
            return false;
        }
    }

    boolean says(int expected, String code) {
        return status == expected
                && rejection().map(Rejection::code).filter(code::equals).isPresent();
    }

    /** What an answer means that is none of those which the call expects. */
    RuntimeException fault() {
        if (status == 429 || status >= 500) {
            Fault fault = status == 429 ? Fault.OVERLOADED : Fault.SERVER_ERROR;
            return PlatformUnavailable.askingForPatience(
                    operation.code(), fault, retryAfter().orElse(null));
        }
        if (says(401, "SESSION_EXPIREE")) {
            return new SessionEnded(operation.code());
        }
        return refusal().orElseGet(() -> new UnusableAnswer("status " + status));
    }

    /** How long the portal asks to be left alone, when it is too busy. */
    Optional<Duration> retryAfter() {
        Instant answeredAt = exchange.answeredAt();
        return answeredAt == null || !(status == 429 || status == 503)
                ? Optional.empty()
                : Optional.ofNullable(RetryAfter.read(headers, answeredAt));
    }

    /** How far our clock is ahead of the portal's, which its answers show to the second; zero when this one does not. */
    Duration clockOffset() {
        Instant answeredAt = exchange.answeredAt();
        Instant date = PortalDates.read(headers, HttpHeaders.DATE);
        return answeredAt == null || date == null ? Duration.ZERO : Duration.between(date, answeredAt);
    }

    /** The status and, when it is the portal's, the code: nothing that was typed. */
    String summary() {
        return rejection()
                .map(rejection -> "status " + status + " " + rejection.code())
                .orElse("status " + status);
    }

    private Optional<RuntimeException> refusal() {
        return status >= 400 && status != 401
                ? rejection().map(rejection -> new PlatformRefusal(operation.code(), rejection))
                : Optional.empty();
    }

    private void requirePlain(MediaType expected) {
        if (headers.getOrEmpty(HttpHeaders.CONTENT_ENCODING).stream().anyMatch(e -> !e.equalsIgnoreCase("identity"))) {
            throw new UnusableAnswer("encoded body");
        }
        MediaType type = contentType();
        if (!type.equalsTypeAndSubtype(expected)) {
            throw new UnusableAnswer("another content type");
        }
        String charset = type.getParameter("charset");
        if (charset != null
                && !charset.replace("\"", "").toLowerCase(Locale.ROOT).equals("utf-8")) {
            throw new UnusableAnswer("another charset");
        }
    }

    private MediaType contentType() {
        List<String> types = headers.getOrEmpty(HttpHeaders.CONTENT_TYPE);
        if (types.size() != 1) {
            throw new UnusableAnswer("no content type, or several");
        }
        try {
            return MediaType.parseMediaType(types.getFirst());
        } catch (InvalidMediaTypeException e) {
            throw new UnusableAnswer("unreadable content type");
        }
    }

    /** Personal data. */
    @Override
    public String toString() {
        return "PortalAnswer[" + operation + ", " + status + "]";
    }
}
