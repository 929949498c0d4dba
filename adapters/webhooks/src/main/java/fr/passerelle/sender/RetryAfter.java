package fr.passerelle.sender;

import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a receiver asks to be left alone, in seconds or until a date (RFC 9110, section 10.2.3). */
final class RetryAfter {
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,100}");

    private RetryAfter() {}

    /** Null when nothing is asked, or nothing that can be read; never negative, and never more than a year. */
    static @Nullable Duration read(HttpHeaders headers, Instant answeredAt) {
        String text = headers.get(HttpHeaderNames.RETRY_AFTER);
        if (text == null) {
            return null;
        }
        return SECONDS.matcher(text.strip()).matches() ? seconds(text.strip()) : untilDate(headers, answeredAt);
    }

    private static Duration seconds(String text) {
        BigInteger longest = BigInteger.valueOf(LONGEST.toSeconds());
        return Duration.ofSeconds(new BigInteger(text).min(longest).longValueExact());
    }

    /** By the clock of whoever wrote the date, when the answer shows it. */
    private static @Nullable Duration untilDate(HttpHeaders headers, Instant answeredAt) {
        Instant until = date(headers.get(HttpHeaderNames.RETRY_AFTER));
        Instant from = Objects.requireNonNullElse(date(headers.get(HttpHeaderNames.DATE)), answeredAt);
        return until == null ? null : within(Duration.between(from, until));
    }

    private static Duration within(Duration asked) {
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }

    private static @Nullable Instant date(@Nullable String text) {
        Date date = text == null || text.isBlank() ? null : DateFormatter.parseHttpDate(text);
        return date == null ? null : date.toInstant();
    }
}
