package fr.passerelle.requests;

import fr.passerelle.parties.Readiness.Blocker;
import fr.passerelle.platform.FilingForm.OfferPublication;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What would become of a command, had it not only been asked for. */
public sealed interface Validation {
    /**
     * The command was looked at.
     *
     * @param offer whose publication was looked at
     * @param blockers of the employer, where the command is a submission
     * @param approvalMissing whether the employer requires the approval of another user
     * @param acknowledged codes of the warnings that the client has taken upon itself
     * @param conflicts requests that exist and for which it would be refused
     */
    record Answered(
            Needs needs,
            List<Blocker> blockers,
            boolean approvalMissing,
            Set<String> acknowledged,
            List<Outcome> conflicts,
            @Nullable OfferPublication offer)
            implements Validation {
        public Answered {
            blockers = List.copyOf(blockers);
            acknowledged = Set.copyOf(acknowledged);
            conflicts = List.copyOf(conflicts);
        }

        /** Whether nothing stands in its way. */
        public boolean isReady() {
            return needs.completeness().isComplete() && blockers.isEmpty() && !approvalMissing && conflicts.isEmpty();
        }
    }

    /** The command makes no sense here: not found, in another state, overtaken. */
    record Refused(Outcome outcome) implements Validation {}
}
