package fr.passerelle.api.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.passerelle.ids.TenantId;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * How many calls are left, to tenants and to addresses that fail to authenticate. Kept in the memory of each replica: with three
 * replicas a tenant has up to three times its quota. Forgets whom it has not seen for two windows, which by then have a full
 * quota again.
 */
public final class RateLimits {
    private static final String BURST = "burst";
    private static final int MOST_REMEMBERED = 100_000;
    private static final int IPV6_NETWORK_BYTES = 8;

    private final HttpProperties.Rate rate;
    private final LongSupplier nanos;
    private final Cache<TenantId, Bucket> tenants;
    private final Cache<String, Bucket> addresses;

    RateLimits(HttpProperties.Rate rate, LongSupplier nanos) {
        this.rate = rate;
        this.nanos = nanos;
        this.tenants = cache();
        this.addresses = cache();
    }

    /** The policies that hold for a tenant, with what is left of each. Asking costs nothing. */
    public List<Policy> of(TenantId tenant) {
        int remaining = (int) bucket(tenant).getAvailableTokens();
        return List.of(new Policy(BURST, rate.quota(), rate.window(), remaining));
    }

    /**
     * Takes one call of a tenant and says so in the headers of the answer.
     *
     * @throws ApiProblem {@code rate_limited} when none is left
     */
    public void take(TenantId tenant, HttpHeaders answer) {
        ConsumptionProbe probe = bucket(tenant).tryConsumeAndReturnRemaining(1);
        long reset = seconds(probe.getNanosToWaitForReset());
        answer.set(
                "RateLimit-Policy",
                "\"%s\";q=%d;w=%d".formatted(BURST, rate.quota(), rate.window().toSeconds()));
        answer.set("RateLimit", "\"%s\";r=%d;t=%d".formatted(BURST, probe.getRemainingTokens(), reset));
        if (!probe.isConsumed()) {
            throw limited(probe.getNanosToWaitForRefill());
        }
    }

    /**
     * Lets an address try to authenticate.
     *
     * @throws ApiProblem {@code rate_limited} when it has failed too often
     */
    public void admit(@Nullable InetSocketAddress address) {
        var estimate = bucket(address).estimateAbilityToConsume(1);
        if (!estimate.canBeConsumed()) {
            throw limited(estimate.getNanosToWaitForRefill());
        }
    }

    /** Counts a failure to authenticate against its address. */
    public void countFailure(@Nullable InetSocketAddress address) {
        bucket(address).tryConsume(1);
    }

    private Bucket bucket(TenantId tenant) {
        return Objects.requireNonNull(tenants.get(tenant, key -> bucket(rate.quota())));
    }

    private Bucket bucket(@Nullable InetSocketAddress address) {
        return Objects.requireNonNull(addresses.get(network(address), key -> bucket(rate.failures())));
    }

    private Bucket bucket(int quota) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(quota).refillGreedy(quota, rate.window()))
                .withCustomTimePrecision(new Meter(nanos))
                .build();
    }

    /** Whoever has one IPv6 address has the whole network of 64 bits. */
    private static String network(@Nullable InetSocketAddress address) {
        InetAddress ip = address == null ? null : address.getAddress();
        if (ip == null) {
            return "unknown";
        }
        byte[] bytes = ip.getAddress();
        return HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, IPV6_NETWORK_BYTES)));
    }

    private <K> Cache<K, Bucket> cache() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterAccess(rate.window().multipliedBy(2))
                .ticker(nanos::getAsLong)
                .build();
    }

    private static ApiProblem limited(long nanosToWait) {
        return new ApiProblem(ProblemCode.RATE_LIMITED).retryAfter(Duration.ofNanos(nanosToWait));
    }

    private static long seconds(long nanos) {
        return Duration.ofNanos(nanos).plusMillis(999).toSeconds();
    }

    /** One policy and what is left of it. */
    public record Policy(String name, int quota, Duration window, int remaining) {}

    private record Meter(LongSupplier nanos) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanos.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
