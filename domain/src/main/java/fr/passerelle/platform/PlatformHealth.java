package fr.passerelle.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * How well the platform answered lately, measured by our own calls, those of all replicas. Nothing is inferred from silence:
 * with too few calls the answer is unknown. Thread-safe, and bounded in memory.
 */
public final class PlatformHealth {
    /** How far back calls count; to the beginning of that minute. */
    public static final Duration WINDOW = Duration.ofMinutes(15);

    private static final int FEW_CALLS = 5;
    private static final double GOOD = 0.95;
    private static final double POOR = 0.5;

    private final CallCounts counts;
    private final InstantSource clock;
    private final Map<CallCount.Key, CallCount> unshared = new HashMap<>();

    public PlatformHealth(CallCounts counts, InstantSource clock) {
        this.counts = counts;
        this.clock = clock;
    }

    /** What can be asked of the platform, as far as health is told apart. */
    public enum Operation {
        LOGIN,
        CREATE_DRAFT,
        ATTACH,
        READ_DRAFT,
        DELETE_DRAFT,
        SUBMIT,
        LIST_FILES,
        READ_FILE,
        SEND_COMPLEMENT,
        DOWNLOAD
    }

    /** Whose trouble a call met. */
    public enum Blame {
        NONE,
        PLATFORM,
        /** The account: locked, refused, session ended. */
        LOGIN,
        /** Our own protection held the call back. */
        OURS,
        /** What was filed was not acceptable. */
        CLIENT
    }

    /** In one word. */
    public enum Availability {
        AVAILABLE,
        DEGRADED,
        UNAVAILABLE,
        UNKNOWN
    }

    /**
     * A measure of one operation.
     *
     * @param shareOfSuccess of the calls that reached the platform; empty when they were too few
     */
    public record Measure(
            Operation operation,
            Availability availability,
            Optional<Double> shareOfSuccess,
            long sampleSize,
            Map<Blame, Long> faults,
            Optional<Instant> oldest,
            Optional<Instant> newest) {}

    synchronized void record(Operation operation, Blame blame) {
        keep(CallCount.one(operation, blame, clock.instant()));
    }

    private void keep(CallCount count) {
        unshared.merge(count.key(), count, CallCount::and);
    }

    /** Adds what this replica met since it last did to what all know. What cannot be added now is added later. */
    public Mono<Void> share() {
        return Mono.defer(() -> {
            List<CallCount> taken = take();
            return taken.isEmpty() ? Mono.empty() : counts.add(taken).doOnError(_ -> putBack(taken));
        });
    }

    /** What is out of the window is of no use any more, so that a store that is away for long fills no memory. */
    private synchronized List<CallCount> take() {
        Instant from = clock.instant().minus(WINDOW);
        List<CallCount> taken = unshared.values().stream()
                .filter(count -> count.last().isAfter(from))
                .toList();
        unshared.clear();
        return taken;
    }

    private synchronized void putBack(List<CallCount> taken) {
        taken.forEach(this::keep);
    }

    private synchronized List<CallCount> unshared() {
        return List.copyOf(unshared.values());
    }

    /** Each operation as it was measured in the window before now. Its clock is business time, and asked when this is called. */
    public Mono<List<Measure>> measure() {
        Instant now = clock.instant();
        return counts.since(now.minus(WINDOW)).map(shared -> measure(shared, now));
    }

    private List<Measure> measure(List<CallCount> shared, Instant now) {
        Instant from = now.minus(WINDOW);
        List<CallCount> recent = Stream.concat(shared.stream(), unshared().stream())
                .filter(count -> count.last().isAfter(from) && !count.first().isAfter(now))
                .toList();
        return Stream.of(Operation.values())
                .map(operation -> measure(operation, recent))
                .toList();
    }

    /** The platform as a whole: as good as the worst operation that was measured. */
    public static Availability overall(List<Measure> measures) {
        return measures.stream()
                .map(Measure::availability)
                .filter(a -> a != Availability.UNKNOWN)
                .reduce((a, b) -> a.compareTo(b) > 0 ? a : b)
                .orElse(Availability.UNKNOWN);
    }

    private static Measure measure(Operation operation, List<CallCount> all) {
        List<CallCount> recent =
                all.stream().filter(count -> count.operation() == operation).toList();
        Map<Blame, Long> calls = new EnumMap<>(Blame.class);
        recent.forEach(count -> calls.merge(count.blame(), count.calls(), Long::sum));
        long sampleSize = calls.values().stream().mapToLong(Long::longValue).sum();
        long reached = sampleSize - calls.getOrDefault(Blame.OURS, 0L);
        long failed = calls.getOrDefault(Blame.PLATFORM, 0L);
        boolean isThin = reached < FEW_CALLS;
        double share = isThin ? 0 : (double) (reached - failed) / reached;
        calls.remove(Blame.NONE);
        return new Measure(
                operation,
                isThin ? Availability.UNKNOWN : availability(share),
                isThin ? Optional.empty() : Optional.of(share),
                sampleSize,
                Map.copyOf(calls),
                recent.stream().map(CallCount::first).min(Comparator.naturalOrder()),
                recent.stream().map(CallCount::last).max(Comparator.naturalOrder()));
    }

    private static Availability availability(double share) {
        if (share >= GOOD) {
            return Availability.AVAILABLE;
        }
        return share >= POOR ? Availability.DEGRADED : Availability.UNAVAILABLE;
    }
}
