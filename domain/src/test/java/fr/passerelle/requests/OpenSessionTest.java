package fr.passerelle.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.PlatformAccount;
import fr.passerelle.platform.InMemoryPlatform.Call;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.tasks.TaskOutcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OpenSessionTest {
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    private final FilingWorld world = new FilingWorld();
    private final Employer employer = world.employer();

    @Test
    void stopsALockedAccountAfterOneLogIn() {
        world.portal.lockAccount(FilingWorld.LOGIN);
        AuthorisationRequest first = world.submitted(employer);
        AuthorisationRequest second = world.submitted(employer);

        world.during(Duration.ofDays(3), HALF_A_DAY);

        assertThat(world.portal.calls(Call.LOG_IN)).isEqualTo(1);
        assertThat(world.accountTasks(employer))
                .extracting(task -> task.kind())
                .containsExactly(TaskKind.ACCOUNT_LOCKED);
        assertThat(world.account(employer).state()).isEqualTo(PlatformAccount.State.LOCKED);
        assertThat(world.state(first)).isEqualTo("queued");
        assertThat(world.state(second)).isEqualTo("queued");
    }

    @Test
    void stopsAnAccountWhereThePlatformWantsToSeeAHuman() {
        world.portal.askForAHuman(FilingWorld.LOGIN);
        AuthorisationRequest request = world.submitted(employer);

        world.during(Duration.ofDays(3), HALF_A_DAY);

        assertThat(world.portal.calls(Call.LOG_IN)).isEqualTo(1);
        assertThat(world.accountTasks(employer))
                .extracting(task -> task.kind())
                .containsExactly(TaskKind.HUMAN_CHECK_REQUIRED);
        assertThat(world.account(employer).state()).isEqualTo(PlatformAccount.State.HUMAN_CHECK_REQUIRED);
        world.portal.letIn(FilingWorld.LOGIN);
        world.resolve(world.accountTasks(employer).getFirst(), TaskOutcome.ACCOUNT_UNLOCKED);
        world.runUntilIdle();
        assertThat(world.state(request)).isEqualTo("filed");
    }

    @Test
    void tellsTheJournalOfEachStateOfTheAccountAndOfItsTask() {
        world.portal.askForAHuman(FilingWorld.LOGIN);
        world.submitted(employer);
        world.during(Duration.ofDays(1), HALF_A_DAY);
        world.portal.letIn(FilingWorld.LOGIN);
        world.resolve(world.accountTasks(employer).getFirst(), TaskOutcome.ACCOUNT_UNLOCKED);
        world.runUntilIdle();

        assertThat(world.journal())
                .extracting(RecordedEvent::event)
                .filteredOn(event -> event.type().subjectType().equals("platform_account")
                        || event.type().subjectType().equals("task"))
                .extracting(Event::type, event -> event.data().get("to_state"))
                .containsSubsequence(
                        tuple(EventType.ACCOUNT_HUMAN_CHECK_REQUIRED, "human_check_required"),
                        tuple(EventType.TASK_OPENED, "open"),
                        tuple(EventType.TASK_RESOLVED, "resolved"),
                        tuple(EventType.ACCOUNT_RESUMED, "unknown"),
                        tuple(EventType.ACCOUNT_RESUMED, "ok"));
    }

    @Test
    void dropsASessionThatShowsAnotherEmployer() {
        AuthorisationRequest request = world.submitted(employer);
        world.lifeline.strike(2, Lifeline.Fault.PAGE_OF_ANOTHER_EMPLOYER);

        world.runUntilIdle();
        world.after(Duration.ofMinutes(1));

        assertThat(world.portal.calls(Call.LOG_IN)).isEqualTo(2);
        assertThat(world.state(request)).isEqualTo("filed");
    }

    @Test
    void triesAChangedPasswordOnceForAllEmployersOfALogin() {
        Employer other = world.employer();
        world.portal.setPassword(FilingWorld.LOGIN, "changed on the portal");
        world.submitted(employer);
        world.submitted(other);

        world.during(Duration.ofDays(3), HALF_A_DAY);

        assertThat(world.portal.calls(Call.LOG_IN)).isEqualTo(1);
        assertThat(world.account(employer).state()).isEqualTo(PlatformAccount.State.PASSWORD_REFUSED);
        assertThat(world.account(other).state()).isEqualTo(PlatformAccount.State.PASSWORD_REFUSED);
        assertThat(world.accountTasks(other)).hasSize(1);
    }

    @Test
    void triesANewPasswordAlthoughAnotherEmployersWasRefused() {
        Employer other = world.employer();
        world.portal.setPassword(FilingWorld.LOGIN, "changed on the portal");
        world.submitted(employer);
        world.runUntilIdle();

        FilingWorld.got(world.accounts.link(other, FilingWorld.LOGIN, "changed on the portal"));
        AuthorisationRequest request = world.submitted(other);
        world.runUntilIdle();

        assertThat(world.state(request)).isEqualTo("filed");
    }

    @Test
    void letsOtherEmployersGoOn() {
        world.portal.lockAccount(FilingWorld.LOGIN);
        AuthorisationRequest stopped = world.submitted(employer);
        AuthorisationRequest other = world.submitted(world.employer("autre@example.org"));

        world.runUntilIdle();

        assertThat(world.state(stopped)).isEqualTo("queued");
        assertThat(world.state(other)).isEqualTo("filed");
    }

    @Test
    void resumesAndSettlesTheTaskWhenTheAccountIsLinkedAnew() {
        world.portal.setPassword(FilingWorld.LOGIN, "changed on the portal");
        AuthorisationRequest request = world.filed(employer);
        assertThat(world.accountTasks(employer))
                .extracting(task -> task.kind())
                .containsExactly(TaskKind.PASSWORD_REFUSED);

        FilingWorld.got(world.accounts.link(employer, FilingWorld.LOGIN, "changed on the portal"));
        world.runUntilIdle();

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.accountTasks(employer)).isEmpty();
        assertThat(world.portal.calls(Call.LOG_IN)).isEqualTo(2);
    }

    @Test
    void resumesWhenAHumanUnlockedTheAccount() {
        world.portal.lockAccount(FilingWorld.LOGIN);
        AuthorisationRequest request = world.filed(employer);

        world.portal.unlockAccount(FilingWorld.LOGIN);
        world.resolve(world.accountTasks(employer).getFirst(), TaskOutcome.ACCOUNT_UNLOCKED);
        world.runUntilIdle();

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.account(employer).state()).isEqualTo(PlatformAccount.State.OK);
    }

    @Test
    void usesOneSessionForAllRequestsOfAnEmployer() {
        world.filed(employer);
        world.filed(employer);

        assertThat(world.portal.calls(Call.LOG_IN)).isEqualTo(1);
    }

    @Test
    void opensAnotherSessionBeforeTheFormerEnds() {
        world.filed(employer);
        world.clock.advance(Duration.ofMinutes(19));

        AuthorisationRequest request = world.submitted(
                world.drafted(world.draft(world.worker(employer, typed -> typed.named("Autre")), typed -> typed)));
        world.runUntilIdle();

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.portal.calls(Call.LOG_IN)).isEqualTo(2);
    }

    @Test
    void doesNotFileInTheSessionOfTheLoginBefore() {
        world.filed(employer);

        FilingWorld.got(world.accounts.link(employer, "nouveau@example.org", "battery staple"));
        world.filed(employer);

        assertThat(world.portal.calls(Call.LOG_IN)).isEqualTo(2);
    }

    @Test
    void doesNotPutToSleepTheWorkOfAnAccountThatWasLinkedAnewMeanwhile() {
        AuthorisationRequest request = world.submitted(employer);
        world.portal.setPassword(FilingWorld.LOGIN, "changed on the portal");
        FilingWorld.Frozen loggingIn = world.freezeBefore("log_in");
        FilingWorld.got(world.accounts.link(employer, FilingWorld.LOGIN, "changed on the portal"));

        loggingIn.wakesUp();
        world.after(FilingWorld.PACES.retry());

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.accountTasks(employer)).isEmpty();
    }

    @Test
    void waitsForAnAccountThatWasUnlinked() {
        AuthorisationRequest request = world.submitted(employer);
        FilingWorld.got(world.accounts.unlink(employer));
        world.during(Duration.ofDays(1), HALF_A_DAY);
        assertThat(world.state(request)).isEqualTo("queued");

        FilingWorld.got(world.accounts.link(employer, FilingWorld.LOGIN, FilingWorld.PASSWORD));
        world.runUntilIdle();

        assertThat(world.state(request)).isEqualTo("filed");
    }
}
