package fr.passerelle.api.requests;

import fr.passerelle.api.http.ApiProblem;
import fr.passerelle.api.http.ProblemCode;
import fr.passerelle.api.http.Saves;
import fr.passerelle.ids.RequestId;
import fr.passerelle.requests.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Turns how a command ended into a problem. Here nothing is diagnosed anew: the domain has said what is wrong. */
final class Outcomes {
    private Outcomes() {}

    /** The original of a duplicate, so that a client that lost our answer recovers it. */
    record Original(String id, String href, boolean certain) {
        static Original of(RequestId id, boolean certain) {
            return new Original(id.text(), "/v1/authorisation-requests/" + id, certain);
        }
    }

    static ApiProblem problem(Outcome outcome, Locale language) {
        return switch (outcome) {
            case Outcome.Done _ -> throw new IllegalStateException("done is no problem");
            case Outcome.NotFound(var _) -> new ApiProblem(ProblemCode.NOT_FOUND);
            case Outcome.NotReady notReady -> notReady(notReady, language);
            case Outcome.WrongState(var state) -> new ApiProblem(ProblemCode.STATE_CONFLICT).with("state", state);
            case Outcome.Stale(var current) -> new ApiProblem(ProblemCode.STALE).with("current_version", current);
            case Outcome.Duplicate(var original, var certain) ->
                new ApiProblem(ProblemCode.DUPLICATE_REQUEST).with("original", Original.of(original, certain));
            case Outcome.ReferenceTaken(var holder) ->
                new ApiProblem(ProblemCode.REFERENCE_TAKEN).with("original", Original.of(new RequestId(holder), true));
            case Outcome.KeyReused() -> new ApiProblem(ProblemCode.IDEMPOTENCY_KEY_REUSED);
            case Outcome.KeyInFlight() -> Saves.inFlight();
        };
    }

    private static ApiProblem notReady(Outcome.NotReady outcome, Locale language) {
        List<RequirementView> blocking = new ArrayList<>();
        outcome.blockers().forEach(blocker -> blocking.add(RequirementView.of(blocker, language)));
        if (outcome.approvalMissing()) {
            blocking.add(RequirementView.approvalMissing(language));
        }
        blocking.addAll(RequirementView.missing(outcome.completeness().missing(), language));
        return new ApiProblem(ProblemCode.NOT_READY)
                .with("blocking", blocking)
                .with(
                        "warnings",
                        RequirementView.warnings(outcome.completeness().warnings(), outcome.acknowledged(), language));
    }
}
