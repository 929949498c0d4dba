package fr.passerelle.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.passerelle.pace.LaneState.Flow;
import fr.passerelle.pace.Lanes.Stepped;
import fr.passerelle.testing.StoreContract;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What {@link Lanes} promise. */
public abstract class LanesContract extends StoreContract {

    @Test
    void beginsFresh() {
        LaneState lane = standing().of(Lane.WRITE);

        assertThat(lane).isEqualTo(LaneState.fresh(Lane.WRITE));
    }

    @Test
    void keepsAnOpenLane() {
        Instant now = standing().now().truncatedTo(ChronoUnit.MILLIS);
        LaneState open = new LaneState(
                Lane.READ, new Flow.Open(7, 3, true), List.of(now, now.plusSeconds(1)), now.plusSeconds(60), 2, 1);

        become(open);

        assertThat(standing().of(Lane.READ)).isEqualTo(open);
        assertThat(standing().of(Lane.WRITE)).isEqualTo(LaneState.fresh(Lane.WRITE));
    }

    @Test
    void keepsAStoppedLane() {
        Instant now = standing().now().truncatedTo(ChronoUnit.MILLIS);
        LaneState stopped = new LaneState(
                Lane.LOGIN, new Flow.Stopped(now, now.plusSeconds(300), "timeout"), List.of(), null, 5, 0);

        become(stopped);

        assertThat(standing().of(Lane.LOGIN)).isEqualTo(stopped);
    }

    @Test
    void tellsEveryStepTheTimeOfTheStore() {
        Instant before = standing().now();

        Instant told = got(store.lanes().change(Lane.READ, (lane, now) -> new Stepped<>(lane, now)));

        assertThat(told).isBetween(before, standing().now());
    }

    @Test
    void answersWhatTheStepAnswers() {
        Mono<String> answer = store.lanes().change(Lane.READ, (lane, _) -> new Stepped<>(lane, lane.lane() + "!"));

        assertThat(got(answer)).isEqualTo("READ!");
    }

    @Test
    void losesNoStepOfManyAtOnce() {
        List<Mono<Integer>> steps = times(40)
                .mapToObj(_ -> store.lanes().change(Lane.WRITE, LanesContract::oneMoreTrouble))
                .toList();

        List<Integer> answers = allAtOnce(steps);

        assertThat(answers).doesNotHaveDuplicates();
        assertThat(standing().of(Lane.WRITE).troubles()).isEqualTo(40);
    }

    @Test
    void storesNothingOfAStepThatFails() {
        Mono<String> failing = store.lanes().change(Lane.WRITE, (_, _) -> {
            throw new IllegalStateException("undecided");
        });

        assertThatThrownBy(() -> got(failing)).hasMessageContaining("undecided");
        assertThat(standing().of(Lane.WRITE)).isEqualTo(LaneState.fresh(Lane.WRITE));
    }

    @Test
    void keepsEachBudgetUnderManyWhoAskAtOnce() {
        PaceRules rules = new PaceRules(
                Duration.ofMinutes(1), 5, 5, 5, Duration.ZERO, Duration.ofMinutes(5), 5, Duration.ofSeconds(5), 16);
        Pace pace = new Pace(store.lanes(), rules, _ -> Mono.empty());

        List<Taking> takings =
                allAtOnce(times(30).mapToObj(_ -> pace.take(Lane.WRITE)).toList());

        assertThat(takings).filteredOn(Taking.Granted.class::isInstance).hasSize(5);
    }

    private static Stepped<Integer> oneMoreTrouble(LaneState lane, Instant now) {
        LaneState next = new LaneState(
                lane.lane(), lane.flow(), lane.calls(), lane.heldUntil(), lane.troubles() + 1, lane.pushBacks());
        return new Stepped<>(next, next.troubles());
    }

    private void become(LaneState next) {
        got(store.lanes().change(next.lane(), (_, _) -> new Stepped<>(next, true)));
    }

    private Lanes.Standing standing() {
        return got(store.lanes().standing());
    }
}
