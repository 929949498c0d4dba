package fr.passerelle.requests;

import fr.passerelle.ids.RequestId;
import fr.passerelle.parties.Readiness.Blocker;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** How a client's command on a request ended. Whatever is not {@link Done} changed nothing. */
public sealed interface Outcome {
    /**
     * Done.
     *
     * @param replayed whether this is the answer to a call that was already carried out before
     */
    record Done(AuthorisationRequest request, boolean replayed) implements Outcome {}

    /** No such request, employer, worker or complement in this tenant. */
    record NotFound(String what) implements Outcome {}

    /**
     * Not ready to be filed.
     *
     * @param blockers of the employer
     * @param approvalMissing whether the employer requires the approval of another user
     * @param acknowledged codes of the warnings that the client has taken upon itself
     */
    record NotReady(
            Completeness completeness, List<Blocker> blockers, boolean approvalMissing, Set<String> acknowledged)
            implements Outcome {
        public NotReady {
            blockers = List.copyOf(blockers);
            acknowledged = Set.copyOf(acknowledged);
        }
    }

    /** The state forbids it. */
    record WrongState(String state) implements Outcome {}

    /** The version has moved on. */
    record Stale(long currentVersion) implements Outcome {}

    record Duplicate(RequestId original, boolean certain) implements Outcome {}

    record ReferenceTaken(UUID holder) implements Outcome {}

    record KeyReused() implements Outcome {}

    record KeyInFlight() implements Outcome {}
}
