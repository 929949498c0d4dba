package fr.passerelle.platform;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request to the platform and what came back, kept as evidence.
 *
 * @param operation name of the call
 * @param answeredAt absent when no answer came
 * @param status HTTP status, when one came
 * @param headers of the answer, without cookies
 * @param body of the answer, cut at the adapter's limit; holds personal data
 */
public record Exchange(
        String operation,
        Instant sentAt,
        @Nullable Instant answeredAt,
        @Nullable Integer status,
        Map<String, String> headers,
        byte[] body) {
    public Exchange {
        headers = Map.copyOf(headers);
    }

    /** The same, for an answer that is somebody else's. */
    public Exchange withoutBody() {
        return new Exchange(operation, sentAt, answeredAt, status, headers, new byte[0]);
    }

    @Override
    public String toString() {
        return "Exchange[" + operation + ", status " + status + ", " + body.length + " bytes]";
    }
}
