package fr.passerelle.requests;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.RequestId;
import fr.passerelle.parties.Employer;
import fr.passerelle.requests.ResolveTask.Resolved;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskOutcome;
import fr.passerelle.testing.Examples;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReleaseQuarantineTest {
    private final FilingWorld world = new FilingWorld();
    private final Employer employer = world.employer();
    private final ReleaseQuarantine quarantine =
            new ReleaseQuarantine(world.store.oversight(), world.store.tasks(), world.resolving);

    @Test
    void showsWhatIsHeld() {
        AuthorisationRequest poison = quarantined();
        world.submitted(world.employer("autre@example.org"));

        assertThat(FilingWorld.got(quarantine.list())).extracting(Task::request).containsExactly(poison.id());
    }

    @Test
    void hasWhatWasReleasedWorkedOnAgain() {
        AuthorisationRequest poison = quarantined();

        Resolved released = release(poison.id());
        world.runUntilIdle();

        assertThat(released).isInstanceOfSatisfying(Resolved.Settled.class, settled -> {
            Task.Resolution how = Objects.requireNonNull(settled.task().resolution());
            assertThat(how.outcome()).isEqualTo(TaskOutcome.TRY_AGAIN);
            assertThat(how.by()).isEqualTo("operator:camille");
            assertThat(how.note()).isEqualTo("mended in 1.4.2");
        });
        assertThat(world.state(poison)).isEqualTo("filed");
        assertThat(FilingWorld.got(quarantine.list())).isEmpty();
    }

    @Test
    void releasesNothingThatIsNotHeld() {
        AuthorisationRequest healthy = world.submitted(employer);

        assertThat(release(healthy.id())).isEqualTo(new Resolved.NotFound());
        assertThat(release(RequestId.next(Examples.NOW))).isEqualTo(new Resolved.NotFound());
    }

    private Resolved release(RequestId request) {
        return FilingWorld.got(quarantine.release(request, "camille", "mended in 1.4.2"));
    }

    private AuthorisationRequest quarantined() {
        AuthorisationRequest poison = world.submitted(employer);
        for (int crash = 0; crash < 3; crash++) {
            world.clock.advance(Duration.ofDays(1));
            assertThat(world.claim()).isNotEmpty();
            world.store.expireLeases();
        }
        world.runUntilIdle();
        return poison;
    }
}
