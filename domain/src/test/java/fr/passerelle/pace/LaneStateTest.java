package fr.passerelle.pace;

import static fr.passerelle.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.pace.LaneState.Flow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaneStateTest {
    private static final PaceRules RULES = new PaceRules(
            Duration.ofMinutes(1),
            6,
            4,
            2,
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            5,
            Duration.ofSeconds(5),
            16);
    private static final Trouble DOWN = new Trouble.Unavailable("timeout", Optional.empty());
    private static final LaneState FRESH = LaneState.fresh(Lane.WRITE);

    // The budget

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverGrantsMoreThanTheBudgetWithinAnyWindow(long seed) {
        Random random = new Random(seed);
        LaneState lane = FRESH;
        Instant now = NOW;
        List<Instant> granted = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            now = now.plusMillis(random.nextInt(12_000));
            LaneState.Asked asked = lane.ask(now, RULES);
            lane = asked.next();
            if (asked.taking() instanceof Taking.Granted(var permit, var in)) {
                assertThat(permit.at()).isEqualTo(now.plus(in));
                granted.add(permit.at());
            }
        }

        assertThat(granted).isSorted().hasSizeGreaterThan(100);
        for (int i = RULES.writeCalls(); i < granted.size(); i++) {
            Duration span = Duration.between(granted.get(i - RULES.writeCalls()), granted.get(i));
            assertThat(span).as("seed %d, call %d", seed, i).isGreaterThanOrEqualTo(RULES.window());
        }
    }

    @Test
    void usesItsBudgetUp() {
        LaneState lane = FRESH;
        int granted = 0;
        for (Instant now = NOW; now.isBefore(NOW.plus(Duration.ofMinutes(10))); now = now.plusSeconds(1)) {
            LaneState.Asked asked = lane.ask(now, RULES);
            lane = asked.next();
            granted += asked.taking() instanceof Taking.Granted ? 1 : 0;
        }

        assertThat(granted).isBetween(10 * RULES.writeCalls(), 11 * RULES.writeCalls());
    }

    @Test
    void countsNothingThatItDoesNotGrant() {
        LaneState full = asked(FRESH, NOW, 4);

        LaneState.Asked fifth = full.ask(NOW.plusSeconds(10), RULES);

        assertThat(fifth.taking()).isEqualTo(new Taking.Held(Duration.ofSeconds(20)));
        assertThat(fifth.next()).isEqualTo(full);
    }

    @Test
    void letsWaitWhoIsNearItsTurn() {
        LaneState full = asked(FRESH, NOW, 4);

        LaneState.Asked fifth = full.ask(NOW.plusSeconds(31), RULES);

        assertThat(fifth.taking())
                .isEqualTo(
                        new Taking.Granted(new Permit(Lane.WRITE, NOW.plusSeconds(60), true), Duration.ofSeconds(29)));
    }

    @Test
    void grantsInOrderWhenTheClockStepsBack() {
        LaneState ahead = asked(FRESH, NOW.plusSeconds(10), 1);

        LaneState.Asked back = ahead.ask(NOW, RULES);

        assertThat(back.next().calls()).isSorted();
    }

    // An outage

    @ParameterizedTest
    @CsvSource({"4, false", "5, true", "6, true"})
    void stopsAfterTroublesInARow(int troubles, boolean stopped) {
        LaneState lane = troubled(FRESH, troubles);

        assertThat(lane.isStopped()).isEqualTo(stopped);
    }

    @Test
    void doesNotStopWhileCallsGoWellInBetween() {
        LaneState lane = FRESH;
        for (int i = 0; i < 10; i++) {
            lane = troubled(lane, 4).wentWell(permit(NOW), RULES);
        }

        assertThat(lane.isStopped()).isFalse();
    }

    @Test
    void letsOneProbeThroughWhileItIsStopped() {
        LaneState lane = troubled(FRESH, 5);
        int probes = 0;
        for (Instant now = NOW; now.isBefore(NOW.plus(Duration.ofHours(1))); now = now.plusSeconds(7)) {
            LaneState.Asked asked = lane.ask(now, RULES);
            lane = asked.next();
            if (asked.taking() instanceof Taking.Granted(var permit, var _)) {
                probes++;
                lane = lane.met(DOWN, permit, now, RULES);
            }
        }

        assertThat(probes).isEqualTo(11);
        assertThat(lane.isStopped()).isTrue();
    }

    @Test
    void saysWhatTheLastCallsMet() {
        LaneState lane = troubled(FRESH, 5);

        LaneState next = lane.met(
                new Trouble.Unavailable("unreachable", Optional.empty()), permit(NOW), NOW.plusSeconds(1), RULES);

        assertThat(next.flow()).isEqualTo(new Flow.Stopped(NOW, NOW.plus(RULES.probe()), "unreachable"));
    }

    @Test
    void opensWithOneAtATimeWhenAProbeGoesWell() {
        LaneState lane = troubled(FRESH, 5);
        Instant later = NOW.plus(RULES.probe());
        Permit probe = granted(lane, later);

        LaneState open = lane.wentWell(probe, RULES);

        assertThat(open.flow()).isEqualTo(new Flow.Open(1, 0, true));
        assertThat(open.troubles()).isZero();
    }

    @Test
    void doesNotTakeACallFromBeforeTheStopForAProbe() {
        LaneState lane = troubled(FRESH, 5);

        assertThat(lane.wentWell(permit(NOW.minusSeconds(20)), RULES)).isEqualTo(lane);
    }

    @Test
    void hasNoRoomWhileItIsStopped() {
        LaneState lane = troubled(FRESH, 5);

        assertThat(lane.atOnce(NOW)).isZero();
        assertThat(lane.atOnce(NOW.plus(RULES.probe()))).isEqualTo(1);
    }

    // The restart

    @Test
    void doublesWhileItGoesWell() {
        List<Integer> atOnce = new ArrayList<>();
        LaneState lane = FRESH;
        for (int i = 0; i < 16; i++) {
            atOnce.add(lane.atOnce(NOW));
            lane = lane.wentWell(permit(NOW), RULES);
        }

        assertThat(atOnce).containsExactly(1, 2, 2, 4, 4, 4, 4, 8, 8, 8, 8, 8, 8, 8, 8, 16);
    }

    @Test
    void halvesOnTroubleAndThenAddsOne() {
        LaneState fast = well(FRESH, 15);

        LaneState halved = troubled(fast, 1);
        LaneState grown = well(halved, 8);

        assertThat(fast.atOnce(NOW)).isEqualTo(16);
        assertThat(halved.atOnce(NOW)).isEqualTo(8);
        assertThat(grown.atOnce(NOW)).isEqualTo(9);
    }

    @Test
    void neverGoesBeyondTheMost() {
        assertThat(well(FRESH, 500).atOnce(NOW)).isEqualTo(RULES.mostAtOnce());
    }

    @Test
    void neverGoesBelowOne() {
        assertThat(troubled(FRESH, 4).atOnce(NOW)).isEqualTo(1);
    }

    @Test
    void restartsWithTheOthers() {
        LaneState fast = well(FRESH, 100);

        assertThat(fast.restarted().atOnce(NOW)).isEqualTo(1);
        assertThat(troubled(FRESH, 5).restarted()).isEqualTo(troubled(FRESH, 5));
    }

    @Test
    void asksNoNewsOfALaneAtFullSpeed() {
        LaneState fast = well(FRESH, 100);

        assertThat(granted(fast, NOW).isNews()).isFalse();
        assertThat(granted(troubled(fast, 1), NOW).isNews()).isTrue();
        assertThat(granted(FRESH, NOW).isNews()).isTrue();
    }

    // Being told that we are too fast

    @Test
    void restsAsLongAsThePlatformSays() {
        LaneState lane = pushedBack(FRESH, NOW, Duration.ofMinutes(3));

        assertThat(lane.ask(NOW.plusSeconds(60), RULES).taking()).isEqualTo(new Taking.Held(Duration.ofMinutes(2)));
        assertThat(lane.atOnce(NOW.plusSeconds(60))).isZero();
        assertThat(lane.ask(NOW.plusSeconds(180), RULES).taking()).isInstanceOf(Taking.Granted.class);
    }

    @Test
    void restsLongerEachTimeWhenThePlatformDoesNotSay() {
        List<Duration> rests = new ArrayList<>();
        LaneState lane = FRESH;
        Instant now = NOW;
        for (int i = 0; i < 9; i++) {
            lane = pushedBack(lane, now, null);
            rests.add(lane.heldFor(now));
            now = now.plus(lane.heldFor(now));
        }

        assertThat(rests)
                .extracting(Duration::toSeconds)
                .containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 320L, 320L, 320L);
    }

    @Test
    void takesCallsThatWereUnderWayTogetherForOne() {
        LaneState once = pushedBack(well(FRESH, 15), NOW, null);
        LaneState again =
                IntStream.range(0, 8).boxed().reduce(once, (lane, _) -> pushedBack(lane, NOW, null), (one, _) -> one);

        assertThat(again.heldFor(NOW)).isEqualTo(RULES.pushBack());
        assertThat(again.pushBacks()).isEqualTo(1);
        assertThat(again.flow()).isEqualTo(once.flow());
    }

    @Test
    void forgetsThatItWasTooFastOnceACallGoesWell() {
        LaneState rested = pushedBack(FRESH, NOW, null).wentWell(permit(NOW.plusSeconds(9)), RULES);

        assertThat(pushedBack(rested, NOW.plusSeconds(10), null).heldFor(NOW.plusSeconds(10)))
                .isEqualTo(RULES.pushBack());
    }

    @Test
    void doesNotStopForBeingTooFast() {
        LaneState lane = FRESH;
        for (int i = 0; i < 20; i++) {
            lane = pushedBack(lane, NOW.plusSeconds(1000L * i), null);
        }

        assertThat(lane.isStopped()).isFalse();
    }

    @Test
    void doesNotEvenProbeAPlatformThatIsClosed() {
        LaneState closed = troubled(FRESH, 5).closedUntil(NOW.plus(Duration.ofHours(6)));

        assertThat(closed.ask(NOW.plus(Duration.ofHours(5)), RULES).taking())
                .isEqualTo(new Taking.Held(Duration.ofHours(1)));
    }

    private static LaneState asked(LaneState lane, Instant now, int times) {
        LaneState next = lane;
        for (int i = 0; i < times; i++) {
            next = next.ask(now, RULES).next();
        }
        return next;
    }

    private static LaneState troubled(LaneState lane, int times) {
        LaneState next = lane;
        for (int i = 0; i < times; i++) {
            next = next.met(DOWN, permit(NOW), NOW, RULES);
        }
        return next;
    }

    private static LaneState well(LaneState lane, int times) {
        LaneState next = lane;
        for (int i = 0; i < times; i++) {
            next = next.wentWell(permit(NOW), RULES);
        }
        return next;
    }

    private static LaneState pushedBack(LaneState lane, Instant now, @Nullable Duration rest) {
        return lane.met(new Trouble.PushedBack(Optional.ofNullable(rest)), permit(now), now, RULES);
    }

    private static Permit permit(Instant at) {
        return new Permit(Lane.WRITE, at, true);
    }

    private static Permit granted(LaneState lane, Instant now) {
        assertThat(lane.ask(now, RULES).taking()).isInstanceOf(Taking.Granted.class);
        return ((Taking.Granted) lane.ask(now, RULES).taking()).permit();
    }
}
