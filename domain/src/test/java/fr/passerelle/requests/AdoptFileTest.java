package fr.passerelle.requests;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.documents.Document;
import fr.passerelle.ids.ClientReference;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Worker;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.InMemoryPlatform.Call;
import fr.passerelle.requests.FiledReceipt.Obtained;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.tasks.TaskOutcome;
import fr.passerelle.testing.Examples;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class AdoptFileTest {
    private static final DepositNumber UNKNOWN = new DepositNumber("D-2025-0000001");

    private final FilingWorld world = new FilingWorld();
    private final Employer employer = world.employer();
    private final Worker worker = world.worker(employer);

    @Test
    void followsAFileThatOtherHandsMade() {
        DepositNumber deposit = madeByOtherHands();

        AuthorisationRequest request = FilingWorld.done(adopt(deposit, worker));
        world.runUntilIdle();
        world.portal.grant(deposit, "AT-2026-3");
        world.after(Duration.ofHours(12));

        assertThat(world.state(request)).isEqualTo("granted");
        assertThat(world.now(request).receipt().orElseThrow().obtained()).isEqualTo(Obtained.ADOPTION);
        assertThat(world.events(request)).containsExactly("request.created", "request.adopted", "request.granted");
        assertThat(world.documents(Document.Owner.platform(request.id()))).containsExactly("attestation", "decision");
        assertThat(world.portal.calls(Call.SUBMIT)).isZero();
    }

    @Test
    void needsNoWorker() {
        AuthorisationRequest request = FilingWorld.done(adopt(madeByOtherHands(), null));

        world.runUntilIdle();

        assertThat(world.state(request)).isEqualTo("filed");
    }

    @Test
    void asksOnceForAnotherNumberWhenNoFileBearsIt() {
        AuthorisationRequest request = FilingWorld.done(adopt(UNKNOWN, worker));

        world.during(Duration.ofDays(2), Duration.ofHours(6));

        assertThat(world.state(request)).isEqualTo("queued");
        assertThat(world.openKinds(request)).containsExactly(TaskKind.ADOPTION_FAILED);
    }

    @Test
    void triesAgainWhenAHumanSaysSo() {
        DepositNumber deposit = madeByOtherHands();
        world.portal.hide(deposit, true);
        AuthorisationRequest request = FilingWorld.done(adopt(deposit, worker));
        world.runUntilIdle();
        world.portal.hide(deposit, false);

        world.resolve(world.task(request), TaskOutcome.TRY_AGAIN);
        world.runUntilIdle();

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.openTasks(request)).isEmpty();
    }

    @Test
    void givesUpWhenAHumanSaysSo() {
        AuthorisationRequest request = FilingWorld.done(adopt(UNKNOWN, worker));
        world.runUntilIdle();

        world.resolve(world.task(request), TaskOutcome.GIVE_UP);
        world.runUntilIdle();

        assertThat(world.state(request)).isEqualTo("withdrawn");
        assertThat(world.isQueueEmpty()).isTrue();
    }

    @Test
    void doesNotTakeOverTheFileOfAnotherPerson() {
        Worker other = world.worker(employer, typed -> typed.named("Traoré").born("1985-01-02"));

        AuthorisationRequest request = FilingWorld.done(adopt(madeByOtherHands(), other));
        world.runUntilIdle();

        assertThat(world.openKinds(request)).containsExactly(TaskKind.ADOPTION_FAILED);
        assertThat(world.task(request).evidence()).containsEntry("reason", "other_person_or_employer");
    }

    @Test
    void answersTheRequestThatStandsForTheFileAlready() {
        DepositNumber deposit = madeByOtherHands();
        AuthorisationRequest request = FilingWorld.done(adopt(deposit, worker));

        Outcome again = FilingWorld.got(adopt(deposit, worker));

        assertThat(again).isEqualTo(new Outcome.Duplicate(request.id(), true));
    }

    @Test
    void stopsBeforeAFileThatOtherHandsMadeAndTellsOnce() {
        DepositNumber deposit = madeByOtherHands();
        AuthorisationRequest request = submitted();

        world.during(Duration.ofDays(2), Duration.ofHours(6));

        assertThat(world.state(request)).isEqualTo("queued");
        assertThat(world.task(request).kind()).isEqualTo(TaskKind.ALREADY_ON_PLATFORM);
        assertThat(world.task(request).evidence()).containsEntry("candidates", deposit.value());
        assertThat(world.portal.calls(Call.CREATE_DRAFT)).isZero();
    }

    @Test
    void stopsBeforeALiveFileOfAWithdrawnRequestForTheSameContract() {
        AuthorisationRequest withdrawn = world.drafted(world.draft(worker, typed -> typed));
        DepositNumber deposit = world.portal.fileByHand(world.form(withdrawn), withdrawn.platformReference());
        world.withdraw(withdrawn);
        world.clock.advance(Duration.ofMinutes(1));

        AuthorisationRequest request = submitted();
        world.runUntilIdle();

        assertThat(world.openKinds(request)).containsExactly(TaskKind.ALREADY_ON_PLATFORM);
        assertThat(world.task(request).evidence()).containsEntry("candidates", deposit.value());
    }

    @Test
    void filesAnotherContractOfAPersonWhoseFileIsOurs() {
        AuthorisationRequest other =
                world.drafted(world.draft(worker, typed -> typed.starting(Examples.TODAY.plusYears(3))));
        world.portal.fileByHand(world.form(other), other.platformReference());
        world.withdraw(other);
        world.clock.advance(Duration.ofMinutes(1));

        AuthorisationRequest request = submitted();
        world.runUntilIdle();

        assertThat(world.state(request)).isEqualTo("filed");
    }

    @Test
    void takesTheFileOverWhenAHumanSaysSo() {
        DepositNumber deposit = madeByOtherHands();
        AuthorisationRequest request = submitted();
        world.runUntilIdle();

        world.resolve(world.task(request), TaskOutcome.ADOPT, deposit);
        world.runUntilIdle();

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.deposit(request)).isEqualTo(deposit);
        assertThat(world.portal.ledger()).isEmpty();
    }

    @Test
    void filesAllTheSameWhenAHumanSaysSo() {
        madeByOtherHands();
        AuthorisationRequest request = submitted();
        world.runUntilIdle();

        world.resolve(world.task(request), TaskOutcome.FILE_ANYWAY);
        world.runUntilIdle();

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.portal.ledger()).hasSize(1);
        assertThat(world.now(request).wishes().override())
                .isEqualTo(new AuthorisationRequest.Wishes.NoDuplicate("file_anyway", "camille"));
    }

    @Test
    void callsTheFilingOffWhenAHumanSaysSo() {
        madeByOtherHands();
        AuthorisationRequest request = submitted();
        world.runUntilIdle();

        world.resolve(world.task(request), TaskOutcome.GIVE_UP);
        world.runUntilIdle();

        assertThat(world.state(request)).isEqualTo("withdrawn");
        assertThat(world.isQueueEmpty()).isTrue();
    }

    @Test
    void takesItsOwnDraftBackWhenOtherHandsFiledMeanwhile() {
        AuthorisationRequest request = submitted();
        world.lifeline.strike(6, Lifeline.Fault.UNREACHABLE);
        world.runUntilIdle();
        assertThat(world.attemptStates(request)).containsExactly(Attempt.State.PREPARING);

        world.portal.fileByHand(world.form(request), null);
        world.during(Duration.ofMinutes(2), Duration.ofSeconds(40));

        assertThat(world.openKinds(request)).containsExactly(TaskKind.ALREADY_ON_PLATFORM);
        assertThat(world.attemptStates(request)).containsExactly(Attempt.State.ABANDONED);
        assertThat(world.portal.openDrafts()).isEmpty();
    }

    @Test
    void doesNotFileTwiceWhatTheEmployerSubmittedFromItsDraft() {
        AuthorisationRequest request = submitted();
        world.lifeline.strike(6, Lifeline.Fault.UNREACHABLE);
        world.runUntilIdle();

        world.portal.submitByHand(world.portal.openDrafts().getFirst());
        world.during(Duration.ofMinutes(5), Duration.ofSeconds(10));

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.portal.ledger()).hasSize(1);
        assertThat(world.attempts(request)).allMatch(attempt -> attempt.closedAt() != null);
    }

    private AuthorisationRequest submitted() {
        AuthorisationRequest request = world.drafted(world.draft(worker, typed -> typed));
        return world.submitted(world.attached(request, "permit_copy"));
    }

    /** A file of this worker at this employer, made on the portal, and visible by now. */
    private DepositNumber madeByOtherHands() {
        AuthorisationRequest same = world.drafted(world.draft(worker, typed -> typed));
        DepositNumber deposit = world.portal.fileByHand(world.form(same), null);
        world.withdraw(same);
        world.clock.advance(Duration.ofMinutes(1));
        return deposit;
    }

    private Mono<Outcome> adopt(DepositNumber deposit, @Nullable Worker person) {
        AdoptFile.Command command = new AdoptFile.Command(
                employer.id(),
                person == null ? null : person.id(),
                new ClientReference("adopted-" + UUID.randomUUID()),
                deposit,
                RequestType.SALARIE,
                "author",
                Map.of());
        return world.adoption.adopt(world.tenant, command, FilingWorld.key());
    }
}
