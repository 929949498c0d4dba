package fr.passerelle.parties;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aResolution;
import static fr.passerelle.testing.Examples.aTask;
import static fr.passerelle.testing.Examples.anAccount;
import static fr.passerelle.testing.Examples.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.platform.Session;
import fr.passerelle.tasks.Task;
import fr.passerelle.testing.StoreContract;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** What the {@link PlatformAccounts} promise. */
public abstract class PlatformAccountsContract extends StoreContract {
    private Employer employer;

    @BeforeEach
    void createEmployer() {
        employer = knownEmployer(tenant);
    }

    @ParameterizedTest
    @EnumSource
    void keepAnAccount(PlatformAccount.State state) {
        PlatformAccount account = anAccount().of(employer).in(state).build();

        SaveOutcome outcome = save(account, 0);

        assertThat(outcome).isEqualTo(STORED);
        assertThat(present()).contains(account);
        assertThat(journal(tenant).getLast().event().subject().id())
                .isEqualTo(account.id().text());
    }

    @Test
    void keepTheLatestVersion() {
        PlatformAccount account = known();
        SealedSecret secret = new SealedSecret("another secret".getBytes(StandardCharsets.UTF_8));
        PlatformAccount relinked = account.relinked("drh@example.org", secret, NOW.plusSeconds(60));

        SaveOutcome outcome = save(relinked, 1);

        assertThat(outcome).isEqualTo(STORED);
        assertThat(present()).contains(relinked);
    }

    @Test
    void keepTheTasksOfAChange() {
        PlatformAccount account = known();
        Task task = aTask().ofAccount(employer).build();
        PlatformAccount locked = account.observed(PlatformAccount.State.LOCKED, NOW.plusSeconds(1));
        PlatformAccount unlocked = locked.unlocked(NOW.plusSeconds(2));

        save(locked, 1, List.of(task));
        List<Task> meanwhile = got(store.tasks().openOfAccount(tenant, employer.id()));
        save(unlocked, 2, List.of(task.resolved(aResolution())));
        List<Task> afterwards = got(store.tasks().openOfAccount(tenant, employer.id()));

        assertThat(meanwhile).containsExactly(task);
        assertThat(afterwards).isEmpty();
        assertThat(present()).contains(unlocked);
    }

    @Test
    void findNothingForAnEmployerThatIsUnlinked() {
        assertThat(present()).isEmpty();
    }

    @Test
    void showNothingToAnotherTenantOrEmployer() {
        known();
        Employer other = knownEmployer(tenant);

        assertThat(found(store.accounts().of(otherTenant, employer.id()))).isEmpty();
        assertThat(found(store.accounts().of(tenant, other.id()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3})
    void storeNothingFromAnotherVersionThanThePresentOne(long before) {
        PlatformAccount present = known().observed(PlatformAccount.State.UNKNOWN, NOW);
        save(present, 1);
        int told = journal(tenant).size();
        PlatformAccount locked = present.observed(PlatformAccount.State.LOCKED, NOW);

        SaveOutcome outcome =
                save(locked, before, List.of(aTask().ofAccount(employer).build()));

        assertThat(outcome).isEqualTo(STALE);
        assertThat(present()).contains(present);
        assertThat(got(store.tasks().openOfAccount(tenant, employer.id()))).isEmpty();
        assertThat(journal(tenant)).hasSize(told);
    }

    @Test
    void refuseASecondAccountOfAnEmployer() {
        PlatformAccount account = known();

        SaveOutcome outcome = save(anAccount().of(employer).build(), 0);

        assertThat(outcome).isEqualTo(STALE);
        assertThat(present()).contains(account);
    }

    @Test
    void storeOneOfManyAccountsThatAreLinkedAtOnce() {
        int told = journal(tenant).size();
        List<Mono<SaveOutcome>> calls = times(20)
                .mapToObj(_ -> anAccount().of(employer).build())
                .map(account -> store.accounts().save(account, 0, List.of(), List.of(eventOf(account))))
                .toList();

        List<SaveOutcome> outcomes = allAtOnce(calls);

        assertThat(outcomes).containsOnlyOnce(STORED).isSubsetOf(STORED, STALE);
        assertThat(journal(tenant)).hasSize(told + 1);
    }

    @Test
    void forgetAnAccountAndItsSession() {
        PlatformAccount account = known();
        done(store.sessions().keep(account, new Session("a-token", NOW.plusSeconds(600))));
        int told = journal(tenant).size();

        SaveOutcome outcome = remove(account);

        assertThat(outcome).isEqualTo(STORED);
        assertThat(present()).isEmpty();
        assertThat(found(store.sessions().find(account))).isEmpty();
        assertThat(journal(tenant)).hasSize(told + 1);
    }

    @Test
    void forgetNoAccountThatHasChanged() {
        PlatformAccount account = known();
        PlatformAccount locked = account.observed(PlatformAccount.State.LOCKED, NOW);
        save(locked, 1);
        int told = journal(tenant).size();

        SaveOutcome outcome = remove(account);

        assertThat(outcome).isEqualTo(STALE);
        assertThat(present()).contains(locked);
        assertThat(journal(tenant)).hasSize(told);
    }

    @Test
    void forgetAnAccountOnce() {
        PlatformAccount account = known();
        remove(account);

        assertThat(remove(account)).isEqualTo(STALE);
    }

    @Test
    void takeANewAccountAfterTheFormerWasForgotten() {
        remove(known());
        PlatformAccount next = anAccount().of(employer).build();

        SaveOutcome outcome = save(next, 0);

        assertThat(outcome).isEqualTo(STORED);
        assertThat(present()).contains(next);
    }

    private PlatformAccount known() {
        PlatformAccount account = anAccount().of(employer).build();
        assertThat(save(account, 0)).isEqualTo(STORED);
        return account;
    }

    private SaveOutcome save(PlatformAccount account, long before) {
        return save(account, before, List.of());
    }

    private SaveOutcome save(PlatformAccount account, long before, List<Task> tasks) {
        return got(store.accounts().save(account, before, tasks, List.of(eventOf(account))));
    }

    private SaveOutcome remove(PlatformAccount account) {
        Event event = anEvent(tenant, EventType.ACCOUNT_UNLINKED, account.id(), account.version() + 1);
        return got(store.accounts().remove(account, List.of(), List.of(event)));
    }

    private Optional<PlatformAccount> present() {
        return found(store.accounts().of(tenant, employer.id()));
    }

    private static Event eventOf(PlatformAccount account) {
        return anEvent(account.tenant(), EventType.ACCOUNT_LINKED, account.id(), account.version());
    }
}
