package fr.passerelle.api.http;

import fr.passerelle.journal.SaveOutcome;
import java.time.Duration;

/** Turns how a save ended into a problem. */
public final class Saves {
    /** The header that marks an answer to a call that was carried out before. */
    public static final String REPLAYED = "Idempotency-Replayed";

    private static final Duration SOON = Duration.ofSeconds(1);

    private Saves() {}

    /** The problem of an outcome that stored nothing; what was overtaken is {@link #stale}. */
    public static ApiProblem problem(SaveOutcome outcome) {
        return switch (outcome) {
            case SaveOutcome.KeyReused() -> new ApiProblem(ProblemCode.IDEMPOTENCY_KEY_REUSED);
            case SaveOutcome.KeyInFlight() -> inFlight();
            case SaveOutcome.ReferenceTaken(var _) -> new ApiProblem(ProblemCode.REFERENCE_TAKEN);
            case SaveOutcome.Duplicate(var _, var _) -> new ApiProblem(ProblemCode.DUPLICATE_REQUEST);
            case SaveOutcome.Stored(), SaveOutcome.Stale(), SaveOutcome.Replayed(var _), SaveOutcome.LeaseLost() ->
                throw new IllegalStateException(outcome + " is no problem, or needs the version: see stale");
        };
    }

    /** The version has moved on to the given one; zero when there is no such resource any more. */
    public static ApiProblem stale(long currentVersion) {
        return new ApiProblem(ProblemCode.STALE).with("current_version", currentVersion);
    }

    /** A call with the same key is under way: its answer will be there soon. */
    public static ApiProblem inFlight() {
        return new ApiProblem(ProblemCode.IDEMPOTENCY_IN_FLIGHT).retryAfter(SOON);
    }
}
