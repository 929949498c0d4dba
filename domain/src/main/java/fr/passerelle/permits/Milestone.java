package fr.passerelle.permits;

import fr.passerelle.journal.EventType;
import fr.passerelle.law.Basis;
import fr.passerelle.law.Certainty;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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
        RENEWAL_TO_PREPARE(EventType.PERMIT_RENEWAL_TO_PREPARE),
        RENEWAL_WINDOW_OPENED(EventType.PERMIT_RENEWAL_WINDOW_OPENED),
        RENEWAL_WINDOW_CLOSING(EventType.PERMIT_RENEWAL_WINDOW_CLOSING),
        /** The request would be late from now on. */
        RENEWAL_WINDOW_CLOSED(EventType.PERMIT_RENEWAL_WINDOW_CLOSED),
        EXPIRING(EventType.PERMIT_EXPIRING),
        /** The first day on which the title is no longer valid. */
        EXPIRED(EventType.PERMIT_EXPIRED),
        PAPER_EXPIRING(EventType.PERMIT_PAPER_EXPIRING),
        PAPER_EXPIRED(EventType.PERMIT_PAPER_EXPIRED),
        /** The three months of L. 433-3 CESEDA end soon. */
        GRACE_ENDING(EventType.PERMIT_GRACE_ENDING),
        GRACE_ENDED(EventType.PERMIT_GRACE_ENDED),
        /** A time without a right to work is coming, or without a known one. */
        GAP_FORECAST(EventType.CONTINUITY_GAP_FORECAST),
        /** The first day without a right to work. */
        WORK_RIGHT_ENDED(EventType.PERMIT_WORK_RIGHT_ENDED),
        /** R. 5221-32 C. trav.: the month in which the renewal of the work authorisation is requested begins. */
        AUTHORISATION_RENEWAL_OPENED(EventType.PERMIT_AUTHORISATION_RENEWAL_OPENED),
        AUTHORISATION_EXPIRING(EventType.PERMIT_AUTHORISATION_EXPIRING);

        private final EventType event;

        Kind(EventType event) {
            this.event = event;
        }

        /** The event that tells of it. */
        public EventType event() {
            return event;
        }

        /** Kinds that say more once they have come: this one matters no more. */
        Set<Kind> overtakenBy() {
            return switch (this) {
                case RENEWAL_TO_PREPARE -> RENEWAL_OPEN;
                case RENEWAL_WINDOW_OPENED -> RENEWAL_CLOSES;
                case RENEWAL_WINDOW_CLOSING -> RENEWAL_CLOSED;
                case RENEWAL_WINDOW_CLOSED, EXPIRING -> TITLE_OVER;
                case PAPER_EXPIRING -> PAPER_OVER;
                case GRACE_ENDING -> GRACE_OVER;
                case GAP_FORECAST -> RIGHT_OVER;
                case EXPIRED,
                        PAPER_EXPIRED,
                        GRACE_ENDED,
                        WORK_RIGHT_ENDED,
                        AUTHORISATION_RENEWAL_OPENED,
                        AUTHORISATION_EXPIRING -> NONE;
            };
        }

        private static final Set<Kind> NONE = EnumSet.noneOf(Kind.class);
        private static final Set<Kind> TITLE_OVER = EnumSet.of(EXPIRED);
        private static final Set<Kind> RENEWAL_CLOSED = EnumSet.of(RENEWAL_WINDOW_CLOSED, EXPIRED);
        private static final Set<Kind> RENEWAL_CLOSES =
                EnumSet.of(RENEWAL_WINDOW_CLOSING, RENEWAL_WINDOW_CLOSED, EXPIRED);
        private static final Set<Kind> RENEWAL_OPEN =
                EnumSet.of(RENEWAL_WINDOW_OPENED, RENEWAL_WINDOW_CLOSING, RENEWAL_WINDOW_CLOSED, EXPIRED);
        private static final Set<Kind> PAPER_OVER = EnumSet.of(PAPER_EXPIRED);
        private static final Set<Kind> GRACE_OVER = EnumSet.of(GRACE_ENDED);
        private static final Set<Kind> RIGHT_OVER = EnumSet.of(WORK_RIGHT_ENDED);
    }
}
