package fr.passerelle.law;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * When the State's silence becomes a decision.
 *
 * <p>Two months after the request was received, silence refuses the work authorisation. Source: décret n° 2014-1292 of 23
 * October 2014, as told by service-public F2728 (18 June 2026); the length is text, the counting from date to date is our
 * reading of CRPA, art. L. 231-4 (LEGIARTI000031367619). For an asylum seeker silence grants: CESEDA, art. L. 554-3 (in
 * force since 2021-05-01).
 *
 * <p>Missing items. Source: CRPA, art. L. 114-5 (LEGIARTI000031367402, version consulted 2026-11-23), and art. L. 114-3
 * (LEGIARTI000031367396) for a grant.
 *
 * <ul>
 *   <li>Where silence refuses, the clock stands still "pendant le délai imparti": from the request for items to the end of
 *       the time that it sets, or to the answer where that comes sooner. The time already run is kept. Once the time set
 *       is over the clock runs again, whether or not the items came: silence then refuses a request that is still
 *       incomplete.
 *   <li>Where silence grants, the clock "ne court qu'à compter de la réception des pièces": the two months begin anew on
 *       the day on which the last of the items was received, and never while any is missing. The time set plays no part.
 * </ul>
 *
 * <p>Our interpretation, where the texts are silent:
 *
 * <ul>
 *   <li>Time stands still in whole days in Paris; the day of the request for items is not counted, the day on which the
 *       standing still ends is. Times that overlap count once.
 *   <li>The platform may not show the time that was set. Since the text asks that there be one, the clock is then taken to
 *       stand still until the answer.
 *   <li>What is asked after silence has refused suspends nothing: a time that has run out cannot stand still. What is
 *       asked after silence has granted makes the two months begin anew all the same: rather doubt a right to work that
 *       we computed than have someone work on it.
 * </ul>
 */
public final class SilenceRule {
    private static final Period SILENCE = Period.ofMonths(2);
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private SilenceRule() {}

    /** What silence means at its end. */
    public enum Meaning {
        REFUSAL,
        GRANT
    }

    public static Meaning meaning(boolean asylumSeeker) {
        return asylumSeeker ? Meaning.GRANT : Meaning.REFUSAL;
    }

    /**
     * The last day of silence: the decision is born when that day ends in Paris. Empty while it cannot be known, since
     * items are awaited.
     *
     * @param suspensions for which the administration asked for missing items, in any order
     */
    public static Optional<LocalDate> lastDay(Meaning meaning, Instant registeredAt, List<Suspension> suspensions) {
        return lastDay(meaning, day(registeredAt), received -> received.plus(SILENCE), suspensions);
    }

    /**
     * The same, of any request on which silence decides.
     *
     * @param length the end of the time that starts on a day, were it never to stand still
     */
    public static Optional<LocalDate> lastDay(
            Meaning meaning, LocalDate received, UnaryOperator<LocalDate> length, List<Suspension> suspensions) {
        return switch (meaning) {
            case REFUSAL -> suspended(received, length, suspensions);
            case GRANT -> begunAnew(received, suspensions).map(length);
        };
    }

    /** Whether the silence has become a decision. */
    public static boolean hasDecided(LocalDate lastDay, Instant now) {
        return day(now).isAfter(lastDay);
    }

    private static Optional<LocalDate> suspended(
            LocalDate registered, UnaryOperator<LocalDate> length, List<Suspension> suspensions) {
        LocalDate lastDay = length.apply(registered);
        LocalDate counted = registered;
        for (Suspension one : inOrder(suspensions)) {
            LocalDate asked = day(one.from());
            if (asked.isAfter(lastDay)) {
                break;
            }
            LocalDate end = one.end().orElse(null);
            if (end == null) {
                return Optional.empty();
            }
            LocalDate from = later(asked, counted);
            LocalDate to = later(from, end);
            lastDay = lastDay.plusDays(ChronoUnit.DAYS.between(from, to));
            counted = to;
        }
        return Optional.of(lastDay);
    }

    private static Optional<LocalDate> begunAnew(LocalDate registered, List<Suspension> suspensions) {
        LocalDate complete = registered;
        for (Suspension one : suspensions) {
            if (one.to() == null) {
                return Optional.empty();
            }
            complete = later(complete, day(one.to()));
        }
        return Optional.of(complete);
    }

    private static List<Suspension> inOrder(List<Suspension> suspensions) {
        return suspensions.stream()
                .sorted(Comparator.comparing(Suspension::from))
                .toList();
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(PARIS).toLocalDate();
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    /**
     * A request for missing items.
     *
     * @param from when it was made
     * @param to when the items were received; absent while they are awaited
     * @param dueOn the last day of the time that was set; absent where the platform shows none
     */
    public record Suspension(
            Instant from, @Nullable Instant to, @Nullable LocalDate dueOn) {

        /** The day on which the items were asked for: the last that counted. */
        public LocalDate firstDay() {
            return day(from);
        }

        /** The last day of the standing still, where silence refuses. Empty while it depends on the answer. */
        public Optional<LocalDate> end() {
            if (to == null) {
                return Optional.ofNullable(dueOn);
            }
            LocalDate answered = day(to);
            return Optional.of(dueOn == null || answered.isBefore(dueOn) ? answered : dueOn);
        }
    }
}
