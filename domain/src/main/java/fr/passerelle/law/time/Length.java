package fr.passerelle.law.time;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a time of the table is, and which way it runs from the day that starts it. */
sealed interface Length {

    /** A time that runs from its start. */
    record After(int n, Unit unit) implements Length {}

    /** To be done at least so long before a day. */
    record AtLeastBefore(int n, Unit unit) implements Length {}

    /** Younger than so much, or for so long at most: the last day is the eve of the date. */
    record LessThan(int n, Unit unit) implements Length {}

    /** From so many units before a day to so many before it. */
    record Window(int opens, int closes, Unit unit) implements Length {}

    /** "Dans le courant du n-ième mois précédant", which reads in two ways. */
    record MonthBefore(int n) implements Length {}

    /** The day that someone set, or that stands printed. */
    record AsFixed() implements Length {}

    /** None that makes a date. */
    record None(String why) implements Length {}

    /** What is counted. */
    enum Unit {
        HOURS,
        CALENDAR_DAYS,
        /** {@code Jours ouvrés}. */
        MONDAY_TO_FRIDAY,
        /** {@code Jours ouvrables}. */
        MONDAY_TO_SATURDAY,
        MONTHS,
        YEARS
    }

    Pattern RANGE = Pattern.compile("(\\d+) to (\\d+)");
    Pattern MONTH_BEFORE = Pattern.compile("month (\\d+) before");
    Pattern ADDED = Pattern.compile("added to the (\\d+) months");

    /** Reads the cells of a row. What they do not say in a form that we know has no date, and says why. */
    static Length of(String length, String unit, String counting) {
        Matcher range = RANGE.matcher(length);
        Matcher month = MONTH_BEFORE.matcher(length);
        if (unit.contains("per year")) {
            return new None("a quota of " + length + " " + unit);
        }
        if (range.matches()) {
            return new Window(number(range.group(1)), number(range.group(2)), unit(unit));
        }
        if (month.matches()) {
            return new MonthBefore(number(month.group(1)));
        }
        return switch (length) {
            case "as fixed by the administration", "validity of the title" -> new AsFixed();
            case "immediately" -> new After(0, Unit.CALENDAR_DAYS);
            default -> length.matches("\\d+") ? counted(number(length), unit, counting) : new None(length);
        };
    }

    private static Length counted(int n, String unit, String counting) {
        Unit counted = unit(unit);
        if (unit.contains("before")) {
            return unit.startsWith("jour") ? new AtLeastBefore(n, counted) : new Window(n, 0, counted);
        }
        if (unit.contains("less than") || unit.contains("(max)")) {
            return new LessThan(n, counted);
        }
        Matcher added = ADDED.matcher(counting);
        return new After(added.matches() ? n + number(added.group(1)) : n, counted);
    }

    private static Unit unit(String cell) {
        String text = cell.toLowerCase(Locale.ROOT);
        if (text.startsWith("calendar month")) {
            return Unit.MONTHS;
        }
        if (text.startsWith("calendar day") || text.equals("instant")) {
            return Unit.CALENDAR_DAYS;
        }
        if (text.matches("jours? ouvrés?.*")) {
            return Unit.MONDAY_TO_FRIDAY;
        }
        if (text.matches("jours? ouvrables?.*")) {
            return Unit.MONDAY_TO_SATURDAY;
        }
        return switch (text) {
            case "hours" -> Unit.HOURS;
            case "year", "years" -> Unit.YEARS;
            default -> throw new IllegalArgumentException("a time cannot be counted in " + cell);
        };
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
