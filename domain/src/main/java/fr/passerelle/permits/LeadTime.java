package fr.passerelle.permits;

import fr.passerelle.law.time.ReviewTime;
import java.util.Optional;

/**
 * How much sooner than usual papers are to be prepared, because the administration is slow by our own measurement: as many days as nine
 * reviews of ten take beyond the two months after which its silence refuses, up to {@link #MOST_DAYS}.
 */
public record LeadTime(int days) {
    public static final LeadTime NONE = new LeadTime(0);

    /** More would warn of a title that has just been issued. */
    public static final int MOST_DAYS = 60;

    private static final int USUAL_DAYS = 60;

    public LeadTime {
        if (days < 0 || days > MOST_DAYS) {
            throw new IllegalArgumentException("papers are prepared up to " + MOST_DAYS + " days sooner");
        }
    }

    /** None where nothing was measured. */
    public static LeadTime of(Optional<ReviewTime> slowest) {
        return slowest.map(time -> Math.clamp(time.mostWithin() - USUAL_DAYS, 0, MOST_DAYS))
                .map(LeadTime::new)
                .orElse(NONE);
    }
}
