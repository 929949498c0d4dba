package fr.passerelle.anef;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.springframework.util.unit.DataSize;

/**
 * How we speak to the portal.
 *
 * @param baseUrl where the portal answers; paths are appended to it
 * @param exchangeDeadline from the first attempt to connect to the last byte of the answer, so that one that drips ends too
 * @param connectTimeout of which the connection may take so much
 * @param concurrentCalls at most so many calls under way on each lane (read, write, log in) of this replica
 * @param largestJson bodies beyond are cut and never read as data
 * @param largestPdf likewise for PDFs
 * @param keptEvidence so much of an answer's body is kept as evidence
 * @param longestRetryAfter we stay away no longer than that, whatever the portal asks
 */
public record PlatformClientProperties(
        URI baseUrl,
        Duration exchangeDeadline,
        Duration connectTimeout,
        int concurrentCalls,
        DataSize largestJson,
        DataSize largestPdf,
        DataSize keptEvidence,
        Duration longestRetryAfter,
        Breaker breaker) {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    public PlatformClientProperties {
        if (!SCHEMES.contains(String.valueOf(baseUrl.getScheme())) || baseUrl.getHost() == null) {
            throw new IllegalArgumentException("the portal's base URL is an http or https URL");
        }
        if (baseUrl.getUserInfo() != null || baseUrl.getQuery() != null || baseUrl.getFragment() != null) {
            throw new IllegalArgumentException("the portal's base URL holds no user, query or fragment");
        }
        requirePositive(exchangeDeadline, "exchange deadline");
        requirePositive(connectTimeout, "connect timeout");
        if (connectTimeout.compareTo(exchangeDeadline) >= 0) {
            throw new IllegalArgumentException("the connect timeout is shorter than the exchange deadline");
        }
        if (concurrentCalls < 1) {
            throw new IllegalArgumentException("at least one call");
        }
        requirePositive(longestRetryAfter, "longest retry-after");
        requireHoldable(largestJson, "largest JSON");
        requireHoldable(largestPdf, "largest PDF");
        requireHoldable(keptEvidence, "kept evidence");
    }

    /** The same for all three circuit breakers. */
    public record Breaker(
            int window,
            int minimumCalls,
            float failurePercent,
            Duration slowCall,
            float slowCallPercent,
            Duration openFor) {
        public Breaker {
            if (window < 1 || minimumCalls < 1 || minimumCalls > window) {
                throw new IllegalArgumentException("a breaker judges between one call and its window");
            }
            requirePercent(failurePercent);
            requirePercent(slowCallPercent);
            requirePositive(slowCall, "slow call");
            requirePositive(openFor, "open state");
        }
    }

    /** What suits a portal that answers within seconds on good days. */
    public static PlatformClientProperties of(URI baseUrl) {
        return new PlatformClientProperties(
                baseUrl,
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                8,
                DataSize.ofMegabytes(1),
                DataSize.ofMegabytes(5),
                DataSize.ofKilobytes(256),
                Duration.ofHours(24),
                new Breaker(20, 5, 50, Duration.ofSeconds(15), 80, Duration.ofMinutes(1)));
    }

    private static void requirePositive(Duration duration, String what) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + ": a positive duration");
        }
    }

    private static void requirePercent(float percent) {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException("a percentage above 0");
        }
    }

    private static void requireHoldable(DataSize size, String what) {
        if (size.toBytes() < 1 || size.toBytes() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(what + ": between one byte and two gigabytes");
        }
    }
}
