package fr.passerelle.pace;

import static fr.passerelle.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.testing.InMemoryLanes;
import fr.passerelle.testing.SettableClock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class PaceTest {
    private static final PaceRules RULES = new PaceRules(
            Duration.ofMinutes(1),
            70,
            40,
            10,
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            5,
            Duration.ofSeconds(5),
            16);
    private static final Trouble DOWN = new Trouble.Unavailable("timeout", Optional.empty());

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryLanes lanes = new InMemoryLanes(clock);
    private Consumer<Pace> meanwhile = _ -> {};
    private final Pace pace = new Pace(lanes, RULES, this::pause);

    private Mono<Void> pause(Duration duration) {
        return Mono.fromRunnable(() -> {
            clock.advance(duration);
            meanwhile.accept(this.pace);
        });
    }

    @Test
    void waitsForItsTurn() {
        IntStream.range(0, RULES.writeCalls()).forEach(_ -> granted(Lane.WRITE));
        clock.advance(Duration.ofSeconds(45));

        Permit permit = granted(Lane.WRITE);

        assertThat(permit.at()).isEqualTo(NOW.plusSeconds(60));
        assertThat(clock.instant()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void doesNotCallAPlatformThatWentDownWhileItWaited() {
        IntStream.range(0, RULES.writeCalls()).forEach(_ -> granted(Lane.WRITE));
        clock.advance(Duration.ofSeconds(45));
        Permit earlier = new Permit(Lane.WRITE, NOW, true);
        meanwhile = pace ->
                IntStream.range(0, 5).forEach(_ -> pace.met(DOWN, earlier).block());

        assertThat(taken(Lane.WRITE)).isInstanceOf(Taking.Held.class);
    }

    @Test
    void keepsTheBudgetsOfTheLanesApart() {
        IntStream.range(0, RULES.writeCalls()).forEach(_ -> granted(Lane.WRITE));

        assertThat(taken(Lane.WRITE)).isInstanceOf(Taking.Held.class);
        assertThat(taken(Lane.READ)).isInstanceOf(Taking.Granted.class);
    }

    @Test
    void saysHowLongNothingGoesThrough() {
        Permit permit = granted(Lane.READ);
        Duration first = met(DOWN, permit);
        IntStream.range(0, 3).forEach(_ -> met(DOWN, permit));

        Duration fifth = met(DOWN, permit);

        assertThat(first).isZero();
        assertThat(fifth).isEqualTo(RULES.probe());
    }

    /** Those that were let go at full speed are told of as well, once something has gone wrong. */
    @Test
    void goesOnWhileMostCallsGoWell() {
        Permit atFullSpeed = new Permit(Lane.READ, NOW, false);

        IntStream.range(0, 10).forEach(_ -> {
            met(DOWN, atFullSpeed);
            pace.wentWell(atFullSpeed).block();
        });

        assertThat(taken(Lane.READ)).isInstanceOf(Taking.Granted.class);
    }

    @Test
    void hasNoRoomForFilingWhileOneCannotRead() {
        stop(Lane.READ);

        assertThat(room(Lane.READ)).isZero();
        assertThat(room(Lane.WRITE)).isZero();
    }

    @Test
    void followsWhileOneCannotWrite() {
        stop(Lane.WRITE);

        assertThat(room(Lane.READ)).isEqualTo(1);
        assertThat(room(Lane.WRITE)).isZero();
    }

    @Test
    void doesNothingWhileOneCannotLogIn() {
        stop(Lane.LOGIN);

        assertThat(room(Lane.READ)).isZero();
        assertThat(room(Lane.WRITE)).isZero();
        clock.advance(RULES.probe());
        assertThat(room(Lane.READ)).isEqualTo(1);
    }

    @Test
    void restartsAllLanesSlowlyWhenOneComesBack() {
        IntStream.range(0, 100).forEach(_ -> wellAt(Lane.READ));
        assertThat(room(Lane.READ)).isEqualTo(RULES.mostAtOnce());
        stop(Lane.LOGIN);
        clock.advance(RULES.probe());

        wellAt(Lane.LOGIN);

        assertThat(room(Lane.READ)).isEqualTo(1);
    }

    @Test
    void doesNothingWhileThePlatformIsClosed() {
        pace.closedFor(Duration.ofHours(3)).block();

        assertThat(room(Lane.READ)).isZero();
        assertThat(taken(Lane.LOGIN)).isEqualTo(new Taking.Held(Duration.ofHours(3)));
        clock.advance(Duration.ofHours(3));
        assertThat(taken(Lane.LOGIN)).isInstanceOf(Taking.Granted.class);
    }

    @Test
    void foreseesWhenAPlaceIsReached() {
        Outlook first = outlook(1);
        Outlook thirteenth = outlook(13);
        Outlook hundredth = outlook(100);

        assertThat(first).isEqualTo(new Outlook(Optional.empty(), Duration.ofMinutes(1)));
        assertThat(thirteenth.in()).isEqualTo(Duration.ofMinutes(1));
        assertThat(hundredth.in()).isEqualTo(Duration.ofMinutes(8));
    }

    @Test
    void foreseesFromTheNextProbeOnWhileThePlatformIsDown() {
        stop(Lane.WRITE);
        clock.advance(Duration.ofMinutes(2));

        assertThat(outlook(1)).isEqualTo(new Outlook(Optional.of(Outlook.Hold.PLATFORM_DOWN), Duration.ofMinutes(4)));
    }

    @Test
    void foreseesFromTheEndOfARestOn() {
        pace.closedFor(Duration.ofHours(2)).block();

        assertThat(outlook(1)).isEqualTo(new Outlook(Optional.of(Outlook.Hold.PLATFORM_BUSY), Duration.ofMinutes(121)));
    }

    private Outlook outlook(long rank) {
        return Objects.requireNonNull(pace.outlook(rank).block());
    }

    private void stop(Lane lane) {
        Permit permit = new Permit(lane, clock.instant(), true);
        IntStream.range(0, RULES.troublesToStop()).forEach(_ -> met(DOWN, permit));
    }

    /** A call that goes well, long after the one before. */
    private void wellAt(Lane lane) {
        clock.advance(Duration.ofSeconds(10));
        pace.wentWell(granted(lane)).block();
    }

    private Duration met(Trouble trouble, Permit permit) {
        return Objects.requireNonNull(pace.met(trouble, permit).block());
    }

    private int room(Lane kind) {
        return Objects.requireNonNull(pace.room(kind).block());
    }

    private Taking taken(Lane lane) {
        return Objects.requireNonNull(pace.take(lane).block());
    }

    private Permit granted(Lane lane) {
        assertThat(taken(lane)).isInstanceOf(Taking.Granted.class);
        return new Permit(
                lane,
                Objects.requireNonNull(lanes.standing().block())
                        .of(lane)
                        .calls()
                        .getLast(),
                true);
    }
}
