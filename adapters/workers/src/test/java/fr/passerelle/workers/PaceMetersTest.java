package fr.passerelle.workers;

import static fr.passerelle.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.pace.Lane;
import fr.passerelle.pace.LaneState;
import fr.passerelle.pace.LaneState.Flow;
import fr.passerelle.pace.Lanes.Stepped;
import fr.passerelle.pace.Pace;
import fr.passerelle.pace.PaceRules;
import fr.passerelle.testing.InMemoryStore;
import fr.passerelle.testing.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class PaceMetersTest {
    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryStore store = new InMemoryStore(clock);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PaceMeters shown = new PaceMeters(store.lanes(), store.pauses(), meters);

    @Test
    void showsLanesThatAreOpen() {
        shown.look().block();

        assertThat(lane("state", "read")).isZero();
        assertThat(lane("at_once", "read")).isEqualTo(1);
        assertThat(lane("held_seconds", "read")).isZero();
    }

    @Test
    void showsThatThePlatformAskedToBeLeftAlone() {
        new Pace(store.lanes(), PaceRules.usual(), _ -> Mono.empty())
                .closedFor(Duration.ofMinutes(5))
                .block();

        shown.look().block();

        assertThat(lane("state", "login")).isEqualTo(1);
        assertThat(lane("held_seconds", "login")).isEqualTo(300);
        assertThat(lane("at_once", "login")).isZero();
    }

    @Test
    void showsALaneThatStopped() {
        Flow stopped = new Flow.Stopped(NOW, NOW.plusSeconds(90), "timeout");
        LaneState down = new LaneState(Lane.WRITE, stopped, List.of(), null, 5, 0);
        store.lanes().change(Lane.WRITE, (_, _) -> new Stepped<>(down, true)).block();

        shown.look().block();

        assertThat(lane("state", "write")).isEqualTo(2);
        assertThat(lane("held_seconds", "write")).isEqualTo(90);
        assertThat(lane("state", "read")).isZero();
    }

    @Test
    void showsPauses() {
        store.pauses().pause(Optional.of(store.aTenant()), "a wrong mandate").block();
        store.pauses().pause(Optional.of(store.aTenant()), "a wrong mandate").block();
        shown.look().block();
        assertThat(paused("everybody")).isZero();
        assertThat(paused("tenants")).isEqualTo(2);

        store.pauses().pause(Optional.empty(), "the State asked us to").block();
        shown.look().block();

        assertThat(paused("everybody")).isEqualTo(1);
    }

    private double lane(String meter, String lane) {
        return meters.get("passerelle.pace." + meter).tag("lane", lane).gauge().value();
    }

    private double paused(String whom) {
        return meters.get("passerelle.pause").tag("whom", whom).gauge().value();
    }
}
