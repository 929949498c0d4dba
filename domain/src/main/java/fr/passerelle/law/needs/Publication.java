package fr.passerelle.law.needs;

import java.time.LocalDate;
import java.time.Period;

/**
 * The publication of an offer before it is given to the person: three consecutive weeks within the six months before the
 * request is filed.
 *
 * <p>Source: Code du travail, art. R. 5221-20 1° b (LEGIARTI000049999760); arrêté of 1 April 2021, art. 1 2° b
 * (JORFTEXT000043317454, in force since 2025-01-12). Our reading: both days of the publication count; the request is filed on
 * the day after the third week at the earliest; the six months run from the first day of the last three weeks, from date to
 * date, and where a month is too short they end on its last day, which is the more careful of the two ways to count.
 *
 * @param from first day
 * @param to last day
 */
public record Publication(LocalDate from, LocalDate to) {
    private static final Period LENGTH = Period.ofWeeks(3);
    private static final Period AGE = Period.ofMonths(6);

    /** How the publication stands on the day of filing. */
    public enum Standing {
        USABLE,
        TOO_SHORT,
        TOO_EARLY,
        TOO_OLD
    }

    /** The day after the third week; an offer that is withdrawn before then never counts. */
    public LocalDate earliestFiling() {
        return from.plus(LENGTH);
    }

    /** The last day on which the request can be filed with it. */
    public LocalDate usableUntil() {
        return to.plusDays(1).minus(LENGTH).plus(AGE);
    }

    public Standing on(LocalDate filing) {
        if (to.plusDays(1).isBefore(earliestFiling())) {
            return Standing.TOO_SHORT;
        }
        if (filing.isBefore(earliestFiling())) {
            return Standing.TOO_EARLY;
        }
        return filing.isAfter(usableUntil()) ? Standing.TOO_OLD : Standing.USABLE;
    }
}
