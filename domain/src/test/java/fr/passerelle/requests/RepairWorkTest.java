package fr.passerelle.requests;

import static fr.passerelle.testing.Examples.aStep;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.parties.Employer;
import fr.passerelle.requests.RepairWork.Unscheduled;
import fr.passerelle.testing.RequestBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RepairWorkTest {
    private final FilingWorld world = new FilingWorld();
    private final Employer employer = world.employer();
    private final RepairWork repair = new RepairWork(world.store.oversight(), world.store.requests(), world.clock);

    @Test
    void findsNothingOnTheWholeWayOfARequest() {
        world.drafted(world.draft(world.worker(employer), typed -> typed));
        world.submitted(employer);
        assertThat(check().isNone()).isTrue();

        for (int halfDay = 0; halfDay < 180; halfDay++) {
            world.after(Duration.ofHours(12));
            assertThat(check().isNone()).isTrue();
        }
    }

    @Test
    void schedulesARequestThatFellOutOfTheQueue() {
        AuthorisationRequest lost = world.submitted(employer);
        takeOut(lost);
        world.runUntilIdle();
        assertThat(world.state(lost)).isEqualTo("queued");

        RepairWork.DeadWork repaired = FilingWorld.got(repair.repair());
        world.runUntilIdle();

        assertThat(repaired.unscheduled()).containsExactly(new Unscheduled(world.tenant, lost.id()));
        assertThat(check().isNone()).isTrue();
        assertThat(world.state(lost)).isEqualTo("filed");
        assertThat(world.portal.ledger()).hasSize(1);
    }

    @Test
    void showsALeaseThatNobodyTakesOver() {
        AuthorisationRequest orphan = world.submitted(employer);
        world.claim();
        world.clock.advance(Duration.ofMinutes(3));
        assertThat(check().lapsed()).isEmpty();

        world.clock.advance(Duration.ofMinutes(1));

        assertThat(check().lapsed()).extracting(lapsed -> lapsed.request()).containsExactly(orphan.id());
        assertThat(FilingWorld.got(repair.repair()).lapsed()).isEmpty();
    }

    private RepairWork.DeadWork check() {
        return FilingWorld.got(repair.check());
    }

    private void takeOut(AuthorisationRequest request) {
        AuthorisationRequest present = FilingWorld.got(world.store.requests().find(request.tenant(), request.id()));
        FilingWorld.got(world.store
                .requests()
                .save(aStep(RequestBuilder.after(present).build()).done().build()));
    }
}
