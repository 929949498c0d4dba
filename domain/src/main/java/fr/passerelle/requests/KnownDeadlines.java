package fr.passerelle.requests;

import fr.passerelle.law.time.Deadline;
import fr.passerelle.law.time.Deadline.Dated;
import fr.passerelle.law.time.ReviewTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The days that were told for a request, so that none moves in silence. A day that no longer runs stays as it was last told.
 *
 * @param days the last that was told of each code, and those before it
 * @param reviewTime as it was measured when the draft was last written; absent while too few were
 */
public record KnownDeadlines(List<Known> days, @Nullable ReviewTime reviewTime) {
    public static final KnownDeadlines NONE = new KnownDeadlines(List.of(), null);

    public KnownDeadlines {
        days = List.copyOf(days);
    }

    /**
     * What was told of one code.
     *
     * @param past days that were told before, the oldest first
     */
    public record Known(String code, LocalDate date, Instant since, List<Past> past) {
        public Known {
            past = List.copyOf(past);
        }

        private Known becomes(LocalDate moved, Instant now) {
            List<Past> all = new ArrayList<>(past);
            all.add(new Past(date, since, now));
            return new Known(code, moved, now, all);
        }
    }

    /** A day that was told for a time. */
    public record Past(LocalDate date, Instant since, Instant until) {}

    /** A day that moved. */
    record Move(String code, LocalDate from, LocalDate to) {}

    public Optional<Known> of(String code) {
        return days.stream().filter(known -> known.code().equals(code)).findFirst();
    }

    /** The same days, of which the one to file by is to be counted with this time. */
    KnownDeadlines measured(Optional<ReviewTime> time) {
        return new KnownDeadlines(days, time.orElse(null));
    }

    /** The same, with the days that are computed now. */
    public KnownDeadlines with(List<Deadline> computed, Instant now) {
        List<Dated> dated = dated(computed).toList();
        Stream<Known> gone = days.stream()
                .filter(known -> dated.stream().noneMatch(day -> day.code().equals(known.code())));
        return new KnownDeadlines(
                Stream.concat(gone, dated.stream().map(day -> told(day, now))).toList(), reviewTime);
    }

    private Known told(Dated day, Instant now) {
        Known known = of(day.code()).orElseGet(() -> new Known(day.code(), day.date(), now, List.of()));
        return known.date().equals(day.date()) ? known : known.becomes(day.date(), now);
    }

    /** Which of those that are computed now are not on the day that was told. */
    List<Move> moves(List<Deadline> computed) {
        return dated(computed)
                .flatMap(day -> of(day.code())
                        .filter(known -> !known.date().equals(day.date()))
                        .map(known -> new Move(day.code(), known.date(), day.date()))
                        .stream())
                .toList();
    }

    /** How often a day has moved so far. */
    long moved() {
        return days.stream().mapToLong(known -> known.past().size()).sum();
    }

    private static Stream<Dated> dated(List<Deadline> all) {
        return all.stream().filter(Dated.class::isInstance).map(Dated.class::cast);
    }
}
