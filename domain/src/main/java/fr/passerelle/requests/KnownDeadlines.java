package fr.passerelle.requests;

import fr.passerelle.law.time.Deadline;
import fr.passerelle.law.time.Deadline.Dated;
import fr.passerelle.law.time.Deadline.Fact;
import fr.passerelle.law.time.ReviewTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The days that were told for a request, so that none moves in silence, or is lost. A day that no longer runs stays as it was last
 * told; when a time of its code runs again, that is another time, and no day has moved.
 *
 * @param days the last that was told of each code, and those before it
 * @param reviewTime as it was measured when the draft was last written; absent while too few were
 * @param moves how often a day has moved so far
 */
public record KnownDeadlines(
        List<Known> days,
        @Nullable ReviewTime reviewTime,
        @Nullable Long moves) {
    public static final KnownDeadlines NONE = new KnownDeadlines(List.of(), null, null);

    public KnownDeadlines {
        days = List.copyOf(days);
        if (moves == null) {
            // Rows from before: each day of the past was left by a move.
            moves = days.stream().mapToLong(known -> known.past().size()).sum();
        }
    }

    /**
     * What was told of one code.
     *
     * @param date absent since it can no longer be known
     * @param past days that were told before, the oldest first; the last of them only
     * @param startedAt what tells one time of the code from the next, where several may follow each other; absent of others
     * @param until since when it no longer runs; absent while it does
     */
    public record Known(
            String code,
            @Nullable LocalDate date,
            Instant since,
            List<Past> past,
            @Nullable Instant startedAt,
            @Nullable Instant until) {
        private static final int MOST_OF_THE_PAST = 20;

        public Known {
            past = List.copyOf(past);
        }

        static Known of(Deadline first, Instant now) {
            return new Known(first.code(), dateOf(first), now, List.of(), startOf(first), null);
        }

        private boolean isAnother(Deadline one) {
            return until != null || !Objects.equals(startedAt, startOf(one));
        }

        private boolean hasMoved(Deadline one) {
            return !isAnother(one) && !Objects.equals(date, dateOf(one));
        }

        private Known ended(Instant now) {
            return until == null ? new Known(code, date, since, past, startedAt, now) : this;
        }

        private Known becomes(Deadline one, Instant now) {
            boolean isSameDay = Objects.equals(date, dateOf(one));
            return new Known(
                    code, dateOf(one), isSameDay ? since : now, isSameDay ? past : pastUntil(now), startOf(one), null);
        }

        private List<Past> pastUntil(Instant now) {
            if (date == null) {
                return past;
            }
            List<Past> all = new ArrayList<>(past);
            all.add(new Past(date, since, until == null ? now : until));
            return all.subList(Math.max(0, all.size() - MOST_OF_THE_PAST), all.size());
        }

        private static @Nullable LocalDate dateOf(Deadline one) {
            return one instanceof Dated dated ? dated.date() : null;
        }

        /** Items may be asked for again while the day for the first is still known. */
        private static @Nullable Instant startOf(Deadline one) {
            return one.computedFrom().stream()
                    .filter(fact -> fact.name().equals(RequestDeadlines.ITEMS_ASKED))
                    .findFirst()
                    .map(Fact::at)
                    .orElse(null);
        }
    }

    /** A day that was told for a time. */
    public record Past(LocalDate date, Instant since, Instant until) {}

    /**
     * A day that moved.
     *
     * @param from absent where none could be known
     * @param to absent where none can be known any more
     */
    record Move(
            String code, @Nullable LocalDate from, @Nullable LocalDate to) {}

    public Optional<Known> of(String code) {
        return days.stream().filter(known -> known.code().equals(code)).findFirst();
    }

    /** The same days, of which the one to file by is to be counted with this time. */
    KnownDeadlines measured(Optional<ReviewTime> time) {
        return new KnownDeadlines(days, time.orElse(null), moves);
    }

    /** The same, with the days that are computed now. */
    public KnownDeadlines with(List<Deadline> computed, Instant now) {
        Stream<Known> ended = days.stream()
                .filter(known -> computed.stream().noneMatch(one -> one.code().equals(known.code())))
                .map(known -> known.ended(now));
        Stream<Known> running = computed.stream().flatMap(one -> told(one, now).stream());
        return new KnownDeadlines(
                Stream.concat(ended, running).toList(),
                reviewTime,
                moved() + moves(computed).size());
    }

    /** Nothing is to be told of a time whose day could never be known. */
    private Optional<Known> told(Deadline one, Instant now) {
        return of(one.code())
                .map(known -> known.becomes(one, now))
                .or(() -> one instanceof Dated ? Optional.of(Known.of(one, now)) : Optional.empty());
    }

    /** Which of those that are computed now are not on the day that was told. */
    List<Move> moves(List<Deadline> computed) {
        return computed.stream()
                .flatMap(one -> of(one.code())
                        .filter(known -> known.hasMoved(one))
                        .map(known -> new Move(one.code(), known.date(), Known.dateOf(one)))
                        .stream())
                .toList();
    }

    /** How often a day has moved so far. */
    long moved() {
        return Objects.requireNonNullElse(moves, 0L);
    }
}
