package fr.passerelle.parties;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** A birth date as papers give it: many know the year alone, or the year and the month. */
public record BirthDate(
        int year, @Nullable Integer month, @Nullable Integer day) {
    private static final int OLDEST_YEAR = 1900;

    public BirthDate {
        if (year < OLDEST_YEAR || year > 9999) {
            throw new DateTimeException("year of birth");
        }
        if (month == null && day != null) {
            throw new DateTimeException("a day of birth without a month");
        }
        if (month != null) {
            YearMonth.of(year, month);
        }
        if (month != null && day != null) {
            LocalDate.of(year, month, day);
        }
    }

    /**
     * Reads {@code 1990-04-12}, {@code 1990-04} or {@code 1990}.
     *
     * @throws DateTimeException when the text is none of these
     */
    public static BirthDate parse(String text) {
        return switch (text.length()) {
            case 4 -> new BirthDate(Year.parse(text).getValue(), null, null);
            case 7 -> {
                YearMonth month = YearMonth.parse(text);
                yield new BirthDate(month.getYear(), month.getMonthValue(), null);
            }
            default -> {
                LocalDate date = LocalDate.parse(text);
                yield new BirthDate(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
            }
        };
    }

    public String text() {
        if (month == null) {
            return Year.of(year).toString();
        }
        return day == null
                ? YearMonth.of(year, month).toString()
                : LocalDate.of(year, month, day).toString();
    }

    /** Personal data: the date itself never reaches a log. */
    @Override
    public String toString() {
        return "BirthDate[…]";
    }
}
