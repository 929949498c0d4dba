package fr.passerelle.law;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;

/**
 * When the State's silence becomes a decision.
 *
 * <p>Two months after the request was received, silence refuses the work authorisation. Source: décret n° 2014-1292 of 23
 * October 2014, as told by service-public F2728 (18 June 2026); the length is text, the counting from date to date is our
 * reading of CRPA, art. L. 231-4. For an asylum seeker silence grants: CESEDA, art. L. 554-3. The clock stands still while
 * the administration awaits missing items: CRPA, art. L. 114-5 (LEGIARTI000031367402); the time already run is kept.
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
     * The last day of silence: the decision is born when that day ends in Paris.
     *
     * @param suspensions during which the administration awaited missing items; they do not overlap
     */
    public static LocalDate lastDay(Instant registeredAt, List<Suspension> suspensions) {
        LocalDate end = registeredAt.atZone(PARIS).toLocalDate().plus(SILENCE);
        Duration stood = suspensions.stream().map(Suspension::length).reduce(Duration.ZERO, Duration::plus);
        return end.plusDays(wholeDays(stood));
    }

    /** Whether the silence has become a decision. */
    public static boolean hasDecided(LocalDate lastDay, Instant now) {
        return now.atZone(PARIS).toLocalDate().isAfter(lastDay);
    }

    /** A day begun counts whole: we never say that a decision was born too early. */
    private static long wholeDays(Duration stood) {
        return stood.plusDays(1).minusNanos(1).toDays();
    }

    /** A time during which the clock stood still. */
    public record Suspension(Instant from, Instant to) {
        Duration length() {
            return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
        }
    }
}
