package fr.passerelle.permits;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * When an employer wishes to be warned.
 *
 * @param prepareDays before the renewal window opens; more where the platform is slow
 * @param closingDays before the renewal window closes
 * @param expiringDays before the last day of the title
 * @param paperExpiringDays before the last day of a provisional paper
 * @param gapDays before a time without a right to work
 * @param escalateDays until a warning that nobody acknowledged is told again; zero for never
 * @param digest how often what is open is summed up
 */
public record AlertSettings(
        int prepareDays,
        int closingDays,
        SortedSet<Integer> expiringDays,
        SortedSet<Integer> paperExpiringDays,
        SortedSet<Integer> gapDays,
        int escalateDays,
        Digest digest) {
    /** Source: our own practice, section 6.5 of the domain reference; the law sets the windows, not when one is warned of them. */
    public static final AlertSettings DEFAULT =
            new AlertSettings(15, 15, days(30, 15, 7), days(21, 7), days(90, 30), 7, Digest.DAILY);

    /** How often a digest is sent. */
    public enum Digest {
        NEVER,
        DAILY,
        /** On Mondays. */
        WEEKLY
    }

    public AlertSettings {
        expiringDays = new TreeSet<>(expiringDays);
        paperExpiringDays = new TreeSet<>(paperExpiringDays);
        gapDays = new TreeSet<>(gapDays);
    }

    private static SortedSet<Integer> days(Integer... all) {
        return new TreeSet<>(List.of(all));
    }
}
