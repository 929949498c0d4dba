package fr.passerelle.permits;

import fr.passerelle.law.Basis;
import fr.passerelle.law.Certainty;
import java.time.LocalDate;
import java.util.List;

/**
 * A day in the life of a permit on which something is to be told.
 *
 * @param threshold tells milestones of one kind apart, such as {@code 30} for thirty days before; empty where there is one
 * @param on the day on which it is told, where the work is done
 * @param effectiveOn the day of the effect, such as the last day of the title
 * @param facts what it was computed from, in short: it is told once for the same kind, threshold and facts. A title that is
 *     renewed has other facts, a nightly copy of the same one has not
 */
public record Milestone(
        Kind kind,
        String threshold,
        LocalDate on,
        LocalDate effectiveOn,
        String facts,
        List<Basis> basis,
        Certainty certainty) {
    public Milestone {
        basis = List.copyOf(basis);
    }

    /** What is told. */
    public enum Kind {
        /** Time to gather the papers: the window opens soon. */
        RENEWAL_TO_PREPARE,
        RENEWAL_WINDOW_OPENED,
        RENEWAL_WINDOW_CLOSING,
        /** The request would be late from now on. */
        RENEWAL_WINDOW_CLOSED,
        EXPIRING,
        /** The first day on which the title is no longer valid. */
        EXPIRED,
        PAPER_EXPIRING,
        PAPER_EXPIRED,
        /** The three months of L. 433-3 CESEDA end soon. */
        GRACE_ENDING,
        GRACE_ENDED,
        /** A time without a right to work is coming, or without a known one. */
        GAP_FORECAST,
        /** The first day without a right to work. */
        WORK_RIGHT_ENDED,
        /** R. 5221-32 C. trav.: the month in which the renewal of the work authorisation is requested begins. */
        AUTHORISATION_RENEWAL_OPENED,
        AUTHORISATION_EXPIRING
    }
}
