package fr.passerelle.law.time;

import fr.passerelle.law.Basis;
import fr.passerelle.law.Certainty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a rule of time answers for facts.
 *
 * <p>It is {@link Certainty#COMPUTED} where the rule was read in a text or a page, and as sure as its rule where not.
 */
public sealed interface Deadline {
    String code();

    List<Basis> basis();

    List<Fact> computedFrom();

    List<Stretch> suspendedBy();

    Certainty certainty();

    /** What happens when the time runs out, as the table says it. */
    String effect();

    /** The same, where it is not known whether the rule holds. */
    default Deadline unverified() {
        return switch (this) {
            case Dated one ->
                new Dated(
                        one.code,
                        one.opens,
                        one.date,
                        one.endsAt,
                        one.readings,
                        one.basis,
                        one.computedFrom,
                        one.suspendedBy,
                        Certainty.UNVERIFIED,
                        one.effect);
            case Undated one ->
                new Undated(
                        one.code,
                        one.why,
                        one.basis,
                        one.computedFrom,
                        one.suspendedBy,
                        Certainty.UNVERIFIED,
                        one.effect);
        };
    }

    /**
     * A day.
     *
     * @param opens the first day of a window; absent where only the end counts
     * @param date the last day. Where the rule reads in several ways, the day that is right in all of them
     * @param endsAt the first instant that is too late, by the clock of the territory
     * @param readings the days of each way to read the rule, or of law and portal; empty where there is but one
     */
    record Dated(
            String code,
            @Nullable LocalDate opens,
            LocalDate date,
            Instant endsAt,
            List<Reading> readings,
            List<Basis> basis,
            List<Fact> computedFrom,
            List<Stretch> suspendedBy,
            Certainty certainty,
            String effect)
            implements Deadline {
        public Dated {
            readings = List.copyOf(readings);
            basis = List.copyOf(basis);
            computedFrom = List.copyOf(computedFrom);
            suspendedBy = List.copyOf(suspendedBy);
        }

        /** With one more way to read it, which does not move the day. */
        public Dated alsoRead(Reading reading) {
            List<Reading> all =
                    Stream.concat(readings.stream(), Stream.of(reading)).toList();
            return new Dated(code, opens, date, endsAt, all, basis, computedFrom, suspendedBy, certainty, effect);
        }

        /** With one more fact that it comes from, which does not move the day. */
        public Dated alsoFrom(Fact fact) {
            List<Fact> all =
                    Stream.concat(computedFrom.stream(), Stream.of(fact)).toList();
            return new Dated(code, opens, date, endsAt, readings, basis, all, suspendedBy, certainty, effect);
        }

        /** Whether the time is over. */
        public boolean isOver(Instant now) {
            return !now.isBefore(endsAt);
        }
    }

    /**
     * No day that can be known.
     *
     * @param why in one phrase
     */
    record Undated(
            String code,
            String why,
            List<Basis> basis,
            List<Fact> computedFrom,
            List<Stretch> suspendedBy,
            Certainty certainty,
            String effect)
            implements Deadline {
        public Undated {
            basis = List.copyOf(basis);
            computedFrom = List.copyOf(computedFrom);
            suspendedBy = List.copyOf(suspendedBy);
        }
    }

    /**
     * What a day was counted from.
     *
     * @param name such as {@code registered}
     * @param at absent where only the day is known
     */
    record Fact(String name, LocalDate day, @Nullable Instant at) {
        public static Fact on(String name, LocalDate day) {
            return new Fact(name, day, null);
        }

        public static Fact at(String name, Instant at, Territory territory) {
            return new Fact(name, territory.dayOf(at), at);
        }
    }

    /**
     * A time that does not count.
     *
     * @param to absent while it goes on
     */
    record Stretch(LocalDate from, @Nullable LocalDate to) {}

    /** One way to read a rule. */
    record Reading(String name, @Nullable LocalDate opens, LocalDate date) {}
}
