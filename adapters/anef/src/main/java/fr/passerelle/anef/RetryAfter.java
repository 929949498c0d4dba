package fr.passerelle.anef;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * How long the portal asks to be left alone, in seconds or until a date (RFC 9110, section 10.2.3). Whatever it asks, we
 * stay away for a second at least and a day at most: ten years would be a mistake, and so would a date that has passed.
 */
final class RetryAfter {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Pattern SECONDS = Pattern.compile("[+-]?[0-9]{1,100}");

    private RetryAfter() {}

    /** Null when nothing is asked, or nothing that can be read. */
    static @Nullable Duration read(HttpHeaders headers, Instant answeredAt) {
        String text = headers.getFirst(HttpHeaders.RETRY_AFTER);
        if (text == null) {
            return null;
        }
        return SECONDS.matcher(text.strip()).matches() ? seconds(text.strip()) : untilDate(headers, answeredAt);
    }

    private static Duration seconds(String text) {
        BigInteger longest = BigInteger.valueOf(LONGEST.toSeconds());
        BigInteger asked = new BigInteger(text).min(longest).max(longest.negate());
        return within(Duration.ofSeconds(asked.longValueExact()));
    }

    /** By the clock of whoever wrote the date, when the answer shows it: the portal's may be a day off ours. */
    private static @Nullable Duration untilDate(HttpHeaders headers, Instant answeredAt) {
        Instant until = PortalDates.read(headers, HttpHeaders.RETRY_AFTER);
        Instant from = Objects.requireNonNullElse(PortalDates.read(headers, HttpHeaders.DATE), answeredAt);
        return until == null ? null : within(Duration.between(from, until));
    }

    private static Duration within(Duration asked) {
        if (asked.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
