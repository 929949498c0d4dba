package fr.passerelle.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How well the platform answered lately, measured by our own calls. Nothing is inferred from silence: with too few calls the
 * answer is unknown. Thread-safe, and bounded in memory.
 */
public final class PlatformHealth {
    /** How far back calls count. */
    public static final Duration WINDOW = Duration.ofMinutes(15);

    private static final int MOST_CALLS = 1000;
    private static final int FEW_CALLS = 5;
    private static final double GOOD = 0.95;
    private static final double POOR = 0.5;

    private final Map<Operation, Deque<Call>> calls = new EnumMap<>(Operation.class);

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

    private record Call(Instant at, Blame blame) {}

    synchronized void record(Operation operation, Blame blame, Instant now) {
        Deque<Call> latest = calls.computeIfAbsent(operation, any -> new ArrayDeque<>());
        latest.addLast(new Call(now, blame));
        if (latest.size() > MOST_CALLS) {
            latest.removeFirst();
        }
    }

    /** Each operation as it was measured in the window before now. */
    public synchronized List<Measure> measure(Instant now) {
        return Stream.of(Operation.values())
                .map(operation -> measure(operation, now))
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

    private Measure measure(Operation operation, Instant now) {
        List<Call> recent = calls.getOrDefault(operation, new ArrayDeque<>()).stream()
                .filter(call ->
                        call.at().isAfter(now.minus(WINDOW)) && !call.at().isAfter(now))
                .toList();
        Map<Blame, Long> faults = new EnumMap<>(Blame.class);
        recent.forEach(call -> faults.merge(call.blame(), 1L, Long::sum));
        long reached = recent.size() - faults.getOrDefault(Blame.OURS, 0L);
        long failed = faults.getOrDefault(Blame.PLATFORM, 0L);
        boolean isThin = reached < FEW_CALLS;
        double share = isThin ? 0 : (double) (reached - failed) / reached;
        faults.remove(Blame.NONE);
        return new Measure(
                operation,
                isThin ? Availability.UNKNOWN : availability(share),
                isThin ? Optional.empty() : Optional.of(share),
                recent.size(),
                Map.copyOf(faults),
                recent.stream().map(Call::at).findFirst(),
                recent.stream().map(Call::at).reduce((first, last) -> last));
    }

    private static Availability availability(double share) {
        if (share >= GOOD) {
            return Availability.AVAILABLE;
        }
        return share >= POOR ? Availability.DEGRADED : Availability.UNAVAILABLE;
    }
}
