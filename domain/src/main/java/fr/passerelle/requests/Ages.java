package fr.passerelle.requests;

import fr.passerelle.parties.BirthDate;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;

/** How old a person is, as far as their birth date tells: many papers know the year alone. */
final class Ages {
    private static final Period MAJORITY = Period.ofYears(18);
    private static final Period WORKING_AGE = Period.ofYears(16);

    private Ages() {}

    static boolean isSurelyOfAge(BirthDate birth, LocalDate day) {
        return !latest(birth).plus(MAJORITY).isAfter(day);
    }

    static boolean isSurelyMinor(BirthDate birth, LocalDate day) {
        return earliest(birth).plus(MAJORITY).isAfter(day);
    }

    static boolean isSurelyBelowSixteen(BirthDate birth, LocalDate day) {
        return earliest(birth).plus(WORKING_AGE).isAfter(day);
    }

    private static LocalDate earliest(BirthDate birth) {
        int month = birth.month() == null ? 1 : birth.month();
        return LocalDate.of(birth.year(), month, birth.day() == null ? 1 : birth.day());
    }

    /** The youngest that the person may be. */
    static LocalDate latest(BirthDate birth) {
        YearMonth month = YearMonth.of(birth.year(), birth.month() == null ? 12 : birth.month());
        return birth.day() == null ? month.atEndOfMonth() : month.atDay(birth.day());
    }
}
