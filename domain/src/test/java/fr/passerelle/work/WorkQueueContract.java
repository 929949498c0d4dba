package fr.passerelle.work;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aRequest;
import static fr.passerelle.testing.Examples.aStep;
import static fr.passerelle.testing.Examples.anAccount;
import static fr.passerelle.testing.Examples.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.RequestId;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.pace.Lane;
import fr.passerelle.parties.PlatformAccount;
import fr.passerelle.parties.Worker;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.testing.StoreContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

/** What the {@link WorkQueue} promises. */
public abstract class WorkQueueContract extends StoreContract {
    private static final Instant SOON = NOW.plus(Duration.ofDays(1));
    private static final Instant LATER = NOW.plus(Duration.ofDays(30));

    @Test
    void givesNothingWhileNothingIsDue() {
        knownRequest(tenant);

        assertThat(claim(NOW, 10)).isEmpty();
        assertThat(depth(NOW)).isEqualTo(new WorkQueue.Depth(0, 0, Duration.ZERO));
    }

    @Test
    void leasesWhatIsDue() {
        AuthorisationRequest request = dueRequest(knownWorker(tenant), SOON);

        List<Claim> claims = claim(NOW, 10);

        assertThat(claims).hasSize(1);
        assertThat(claims.getFirst().tenant()).isEqualTo(tenant);
        assertThat(claims.getFirst().request()).isEqualTo(request.id());
        assertThat(claims.getFirst().employer()).isEqualTo(request.employer());
        assertThat(claims.getFirst().attempt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, 1", "1, 1"})
    void leasesNothingBeforeItIsDue(int secondsAfterDue, int claimed) {
        due(knownRequest(tenant), LATER, LATER);

        List<Claim> claims = claim(LATER.plusSeconds(secondsAfterDue), 10);

        assertThat(claims).hasSize(claimed);
    }

    @Test
    void leasesAtMostAsMuchAsIsAskedFor() {
        times(5).forEach(_ -> dueRequest(knownWorker(tenant), SOON));

        List<Claim> first = claim(NOW, 3);
        List<Claim> second = claim(NOW, 3);

        assertThat(first).hasSize(3);
        assertThat(second).hasSize(2);
        assertThat(requestsOf(first, second)).doesNotHaveDuplicates();
    }

    @Test
    void keepsARequestInTheQueueOnce() {
        AuthorisationRequest request = dueRequest(knownWorker(tenant), SOON);
        due(request, NOW, LATER);

        assertThat(claim(NOW, 10)).hasSize(1);
        assertThat(claim(NOW, 10)).isEmpty();
    }

    @Test
    void movesARequestThatIsScheduledAnew() {
        AuthorisationRequest request = dueRequest(knownWorker(tenant), SOON);
        due(request, LATER, LATER);

        assertThat(claim(NOW, 10)).isEmpty();
        assertThat(claim(LATER, 10)).hasSize(1);
    }

    @Test
    void leavesARequestWhereItIsUnlessTheStepSaysOtherwise() {
        AuthorisationRequest request = dueRequest(knownWorker(tenant), SOON);
        save(nextStepOf(request));

        assertThat(claimed().request()).isEqualTo(request.id());
    }

    @Test
    void forgetsARequestThatIsDone() {
        AuthorisationRequest request = dueRequest(knownWorker(tenant), SOON);
        save(nextStepOf(request).done());

        assertThat(claim(NOW, 10)).isEmpty();
        assertThat(depth(NOW)).isEqualTo(new WorkQueue.Depth(0, 0, Duration.ZERO));
    }

    @Test
    void leasesOneRequestOfAnEmployerAtATime() {
        Worker worker = knownWorker(tenant);
        AuthorisationRequest first = dueRequest(worker, SOON);
        AuthorisationRequest second = dueRequest(worker, LATER);

        Claim claim = claimed();
        List<Claim> meanwhile = claim(NOW, 10);
        save(nextStepOf(first).under(claim).done());
        Claim next = claimed();

        assertThat(claim.request()).isEqualTo(first.id());
        assertThat(meanwhile).isEmpty();
        assertThat(next.request()).isEqualTo(second.id());
    }

    @Test
    void leasesTheNearestDeadlineOfAnEmployerFirst() {
        Worker worker = knownWorker(tenant);
        AuthorisationRequest last = dueRequest(worker, NOW.plus(Duration.ofDays(9)));
        AuthorisationRequest first = dueRequest(worker, NOW.plus(Duration.ofDays(2)));
        AuthorisationRequest second = dueRequest(worker, NOW.plus(Duration.ofDays(5)));
        AuthorisationRequest notDue = due(knownRequest(worker), LATER, NOW.plus(Duration.ofDays(1)));

        List<RequestId> served =
                times(3).mapToObj(_ -> claimAndFinish()).map(Claim::request).toList();

        assertThat(served).containsExactly(first.id(), second.id(), last.id()).doesNotContain(notDue.id());
    }

    @Test
    void servesTheNearestDeadlineOfATenantFirst() {
        AuthorisationRequest last = dueRequest(knownWorker(tenant), NOW.plus(Duration.ofDays(30)));
        AuthorisationRequest first = dueRequest(knownWorker(tenant), NOW.plus(Duration.ofDays(10)));
        AuthorisationRequest second = dueRequest(knownWorker(tenant), NOW.plus(Duration.ofDays(20)));

        List<RequestId> served =
                times(3).mapToObj(_ -> claimAndFinish()).map(Claim::request).toList();

        assertThat(served).containsExactly(first.id(), second.id(), last.id());
    }

    @Test
    void servesWhatIsUrgentBeforeTurns() {
        AuthorisationRequest later = dueRequest(knownWorker(tenant), NOW.plus(Duration.ofHours(71)));
        AuthorisationRequest nearest = dueRequest(knownWorker(tenant), NOW.plus(Duration.ofHours(5)));
        AuthorisationRequest notUrgent = dueRequest(knownWorker(otherTenant), NOW.plus(Duration.ofHours(72)));

        List<RequestId> served =
                times(3).mapToObj(_ -> claimAndFinish()).map(Claim::request).toList();

        assertThat(served).containsExactly(nearest.id(), later.id(), notUrgent.id());
    }

    @Test
    void followsInTurnHoweverNearTheDeadlines() {
        due(knownRequest(tenant), NOW, NOW.minus(Duration.ofDays(90)));
        due(knownRequest(tenant), NOW, NOW.minus(Duration.ofDays(80)));
        due(knownRequest(otherTenant), NOW, NOW.plus(Duration.ofDays(90)));

        List<Claim> two = claim(Lane.READ, NOW, 2);

        assertThat(two).extracting(Claim::tenant).containsExactlyInAnyOrder(tenant, otherTenant);
    }

    @Test
    void keepsTheLanesApart() {
        AuthorisationRequest filing = dueRequest(knownWorker(tenant), SOON);
        AuthorisationRequest followed = due(knownRequest(tenant), NOW, SOON);

        assertThat(claim(Lane.READ, NOW, 10)).extracting(Claim::request).containsExactly(followed.id());
        assertThat(claim(Lane.WRITE, NOW, 10)).extracting(Claim::request).containsExactly(filing.id());
    }

    @Test
    void leasesNoMoreAtOnceThanThereIsRoomFor() {
        times(5).forEach(_ -> dueRequest(knownWorker(tenant), SOON));
        due(knownRequest(tenant), NOW, SOON);
        claim(Lane.READ, NOW, 10);

        List<Claim> first = got(store.queue().claim(Lane.WRITE, NOW, LEASE, 10, 2));
        List<Claim> second = got(store.queue().claim(Lane.WRITE, NOW, LEASE, 10, 2));
        List<Claim> third = got(store.queue().claim(Lane.WRITE, NOW, LEASE, 10, 3));
        List<Claim> fourth = got(store.queue().claim(Lane.WRITE, NOW, LEASE, 10, 0));

        assertThat(first).hasSize(2);
        assertThat(second).isEmpty();
        assertThat(third).hasSize(1);
        assertThat(fourth).isEmpty();
    }

    @Test
    void leasesOnePieceOfWorkUnderALoginAtATime() {
        Worker one = knownWorker(tenant);
        Worker other = knownWorker(tenant);
        Worker foreign = knownWorker(otherTenant);
        linked(one, "cabinet@example.org");
        linked(other, "cabinet@example.org");
        linked(foreign, "cabinet@example.org");
        dueRequest(one, LATER);
        AuthorisationRequest first = dueRequest(other, SOON);
        AuthorisationRequest theirs = dueRequest(foreign, LATER);
        due(knownRequest(one), NOW, SOON);

        List<Claim> claims = claim(NOW, 10);

        assertThat(claims).extracting(Claim::request).containsExactlyInAnyOrder(first.id(), theirs.id());
        assertThat(claim(NOW, 10)).isEmpty();
    }

    @Test
    void saysWhereWorkStandsInTheQueue() {
        AuthorisationRequest third = dueRequest(knownWorker(tenant), NOW.plus(Duration.ofDays(30)));
        AuthorisationRequest first = dueRequest(knownWorker(tenant), NOW.plus(Duration.ofHours(10)));
        AuthorisationRequest second = dueRequest(knownWorker(tenant), NOW.plus(Duration.ofDays(10)));
        AuthorisationRequest theirs = dueRequest(knownWorker(otherTenant), NOW.plus(Duration.ofDays(90)));
        AuthorisationRequest followed = due(knownRequest(tenant), NOW, SOON);

        assertThat(rank(first)).isEqualTo(1);
        assertThat(rank(second)).isEqualTo(3);
        assertThat(rank(third)).isEqualTo(4);
        assertThat(rank(theirs)).isEqualTo(3);
        assertThat(found(store.queue().place(tenant, followed.id(), NOW))).isEmpty();
        assertThat(got(store.queue().place(tenant, second.id(), NOW)).deadline())
                .isEqualTo(NOW.plus(Duration.ofDays(10)));
    }

    private long rank(AuthorisationRequest request) {
        return got(store.queue().place(request.tenant(), request.id(), NOW)).rank();
    }

    @Test
    void tellsOfEachNearDeadlineUntilItIsNoted() {
        AuthorisationRequest second = dueRequest(knownWorker(tenant), NOW.plus(Duration.ofDays(2)));
        AuthorisationRequest first = due(knownRequest(otherTenant), LATER, SOON);
        dueRequest(knownWorker(tenant), LATER);

        List<WorkQueue.Near> near = near();
        done(store.queue().note(near.getFirst()));
        List<WorkQueue.Near> rest = near();
        due(first, LATER, SOON.plusSeconds(1));

        assertThat(near).extracting(WorkQueue.Near::request).containsExactly(first.id(), second.id());
        assertThat(rest).extracting(WorkQueue.Near::request).containsExactly(second.id());
        assertThat(near()).extracting(WorkQueue.Near::request).containsExactly(first.id(), second.id());
    }

    @Test
    void notesNoDeadlineThatWasMovedMeanwhile() {
        AuthorisationRequest request = dueRequest(knownWorker(tenant), SOON);
        WorkQueue.Near before = near().getFirst();
        due(request, NOW, SOON.plusSeconds(1));

        done(store.queue().note(before));

        assertThat(near()).hasSize(1);
    }

    private List<WorkQueue.Near> near() {
        return got(store.queue().nearDeadlines(NOW.plus(WorkQueue.URGENT), 10));
    }

    @Test
    void countsTheCrashesOfThoseWhoHeldIt() {
        dueRequest(knownWorker(tenant), SOON);
        List<Integer> crashes = times(4).mapToObj(_ -> {
                    int before = claimed().crashes();
                    store.expireLeases();
                    return before;
                })
                .toList();

        assertThat(crashes).containsExactly(0, 1, 2, 3);
    }

    @Test
    void countsTheCrashesOfWorkThatIsOvertaken() {
        Worker worker = knownWorker(tenant);
        AuthorisationRequest poison = dueRequest(worker, LATER);
        claimed();
        store.expireLeases();
        dueRequest(worker, SOON);

        Claim urgent = claimed();
        done(store.queue().release(urgent, LATER));

        assertThat(claimed()).satisfies(claim -> {
            assertThat(claim.request()).isEqualTo(poison.id());
            assertThat(claim.crashes()).isEqualTo(1);
        });
    }

    @Test
    void forgetsCrashesOnceWorkIsGivenBack() {
        dueRequest(knownWorker(tenant), SOON);
        claimed();
        store.expireLeases();

        done(store.queue().release(claimed(), NOW));

        assertThat(claimed().crashes()).isZero();
    }

    @Test
    void forgetsCrashesOnceAStepMakesProgress() {
        AuthorisationRequest request = dueRequest(knownWorker(tenant), SOON);
        claimed();
        store.expireLeases();

        save(nextStepOf(request).under(claimed()).due(NOW, SOON));

        assertThat(claimed().crashes()).isZero();
    }

    @Test
    void leasesTheWorkOnWhichTwoHaveCrashedOneAtATime() {
        AuthorisationRequest poison = dueRequest(knownWorker(tenant), SOON);
        times(3).forEach(_ -> dueRequest(knownWorker(tenant), LATER));
        times(2).forEach(_ -> {
            assertThat(claim(NOW, 10)).hasSize(4);
            store.expireLeases();
        });

        Claim suspect = claimed();
        assertThat(suspect.request()).isEqualTo(poison.id());
        assertThat(claim(NOW, 10)).isEmpty();
        done(store.queue().release(suspect, NOW.plus(Duration.ofDays(1))));

        assertThat(times(3).mapToObj(_ -> claimAndFinish()))
                .extracting(Claim::crashes)
                .containsOnly(2);
    }

    @Test
    void leasesWhatNobodyCrashedOnBesideASuspect() {
        dueRequest(knownWorker(tenant), SOON);
        times(2).forEach(_ -> {
            claimed();
            store.expireLeases();
        });
        claimed();
        AuthorisationRequest sound = dueRequest(knownWorker(tenant), LATER);

        assertThat(claimed().request()).isEqualTo(sound.id());
    }

    /** A deadline that is over long ago is no nearer than one that was over yesterday. */
    @Test
    void servesTenantsInTurnWhoseDeadlinesAreOver() {
        times(3).forEach(_ -> dueRequest(knownWorker(tenant), NOW.minus(Duration.ofDays(300))));
        dueRequest(knownWorker(otherTenant), NOW.minus(Duration.ofDays(1)));

        List<Claim> served = times(2).mapToObj(_ -> claimAndFinish()).toList();

        assertThat(served).extracting(Claim::tenant).containsExactlyInAnyOrder(tenant, otherTenant);
    }

    @Test
    void leasesFirstWhatIsToBeReadForLongest() {
        Worker worker = knownWorker(tenant);
        AuthorisationRequest second = due(knownRequest(worker), NOW.minusSeconds(10), SOON);
        AuthorisationRequest first = due(knownRequest(worker), NOW.minusSeconds(20), LATER);

        assertThat(times(2).mapToObj(_ -> claimAndFinish()))
                .extracting(Claim::request)
                .containsExactly(first.id(), second.id());
    }

    @Test
    void servesTenantsInTurn() {
        Worker busy = knownWorker(tenant);
        times(3).forEach(_ -> dueRequest(busy, LATER));
        Worker quiet = knownWorker(otherTenant);
        times(2).forEach(_ -> dueRequest(quiet, LATER.plusSeconds(1)));

        List<Claim> served = times(4).mapToObj(_ -> claimAndFinish()).toList();

        assertThat(served.subList(0, 2))
                .extracting(Claim::tenant)
                .containsExactlyInAnyOrder(busy.tenant(), quiet.tenant());
        assertThat(served.subList(2, 4))
                .extracting(Claim::tenant)
                .containsExactlyInAnyOrder(busy.tenant(), quiet.tenant());
    }

    @Test
    void servesManyEmployersOfManyTenantsAtOnce() {
        List<AuthorisationRequest> requests = Stream.of(tenant, tenant, otherTenant, otherTenant)
                .map(owner -> dueRequest(knownWorker(owner), SOON))
                .toList();

        List<Claim> claims = claim(NOW, 10);

        assertThat(claims)
                .extracting(Claim::request)
                .containsExactlyInAnyOrderElementsOf(
                        requests.stream().map(AuthorisationRequest::id).toList());
        assertThat(claims).extracting(Claim::id).doesNotHaveDuplicates();
    }

    @Test
    void givesNoEmployerTwiceToManyWhoAskAtOnce() {
        List<Worker> workers = times(8).mapToObj(_ -> knownWorker(tenant)).toList();
        workers.forEach(worker -> times(3).forEach(_ -> dueRequest(worker, SOON)));
        List<Mono<List<Claim>>> calls = times(16)
                .mapToObj(_ -> store.queue().claim(Lane.WRITE, NOW, LEASE, 5, 64))
                .toList();

        List<Claim> claims =
                new ArrayList<>(allAtOnce(calls).stream().flatMap(List::stream).toList());
        claims.addAll(claim(NOW, 10));

        assertThat(claims)
                .extracting(Claim::employer)
                .containsExactlyInAnyOrderElementsOf(
                        workers.stream().map(Worker::employer).toList());
    }

    @Test
    void leasesWorkAnewWhenItsLeaseIsOver() {
        AuthorisationRequest request = dueRequest(knownWorker(tenant), SOON);
        Claim former = claimed();
        store.expireLeases();

        Claim next = claimed();

        assertThat(next.request()).isEqualTo(request.id());
        assertThat(next.id()).isNotEqualTo(former.id());
        assertThat(next.attempt()).isEqualTo(2);
    }

    @Test
    void freesAnEmployerWhenTheLeaseIsOver() {
        Worker worker = knownWorker(tenant);
        dueRequest(worker, LATER);
        claimed();
        AuthorisationRequest urgent = dueRequest(worker, SOON);
        store.expireLeases();

        assertThat(claimed().request()).isEqualTo(urgent.id());
    }

    @Test
    void beginsCountingAnewWhenAStepUnderTheClaimMakesProgress() {
        AuthorisationRequest request = dueRequest(knownWorker(tenant), SOON);
        claimed();
        store.expireLeases();
        Claim second = claimed();

        SaveOutcome progress = save(nextStepOf(request).under(second).due(NOW, SOON));
        Claim next = claimed();

        assertThat(second.attempt()).isEqualTo(2);
        assertThat(progress).isEqualTo(STORED);
        assertThat(next.attempt()).isEqualTo(1);
    }

    @Test
    void countsOnWhenAStepLeavesTheScheduleAsItIs() {
        AuthorisationRequest request = dueRequest(knownWorker(tenant), SOON);
        Claim first = claimed();
        save(nextStepOf(request).under(first));
        store.expireLeases();

        assertThat(claimed().attempt()).isEqualTo(2);
    }

    @Test
    void keepsTheLeaseOverAStepThatLeavesTheScheduleAsItIs() {
        AuthorisationRequest request = dueRequest(knownWorker(tenant), SOON);
        Claim claim = claimed();

        SaveOutcome first = save(nextStepOf(request).under(claim));
        SaveOutcome second = save(nextStepOf(request).under(claim));

        assertThat(first).isEqualTo(STORED);
        assertThat(second).isEqualTo(STORED);
        assertThat(claim(NOW, 10)).isEmpty();
    }

    @Test
    void endsTheLeaseWithAStepThatSchedulesTheRequest() {
        AuthorisationRequest request = dueRequest(knownWorker(tenant), SOON);
        Claim claim = claimed();

        save(nextStepOf(request).under(claim).due(LATER, LATER));

        assertThat(renewed(claim)).isFalse();
        assertThat(claim(NOW, 10)).isEmpty();
        assertThat(claim(LATER, 10)).hasSize(1);
    }

    @Test
    void keepsTheLeaseWhenSomeoneElseSchedulesTheRequest() {
        AuthorisationRequest request = dueRequest(knownWorker(tenant), SOON);
        Claim claim = claimed();

        due(request, NOW, SOON);

        assertThat(claim(NOW, 10)).isEmpty();
        assertThat(renewed(claim)).isTrue();
    }

    @Test
    void prolongsALease() {
        dueRequest(knownWorker(tenant), SOON);
        Claim claim = claimed();

        assertThat(renewed(claim)).isTrue();
        assertThat(renewed(claim)).isTrue();
        assertThat(claim(NOW, 10)).isEmpty();
    }

    @Test
    void prolongsNoLeaseThatIsOver() {
        dueRequest(knownWorker(tenant), SOON);
        Claim claim = claimed();
        store.expireLeases();

        assertThat(renewed(claim)).isFalse();
        assertThat(claim(NOW, 10)).hasSize(1);
    }

    @Test
    void prolongsNoLeaseThatSomeoneElseTookOver() {
        dueRequest(knownWorker(tenant), SOON);
        Claim former = claimed();
        store.expireLeases();
        Claim present = claimed();

        assertThat(renewed(former)).isFalse();
        assertThat(renewed(present)).isTrue();
    }

    @Test
    void prolongsNoLeaseThatNobodyGave() {
        AuthorisationRequest request = dueRequest(knownWorker(tenant), SOON);

        Claim invented = new Claim(tenant, request.id(), request.employer(), UUID.randomUUID(), 1, 0);

        assertThat(renewed(invented)).isFalse();
        assertThat(claim(NOW, 10)).hasSize(1);
    }

    @Test
    void takesWorkBack() {
        dueRequest(knownWorker(tenant), SOON);
        Claim claim = claimed();

        done(store.queue().release(claim, LATER));

        assertThat(renewed(claim)).isFalse();
        assertThat(claim(LATER.minusSeconds(1), 10)).isEmpty();
        assertThat(claim(LATER, 10)).extracting(Claim::attempt).containsExactly(2);
    }

    @Test
    void freesTheEmployerOfWorkThatIsGivenBack() {
        Worker worker = knownWorker(tenant);
        dueRequest(worker, SOON);
        AuthorisationRequest second = dueRequest(worker, LATER);
        Claim claim = claimed();

        done(store.queue().release(claim, LATER));

        assertThat(claimed().request()).isEqualTo(second.id());
    }

    @Test
    void takesNothingBackUnderAFormerLease() {
        dueRequest(knownWorker(tenant), SOON);
        Claim former = claimed();
        store.expireLeases();
        Claim present = claimed();

        done(store.queue().release(former, NOW));

        assertThat(claim(NOW, 10)).isEmpty();
        assertThat(renewed(present)).isTrue();
    }

    @Test
    void wakesAllWorkOfAnEmployer() {
        Worker worker = knownWorker(tenant);
        AuthorisationRequest first = due(knownRequest(worker), LATER, SOON);
        AuthorisationRequest second = due(knownRequest(worker), LATER, LATER);
        due(knownRequest(tenant), LATER, SOON);

        done(store.queue().wake(tenant, worker.employer(), NOW));

        assertThat(depth(NOW).due()).isEqualTo(2);
        assertThat(claimAndFinish().request()).isEqualTo(first.id());
        assertThat(claimAndFinish().request()).isEqualTo(second.id());
        assertThat(claim(NOW, 10)).isEmpty();
    }

    @Test
    void wakesNothingOfAnotherTenant() {
        Worker worker = knownWorker(tenant);
        due(knownRequest(worker), LATER, SOON);

        done(store.queue().wake(otherTenant, worker.employer(), NOW));

        assertThat(claim(NOW, 10)).isEmpty();
    }

    @Test
    void putsNothingBackThatIsDueAlready() {
        Worker worker = knownWorker(tenant);
        dueRequest(worker, SOON);

        done(store.queue().wake(tenant, worker.employer(), NOW.plusSeconds(30)));

        assertThat(claim(NOW, 10)).hasSize(1);
    }

    @Test
    void measuresWhatIsDueAndWhatIsLeased() {
        Worker worker = knownWorker(tenant);
        due(knownRequest(worker), NOW.minusSeconds(90), SOON);
        due(knownRequest(worker), NOW.minusSeconds(60), LATER);
        due(knownRequest(otherTenant), NOW.minusSeconds(30), SOON);
        due(knownRequest(otherTenant), LATER, SOON);

        WorkQueue.Depth before = depth(NOW);
        claim(NOW, 10);
        WorkQueue.Depth meanwhile = depth(NOW);
        store.expireLeases();
        WorkQueue.Depth afterwards = depth(NOW);

        assertThat(before).isEqualTo(new WorkQueue.Depth(3, 0, Duration.ofSeconds(90)));
        assertThat(meanwhile).isEqualTo(new WorkQueue.Depth(1, 2, Duration.ofSeconds(60)));
        assertThat(afterwards).isEqualTo(before);
    }

    private AuthorisationRequest dueRequest(Worker worker, Instant deadline) {
        AuthorisationRequest request = aRequest().of(worker).queued().build();
        assertThat(save(aStep(request).due(NOW, deadline))).isEqualTo(STORED);
        return request;
    }

    private AuthorisationRequest due(AuthorisationRequest request, Instant due, Instant deadline) {
        assertThat(save(nextStepOf(request).due(due, deadline))).isEqualTo(STORED);
        return request;
    }

    private Claim claimAndFinish() {
        Claim claim = claimed();
        AuthorisationRequest request = got(store.requests().find(claim.tenant(), claim.request()));
        assertThat(save(nextStepOf(request).under(claim).done())).isEqualTo(STORED);
        return claim;
    }

    private void linked(Worker worker, String login) {
        PlatformAccount account = anAccount()
                .of(got(store.employers().find(worker.tenant(), worker.employer())))
                .login(login)
                .build();
        var event = anEvent(worker.tenant(), EventType.ACCOUNT_LINKED, account.id(), 1);
        assertThat(got(store.accounts().save(account, 0, List.of(), List.of(event))))
                .isEqualTo(STORED);
    }

    private boolean renewed(Claim claim) {
        return got(store.queue().renew(claim, LEASE));
    }

    private WorkQueue.Depth depth(Instant now) {
        return got(store.queue().depth(now));
    }

    @SafeVarargs
    private static List<RequestId> requestsOf(List<Claim>... claims) {
        return Stream.of(claims).flatMap(List::stream).map(Claim::request).toList();
    }
}
