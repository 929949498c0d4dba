package fr.passerelle.journal;

import java.util.UUID;

/** How a save ended. Whatever is not {@link Stored} stored nothing at all. */
public sealed interface SaveOutcome {
    record Stored() implements SaveOutcome {}

    /** The version has moved on since it was read. */
    record Stale() implements SaveOutcome {}

    /** The idempotency key was used before for the same call, which made, or changed, this subject. */
    record Replayed(UUID subject) implements SaveOutcome {}

    /** The idempotency key was used before for another call. */
    record KeyReused() implements SaveOutcome {}

    /** A call with the same idempotency key is still under way. */
    record KeyInFlight() implements SaveOutcome {}

    /** The client's reference names something else already. */
    record ReferenceTaken(UUID holder) implements SaveOutcome {}

    /**
     * A live request for the same person and contract exists.
     *
     * @param certain whether it is the same contract; otherwise it only looks like it (overlapping dates, a moved start)
     */
    record Duplicate(UUID original, boolean certain) implements SaveOutcome {}

    /** The lease under which the work was done is over: someone else has the duty to go on. */
    record LeaseLost() implements SaveOutcome {}
}
