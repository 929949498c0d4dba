package fr.passerelle.simulator;

import java.util.Optional;

/** Decides, before an operation acts, what will go wrong with it. */
final class Faults {
    private final Portal portal;

    Faults(Portal portal) {
        this.portal = portal;
    }

    Fault of(Operation operation, Call call) {
        return operation == Operation.SUBMIT
                        && scenarioOfSubmission(call)
                                .filter(Scenario.ANSWER_LOST::equals)
                                .isPresent()
                ? new Fault.AnswerLost()
                : new Fault.None();
    }

    private Optional<Scenario> scenarioOfSubmission(Call call) {
        return switch (call.scenario()) {
            case Outcome.Done<Optional<Scenario>>(Optional<Scenario> asked) ->
                asked.or(() -> portal.scenarioOf(call.path("brouillon")));
            case Outcome.Refused<Optional<Scenario>> unknown -> Optional.empty();
        };
    }
}
