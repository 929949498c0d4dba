package fr.passerelle.persistence;

import fr.passerelle.journal.SaveOutcome;

/** Takes a refusal out of a transaction: only an error rolls it back. Turned into its outcome outside, never seen by callers. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SaveOutcome outcome;

    Refusal(SaveOutcome outcome) {
        super(outcome.getClass().getSimpleName(), null, false, false);
        this.outcome = outcome;
    }

    SaveOutcome outcome() {
        return outcome;
    }
}
