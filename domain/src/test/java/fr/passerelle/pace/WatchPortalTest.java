package fr.passerelle.pace;

import static fr.passerelle.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.platform.InMemoryPlatform;
import fr.passerelle.platform.InMemoryPlatform.Call;
import fr.passerelle.testing.InMemoryLanes;
import fr.passerelle.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class WatchPortalTest {
    private static final Instant FROM = NOW.plus(Duration.ofHours(2));
    private static final Instant TO = NOW.plus(Duration.ofHours(5));

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryPlatform portal = new InMemoryPlatform(clock);
    private final Pace pace = new Pace(new InMemoryLanes(clock), PaceRules.usual(), _ -> Mono.empty());
    private final WatchPortal watch = new WatchPortal(new PacedPlatform(portal, pace, clock), pace, clock);

    @Test
    void leavesAPortalAloneThatIsClosed() {
        portal.announceMaintenance(FROM, TO);
        clock.set(FROM);

        watch.look().block();

        assertThat(pace.room(Lane.READ).block()).isZero();
    }

    @Test
    void doesNotTrustItsAnnouncementForLong() {
        portal.announceMaintenance(FROM, TO.plus(Duration.ofDays(36_500)));
        clock.set(FROM);
        watch.look().block();

        clock.advance(Duration.ofHours(1));

        assertThat(pace.room(Lane.READ).block()).isPositive();
    }

    @Test
    void leavesTheProbeToThoseWhoRead() {
        Permit permit = new Permit(Lane.READ, NOW, true);
        for (int i = 0; i < 5; i++) {
            pace.met(new Trouble.Unavailable("timeout", Optional.empty()), permit)
                    .block();
        }
        clock.advance(PaceRules.usual().probe());

        watch.look().block();

        assertThat(portal.calls(Call.STATE)).isZero();
        assertThat(pace.isStopped(Lane.READ).block()).isTrue();
    }

    @Test
    void goesOnUntilTheMaintenanceBegins() {
        portal.announceMaintenance(FROM, TO);

        watch.look().block();

        assertThat(pace.room(Lane.READ).block()).isPositive();
        assertThat(watch.maintenance()).contains(new WatchPortal.Maintenance(FROM, TO));
    }

    @Test
    void forgetsAMaintenanceThatIsOver() {
        portal.announceMaintenance(FROM, TO);
        watch.look().block();
        clock.set(TO);

        assertThat(watch.maintenance()).isEmpty();
    }

    @Test
    void learnsNothingOfAPortalThatDoesNotAnswer() {
        portal.goDown();

        watch.look().block();

        assertThat(watch.maintenance()).isEmpty();
    }
}
