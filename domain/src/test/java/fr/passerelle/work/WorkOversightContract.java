package fr.passerelle.work;

import static fr.passerelle.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fr.passerelle.ids.RequestId;
import fr.passerelle.pace.Lane;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.testing.StoreContract;
import fr.passerelle.work.WorkOversight.Job;
import fr.passerelle.work.WorkOversight.Lapsed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the {@link WorkOversight} promises. */
public abstract class WorkOversightContract extends StoreContract {
    private static final Instant LONG_AGO = NOW.minus(Duration.ofHours(3));
    private static final Instant LATER = NOW.plus(Duration.ofDays(30));
    private static final int OFTEN = 10;

    @Test
    void knowsTheTenantsThatHadWork() {
        AuthorisationRequest over = due(knownRequest(tenant), NOW);
        due(knownRequest(otherTenant), NOW);
        save(nextStepOf(over).done());

        assertThat(got(store.oversight().tenants())).contains(tenant, otherTenant);
    }

    @Test
    void measuresEachLane() {
        due(knownRequest(tenant), LONG_AGO);
        due(knownRequest(otherTenant), NOW);
        claim(Lane.READ, NOW, 1);

        var depths = got(store.oversight().depths(NOW));

        assertThat(depths).hasSize(Lane.values().length);
        assertThat(depths.get(Lane.READ)).isEqualTo(new WorkQueue.Depth(1, 1, Duration.ZERO));
        assertThat(depths.get(Lane.WRITE)).isEqualTo(new WorkQueue.Depth(0, 0, Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "0, 0", "1, 0"})
    void countsWorkAsStuckThatWasDueBefore(int secondsAfter, int found) {
        due(knownRequest(tenant), NOW.plusSeconds(secondsAfter));

        assertThat(got(store.oversight().stuck(OFTEN, NOW, 10))).hasSize(found);
    }

    @Test
    void countsNoWorkUnderWayAsStuck() {
        due(knownRequest(tenant), LONG_AGO);
        claimed();

        assertThat(got(store.oversight().stuck(OFTEN, NOW, 10))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2, 0", "3, 1", "4, 1"})
    void countsWorkAsStuckThatWasTriedOften(int times, int found) {
        due(knownRequest(tenant), NOW);
        times(times).forEach(_ -> done(store.queue().release(claimed(), NOW)));

        assertThat(got(store.oversight().stuck(3, LONG_AGO, 10))).hasSize(found);
    }

    @Test
    void countsWorkAsStuckOnWhichSomebodyCrashed() {
        AuthorisationRequest request = due(knownRequest(tenant), NOW);
        claimed();
        store.expireLeases();
        claimed();

        List<Job> stuck = got(store.oversight().stuck(OFTEN, LONG_AGO, 10));

        assertThat(stuck).containsExactly(new Job(tenant, request.id(), request.employer(), Lane.READ, 2, 1, NOW, NOW));
    }

    @Test
    void showsTheNearestDeadlineOfWhatIsStuckFirst() {
        AuthorisationRequest second = due(knownRequest(tenant), LONG_AGO);
        AuthorisationRequest first = due(knownRequest(otherTenant), LONG_AGO.minusSeconds(1));
        due(knownRequest(tenant), LONG_AGO.plusSeconds(1));

        assertThat(got(store.oversight().stuck(OFTEN, NOW, 2)))
                .extracting(Job::request)
                .containsExactly(first.id(), second.id());
    }

    @Test
    void wakesOneRequest() {
        AuthorisationRequest woken = due(knownRequest(tenant), LATER);
        due(knownRequest(tenant), LATER);

        assertThat(got(store.oversight().wake(woken.id(), NOW))).isTrue();

        assertThat(claimed().request()).isEqualTo(woken.id());
    }

    @Test
    void leavesWorkThatIsDueAlreadyWhereItStands() {
        AuthorisationRequest request = due(knownRequest(tenant), LONG_AGO);

        assertThat(got(store.oversight().wake(request.id(), NOW))).isTrue();

        assertThat(got(store.oversight().stuck(OFTEN, NOW, 10)))
                .extracting(Job::due)
                .containsExactly(LONG_AGO);
    }

    @Test
    void wakesNothingThatIsNotInTheQueue() {
        AuthorisationRequest draft = knownRequest(tenant);

        assertThat(got(store.oversight().wake(draft.id(), NOW))).isFalse();
        assertThat(got(store.oversight().wake(RequestId.next(NOW), NOW))).isFalse();
    }

    @Test
    void findsRequestsOutsideTheQueueByTheirState() {
        AuthorisationRequest outside = knownRequest(tenant);
        due(knownRequest(tenant), NOW);
        knownRequest(otherTenant);

        assertThat(got(store.oversight().unscheduled(tenant, Set.of("draft", "queued"))))
                .containsExactly(outside.id());
        assertThat(got(store.oversight().unscheduled(tenant, Set.of("queued")))).isEmpty();
    }

    @Test
    void findsALeaseThatNobodyTookOver() {
        AuthorisationRequest request = due(knownRequest(tenant), NOW);
        claimed();
        assertThat(got(store.oversight().lapsed(Duration.ZERO))).isEmpty();

        store.expireLeases();

        assertThat(got(store.oversight().lapsed(Duration.ZERO)))
                .extracting(Lapsed::tenant, Lapsed::employer, Lapsed::request)
                .containsExactly(tuple(tenant, request.employer(), request.id()));
        assertThat(got(store.oversight().lapsed(Duration.ofHours(1)))).isEmpty();
    }

    @Test
    void findsNoLeaseThatWasTakenOver() {
        due(knownRequest(tenant), NOW);
        claimed();
        store.expireLeases();
        claimed();

        assertThat(got(store.oversight().lapsed(Duration.ZERO))).isEmpty();
    }

    @Test
    void forgetsNobodyByItself() {
        due(due(knownRequest(tenant), NOW), LATER);
        due(knownRequest(tenant), NOW);

        assertThat(got(store.oversight().forgotten())).isEmpty();
    }

    private AuthorisationRequest due(AuthorisationRequest request, Instant at) {
        assertThat(save(nextStepOf(request).due(at))).isEqualTo(STORED);
        return request;
    }
}
