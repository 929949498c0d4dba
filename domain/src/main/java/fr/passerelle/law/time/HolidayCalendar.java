package fr.passerelle.law.time;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The public holidays of a part of France, for any year.
 *
 * <p>Source: Code du travail, art. L. 3133-1 (the eleven of all), art. L. 3134-13 (Alsace and Moselle: 26 December, and Good
 * Friday "dans les communes ayant un temple protestant ou une église mixte") and art. L. 3422-2 (the day on which slavery was
 * abolished, of each overseas territory). Versions consulted 2026-11-23.
 */
public enum HolidayCalendar {
    METROPOLE(null),
    ALSACE_MOSELLE(null),
    GUADELOUPE(MonthDay.of(5, 27)),
    MARTINIQUE(MonthDay.of(5, 22)),
    GUYANE(MonthDay.of(6, 10)),
    LA_REUNION(MonthDay.of(12, 20)),
    SAINT_PIERRE_ET_MIQUELON(null),
    MAYOTTE(MonthDay.of(4, 27)),
    SAINT_BARTHELEMY(MonthDay.of(10, 9)),
    SAINT_MARTIN(MonthDay.of(5, 27));

    private static final Map<String, HolidayCalendar> OVERSEAS = Map.of(
            "971", GUADELOUPE,
            "972", MARTINIQUE,
            "973", GUYANE,
            "974", LA_REUNION,
            "975", SAINT_PIERRE_ET_MIQUELON,
            "976", MAYOTTE,
            "977", SAINT_BARTHELEMY,
            "978", SAINT_MARTIN);

    private final @Nullable MonthDay abolition;
    private final Map<Integer, Map<LocalDate, Holiday>> years = new ConcurrentHashMap<>();

    HolidayCalendar(@Nullable MonthDay abolition) {
        this.abolition = abolition;
    }

    /** That of an overseas department or collectivity; empty for those that make their own labour law. */
    static Optional<HolidayCalendar> overseas(String code) {
        return Optional.ofNullable(OVERSEAS.get(code));
    }

    /** Those of a year, in the order of their days; two may fall on one day, such as Ascension on 8 May. */
    public List<Holiday> of(int year) {
        return computed(year).stream()
                .sorted(Comparator.comparing(Holiday::day))
                .toList();
    }

    public Optional<Holiday> on(LocalDate day) {
        return Optional.ofNullable(
                years.computeIfAbsent(day.getYear(), this::byDay).get(day));
    }

    private Map<LocalDate, Holiday> byDay(int year) {
        return computed(year).stream().collect(Collectors.toMap(Holiday::day, Function.identity(), (one, _) -> one));
    }

    private List<Holiday> computed(int year) {
        LocalDate easter = easter(year);
        List<Holiday> days = new ArrayList<>(List.of(
                holiday(LocalDate.of(year, 1, 1), "Jour de l'An"),
                holiday(easter.plusDays(1), "Lundi de Pâques"),
                holiday(LocalDate.of(year, 5, 1), "Fête du Travail"),
                holiday(LocalDate.of(year, 5, 8), "Victoire 1945"),
                holiday(easter.plusDays(39), "Ascension"),
                holiday(easter.plusDays(50), "Lundi de Pentecôte"),
                holiday(LocalDate.of(year, 7, 14), "Fête nationale"),
                holiday(LocalDate.of(year, 8, 15), "Assomption"),
                holiday(LocalDate.of(year, 11, 1), "Toussaint"),
                holiday(LocalDate.of(year, 11, 11), "Armistice 1918"),
                holiday(LocalDate.of(year, 12, 25), "Noël")));
        if (abolition != null) {
            days.add(holiday(abolition.atYear(year), "Abolition de l'esclavage"));
        }
        if (this == ALSACE_MOSELLE) {
            days.add(new Holiday(easter.minusDays(2), "Vendredi saint", false));
            days.add(holiday(LocalDate.of(year, 12, 26), "Saint-Étienne (second jour de Noël)"));
        }
        return days;
    }

    private static Holiday holiday(LocalDate day, String name) {
        return new Holiday(day, name, true);
    }

    /** Easter Sunday in the Gregorian calendar, by the method of Meeus, Jones and Butcher; the letters are theirs. */
    private static LocalDate easter(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
        int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
        return LocalDate.of(year, f / 31, f % 31 + 1);
    }
}
