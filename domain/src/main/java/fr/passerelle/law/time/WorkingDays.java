package fr.passerelle.law.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/**
 * Days that count: neither a public holiday nor the days of the week on which nobody is asked to act.
 *
 * <p>Good Friday in Alsace and Moselle depends on the commune, which we do not look up. Whoever counts chooses: as it is
 * made here it is a holiday, so that more time passes before a delay of working days is over and a duty {@code n} days
 * before something falls earlier; {@link #withoutLocalHolidays} takes it for an ordinary Friday.
 */
public final class WorkingDays {
    private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    private static final Set<DayOfWeek> SUNDAY = Set.of(DayOfWeek.SUNDAY);

    private final HolidayCalendar calendar;
    private final Set<DayOfWeek> rest;
    private final boolean localHolidays;

    private WorkingDays(HolidayCalendar calendar, Set<DayOfWeek> rest, boolean localHolidays) {
        this.calendar = calendar;
        this.rest = rest;
        this.localHolidays = localHolidays;
    }

    /** {@code Jours ouvrés}. */
    public static WorkingDays mondayToFriday(HolidayCalendar calendar) {
        return new WorkingDays(calendar, WEEKEND, true);
    }

    /** {@code Jours ouvrables}. */
    public static WorkingDays mondayToSaturday(HolidayCalendar calendar) {
        return new WorkingDays(calendar, SUNDAY, true);
    }

    /** The same, but for the holidays that only some communes keep. */
    public WorkingDays withoutLocalHolidays() {
        return new WorkingDays(calendar, rest, false);
    }

    public boolean includes(LocalDate day) {
        return !rest.contains(day.getDayOfWeek())
                && calendar.on(day)
                        .filter(holiday -> holiday.everywhere() || localHolidays)
                        .isEmpty();
    }

    /** The n-th such day after a day, which itself is not counted; the day itself for none. */
    public LocalDate plus(LocalDate day, int n) {
        return counted(day, n, 1);
    }

    /** The n-th such day before a day, which itself is not counted; the day itself for none. */
    public LocalDate minus(LocalDate day, int n) {
        return counted(day, n, -1);
    }

    /** The day itself where it is such a day, otherwise the next. */
    public LocalDate onOrAfter(LocalDate day) {
        return plus(day.minusDays(1), 1);
    }

    private LocalDate counted(LocalDate from, int n, int step) {
        if (n < 0) {
            throw new IllegalArgumentException(n + " days");
        }
        LocalDate day = from;
        for (int left = n; left > 0; ) {
            day = day.plusDays(step);
            if (includes(day)) {
                left--;
            }
        }
        return day;
    }
}
