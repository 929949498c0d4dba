package fr.passerelle.simulator;

import fr.passerelle.simulator.SimulatorProperties.Review;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The stages that a file has gone through, oldest first. Nothing moves a file on: its whole life follows from when it was
 * filed, its scenario and when complements were sent, and the clock only tells how much of it has been reached.
 */
record Life(List<Stage> stages) {
    Life {
        stages = List.copyOf(stages);
    }

    /** @param answers when each request for complements was answered, in the order of their numbers */
    static Life of(Instant submittedAt, Scenario scenario, List<Instant> answers, Review review) {
        Instant reviewed = submittedAt.plus(review.startsAfter());
        List<Stage> stages = new ArrayList<>();
        stages.add(new Stage.Deposited(submittedAt));
        stages.add(new Stage.UnderReview(reviewed));
        switch (scenario) {
            case GRANTED -> stages.add(new Stage.Granted(reviewed.plus(review.decidedAfter())));
            case REFUSED -> stages.add(new Stage.Refused(reviewed.plus(review.decidedAfter())));
            case CLOSED -> stages.add(new Stage.Closed(reviewed.plus(review.closedAfter())));
            case COMPLEMENTS_ONCE -> stages.addAll(complements(reviewed, 1, answers, review));
            case COMPLEMENTS_TWICE -> stages.addAll(complements(reviewed, 2, answers, review));
            case SILENT -> {}
            case NOT_ACCEPTED -> throw new IllegalArgumentException("a submission that is not accepted has no life");
        }
        return new Life(stages);
    }

    private static List<Stage> complements(Instant reviewed, int rounds, List<Instant> answers, Review review) {
        List<Stage> stages = new ArrayList<>();
        Instant next = reviewed.plus(review.complementAskedAfter());
        for (int number = 1; number <= rounds; number++) {
            Instant due = next.plus(review.complementDueAfter());
            stages.add(new Stage.ComplementAsked(next, number, due));
            if (answers.size() < number) {
                stages.add(new Stage.Closed(due));
                return stages;
            }
            Instant sent = answers.get(number - 1);
            stages.add(new Stage.ComplementSent(sent, number));
            next = sent.plus(review.complementReviewedAfter());
        }
        stages.add(new Stage.Granted(next));
        return stages;
    }

    /** What of it has been reached; a stage is reached at its very instant. A file is filed even when the clock went back. */
    Life until(Instant now) {
        return new Life(stages.stream()
                .filter(s -> s instanceof Stage.Deposited || !s.since().isAfter(now))
                .toList());
    }

    Stage current() {
        return stages.getLast();
    }

    List<Stage.ComplementAsked> complementsAsked() {
        return stages.stream()
                .filter(Stage.ComplementAsked.class::isInstance)
                .map(Stage.ComplementAsked.class::cast)
                .toList();
    }

    Optional<Instant> complementSentAt(int number) {
        return stages.stream()
                .filter(s -> s instanceof Stage.ComplementSent sent && sent.number() == number)
                .map(Stage::since)
                .findFirst();
    }

    boolean awaitsComplement(int number) {
        return current() instanceof Stage.ComplementAsked asked && asked.number() == number;
    }

    boolean wasAskedComplement(int number) {
        return complementsAsked().stream().anyMatch(asked -> asked.number() == number);
    }

    boolean isDecided() {
        return current() instanceof Stage.Granted || current() instanceof Stage.Refused;
    }
}
