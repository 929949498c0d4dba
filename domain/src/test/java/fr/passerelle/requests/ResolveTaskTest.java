package fr.passerelle.requests;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.TaskId;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.parties.Employer;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.FileStatus;
import fr.passerelle.platform.Rejection;
import fr.passerelle.requests.ResolveTask.Resolved;
import fr.passerelle.requests.ResolveTask.Word;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.tasks.TaskOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResolveTaskTest {
    private final FilingWorld world = new FilingWorld();
    private final Employer employer = world.employer();

    @Test
    void keepsWhoSettledItWhenAndWhy() {
        AuthorisationRequest request = closed();
        Word word = new Word(TaskOutcome.DONE_OUTSIDE, "camille", "filed again by post", null, null, "ab12", null);

        Resolved resolved = say(world.task(request).id(), word, FilingWorld.key());

        assertThat(resolved).isInstanceOfSatisfying(Resolved.Settled.class, settled -> {
            Task.Resolution how = Objects.requireNonNull(settled.task().resolution());
            assertThat(how.by()).isEqualTo("camille");
            assertThat(how.at()).isEqualTo(world.clock.instant());
            assertThat(how.note()).isEqualTo("filed again by post");
            assertThat(how.facts()).containsEntry("proof_sha256", "ab12");
        });
        assertThat(world.openTasks(request)).isEmpty();
    }

    @Test
    void answersARepeatedCallFromTheFirst() {
        Task task = world.task(closed());
        Idempotency key = FilingWorld.key();
        Word word = world.word(TaskOutcome.DONE_OUTSIDE, null);
        say(task.id(), word, key);

        Resolved again = say(task.id(), word, key);

        assertThat(again)
                .isInstanceOfSatisfying(
                        Resolved.Settled.class,
                        settled -> assertThat(settled.replayed()).isTrue());
    }

    @Test
    void takesTheSameWordTwiceForAnAccountToo() {
        world.portal.lockAccount(FilingWorld.LOGIN);
        world.filed(employer);
        Task task = world.accountTasks(employer).getFirst();
        Word word = world.word(TaskOutcome.ACCOUNT_UNLOCKED, null);
        say(task.id(), word, FilingWorld.key());

        Resolved again = say(task.id(), word, FilingWorld.key());

        assertThat(again)
                .isInstanceOfSatisfying(
                        Resolved.Settled.class,
                        settled -> assertThat(settled.replayed()).isTrue());
    }

    @Test
    void doesNotLetAnotherWordOverwriteTheFirst() {
        AuthorisationRequest request = refusedByThePlatform();
        Task task = world.task(request);
        world.resolve(task, TaskOutcome.TRY_AGAIN);

        assertThat(world.resolve(task, TaskOutcome.GIVE_UP)).isEqualTo(new Resolved.AlreadySettled());
        assertThat(world.state(request)).isEqualTo("queued");
    }

    @Test
    void refusesAnOutcomeThatTheKindDoesNotAllow() {
        Task task = world.task(closed());

        assertThat(world.resolve(task, TaskOutcome.FILE_ANYWAY)).isEqualTo(new Resolved.NotAllowed(task));
    }

    @Test
    void asksForTheNumberAndTheDateOfAFileThatWasFound() {
        Task task = world.task(unclear());
        DepositNumber deposit = new DepositNumber("D-2026-0000009");

        assertThat(say(task.id(), word(null), FilingWorld.key())).isEqualTo(new Resolved.Incomplete("/deposit_number"));
        assertThat(say(task.id(), word(deposit), FilingWorld.key()))
                .isEqualTo(new Resolved.Incomplete("/registered_on"));
    }

    @Test
    void isNotOverwrittenByALookThatWasUnderWay() {
        AuthorisationRequest request = unclear();
        Task task = world.task(request);
        DepositNumber deposit = world.portal.fileByHand(world.form(request), request.platformReference());
        world.clock.advance(FilingWorld.PACES.humanPause());
        FilingWorld.Frozen looking = world.freezeBefore("files");

        Resolved resolved = world.resolve(task, TaskOutcome.FOUND_ON_PLATFORM, deposit);
        looking.wakesUp();
        world.during(Duration.ofMinutes(5), Duration.ofMinutes(1));

        assertThat(resolved).isInstanceOf(Resolved.Settled.class);
        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.now(request).receipt().orElseThrow().obtained()).isEqualTo(FiledReceipt.Obtained.HUMAN);
        assertThat(world.events(request)).containsOnlyOnce("request.filed");
    }

    @Test
    void knowsNoTaskOfAnotherTenant() {
        Task task = world.task(closed());

        Resolved resolved = FilingWorld.got(world.resolving.resolve(
                world.store.aTenant(), task.id(), world.word(TaskOutcome.DONE_OUTSIDE, null), FilingWorld.key()));

        assertThat(resolved).isEqualTo(new Resolved.NotFound());
    }

    @Test
    void refusesTheKeyOfAnotherCall() {
        Idempotency key = FilingWorld.key();
        Word word = world.word(TaskOutcome.DONE_OUTSIDE, null);
        say(world.task(closed()).id(), word, key);

        Resolved other = say(world.task(closed()).id(), word, new Idempotency(key.key(), "other"));

        assertThat(other).isEqualTo(new Resolved.KeyReused());
    }

    @Test
    void triesAgainWhatThePlatformRefused() {
        AuthorisationRequest request = refusedByThePlatform();
        world.portal.refuseSearches(null);

        world.resolve(world.task(request), TaskOutcome.TRY_AGAIN);
        world.runUntilIdle();

        assertThat(world.state(request)).isEqualTo("filed");
    }

    @Test
    void callsOffWhatThePlatformRefused() {
        AuthorisationRequest request = refusedByThePlatform();

        world.resolve(world.task(request), TaskOutcome.GIVE_UP);
        world.runUntilIdle();

        assertThat(world.state(request)).isEqualTo("withdrawn");
        assertThat(world.openTasks(request)).isEmpty();
        assertThat(world.isQueueEmpty()).isTrue();
    }

    @Test
    void filesAgainByItselfWhatThePlatformRefusesNoMore() {
        AuthorisationRequest request = refusedByThePlatform();
        world.portal.refuseSearches(null);

        world.after(FilingWorld.PACES.humanPause());

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.openTasks(request)).isEmpty();
    }

    @Test
    void leavesAnAccountStoppedThatAHumanGaveUp() {
        world.portal.lockAccount(FilingWorld.LOGIN);
        AuthorisationRequest request = world.filed(employer);

        world.resolve(world.accountTasks(employer).getFirst(), TaskOutcome.GIVE_UP);
        world.runUntilIdle();

        assertThat(world.accountTasks(employer)).isEmpty();
        assertThat(world.account(employer).mayLogIn()).isFalse();
        assertThat(world.state(request)).isEqualTo("queued");
    }

    private Resolved say(TaskId task, Word word, Idempotency key) {
        return FilingWorld.got(world.resolving.resolve(world.tenant, task, word, key));
    }

    private static Word word(@Nullable DepositNumber deposit) {
        return new Word(TaskOutcome.FOUND_ON_PLATFORM, "camille", null, deposit, null, null, null);
    }

    private AuthorisationRequest closed() {
        AuthorisationRequest request = world.filed(employer);
        world.portal.show(world.deposit(request), FileStatus.CLOSED);
        world.after(FilingWorld.PACES.firstPoll());
        return world.now(request);
    }

    private AuthorisationRequest refusedByThePlatform() {
        world.portal.refuseSearches(new Rejection("ETABLISSEMENT_INCONNU", "Non rattaché.", List.of()));
        AuthorisationRequest request = world.filed(employer);
        assertThat(world.openKinds(request)).containsExactly(TaskKind.REFUSED_BY_PLATFORM);
        return request;
    }

    private AuthorisationRequest unclear() {
        world.portal.loseNextSubmission();
        world.portal.refuseDeletions(new Rejection("SUPPRESSION_IMPOSSIBLE", "Réessayez.", List.of()));
        AuthorisationRequest request = world.filed(employer);
        world.during(Duration.ofHours(2), Duration.ofMinutes(1));
        return world.now(request);
    }
}
