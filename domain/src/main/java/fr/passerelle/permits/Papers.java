package fr.passerelle.permits;

import fr.passerelle.permits.Permit.Paper;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The papers of a permit, of both layers, each from the day on which it counts. */
record Papers(List<Counting> all) {

    /** A paper and its first day. */
    record Counting(Paper paper, LocalDate from) {
        private boolean isOver(LocalDate day) {
            return paper.validTo() != null && paper.validTo().isBefore(day);
        }
    }

    static Papers of(Permit permit) {
        Stream<Counting> given =
                permit.given().papers().stream().map(paper -> counting(permit, paper, permit.updatedAt()));
        Stream<Counting> added = permit.added().papers().stream().map(one -> counting(permit, one.paper(), one.at()));
        return new Papers(Stream.concat(given, added).toList());
    }

    private static Counting counting(Permit permit, Paper paper, Instant known) {
        LocalDate from = paper.validFrom();
        return new Counting(
                paper, from == null ? RightOverTime.territory(permit).dayOf(known) : from);
    }

    /** Whether another than a paper counts on the day after its end. */
    boolean isFollowed(Counting one) {
        LocalDate end = one.paper().validTo();
        return end != null
                && all.stream()
                        .anyMatch(other -> !other.from().isAfter(end.plusDays(1))
                                && end(other).isAfter(end));
    }

    /**
     * What may be shown on a day: nothing but the title, each paper that counts, and else the one that ended last.
     *
     * @param hasTitle without one, papers are all there is to show
     */
    Stream<Optional<Paper>> on(LocalDate day, boolean hasTitle) {
        List<Counting> begun =
                all.stream().filter(one -> !one.from().isAfter(day)).toList();
        List<Counting> valid = begun.stream().filter(one -> !one.isOver(day)).toList();
        Stream<Counting> shown =
                valid.isEmpty() ? begun.stream().max(Comparator.comparing(Papers::end)).stream() : valid.stream();
        return hasTitle || begun.isEmpty()
                ? Stream.concat(Stream.of(Optional.empty()), shown.map(one -> Optional.of(one.paper())))
                : shown.map(one -> Optional.of(one.paper()));
    }

    private static LocalDate end(Counting one) {
        LocalDate end = one.paper().validTo();
        return end == null ? LocalDate.MAX : end;
    }

    /** Days on which one begins, or is over. */
    Stream<@Nullable LocalDate> days() {
        return all.stream()
                .flatMap(one -> Stream.of(
                        Optional.of(one.from()),
                        Optional.ofNullable(one.paper().validTo()).map(day -> day.plusDays(1))))
                .flatMap(Optional::stream);
    }
}
