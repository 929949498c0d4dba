package fr.passerelle.requests;

import fr.passerelle.law.time.ReviewTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * The review times of late: of the decisions of half a year up to yesterday, so that all replicas tell the same all day. Measured with the
 * first question of a day and kept for the others.
 */
public final class ReviewTimes {
    /** Below it, one slow file moves the slowest tenth. */
    static final int FEWEST = 30;

    static final int DAYS = 182;

    private final Decisions decisions;
    private volatile Measure last = new Measure(LocalDate.MIN, Map.of());

    public ReviewTimes(Decisions decisions) {
        this.decisions = decisions;
    }

    private record Measure(LocalDate day, Map<String, ReviewTime> byType) {}

    /**
     * That of a type; without one while too few were decided. When it cannot be measured, that of the last day on which it could, and no
     * answer before any.
     */
    Mono<Optional<ReviewTime>> of(RequestType type, Instant now) {
        return measured(Deadlines.today(now))
                .map(measure ->
                        Optional.ofNullable(measure.byType().get(type.code())).filter(time -> time.sample() >= FEWEST));
    }

    /** That of the type for which nine of ten take the longest; without one while of no type enough were decided. */
    public Mono<Optional<ReviewTime>> slowest(Instant now) {
        return measured(Deadlines.today(now))
                .map(measure -> measure.byType().values().stream()
                        .filter(time -> time.sample() >= FEWEST)
                        .max(Comparator.comparingInt(ReviewTime::mostWithin)));
    }

    private Mono<Measure> measured(LocalDate today) {
        Measure known = last;
        return known.day().equals(today)
                ? Mono.just(known)
                : decisions
                        .reviewTimes(today.minusDays(DAYS), today)
                        .map(byType -> new Measure(today, Map.copyOf(byType)))
                        .doOnNext(measure -> last = measure)
                        .onErrorResume(_ -> known.day().equals(LocalDate.MIN) ? Mono.empty() : Mono.just(known));
    }
}
