package fr.passerelle.parties;

import static fr.passerelle.testing.Examples.aTask;
import static fr.passerelle.testing.Examples.anEmployer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.tasks.Task;
import fr.passerelle.testing.Examples;
import fr.passerelle.testing.InMemoryStore;
import fr.passerelle.testing.SettableClock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class LinkAccountTest {
    private final SettableClock clock = new SettableClock(Examples.NOW);
    private final InMemoryStore store = new InMemoryStore(clock);
    private final TenantId tenant = store.aTenant();
    private final Employer employer = anEmployer().of(tenant).build();
    private final SecretSeal seal = new SecretSeal(new byte[32]);
    private final LinkAccount accounts = new LinkAccount(store.accounts(), store.tasks(), store.queue(), seal, clock);

    @Test
    void sealsTheSecretOfANewAccount() {
        LinkAccount.Linked linked = got(accounts.link(employer, "rh@example.org", "correct horse"));

        assertThat(linked.created()).isTrue();
        assertThat(linked.account().state()).isEqualTo(PlatformAccount.State.UNKNOWN);
        assertThat(linked.account().secret().bytes()).isNotEqualTo("correct horse".getBytes());
        assertThat(seal.open(linked.account().secret(), linked.account().id().text()))
                .isEqualTo("correct horse");
    }

    @Test
    void keepsOneAccountForAnEmployer() {
        PlatformAccount first =
                got(accounts.link(employer, "rh@example.org", "correct horse")).account();

        LinkAccount.Linked again = got(accounts.link(employer, "autre@example.org", "battery staple"));

        assertThat(again.created()).isFalse();
        assertThat(again.account().id()).isEqualTo(first.id());
        assertThat(again.account().login()).isEqualTo("autre@example.org");
        assertThat(again.account().version()).isEqualTo(2);
    }

    @Test
    void settlesTheTaskThatWasLeftByAnAccountBefore() {
        PlatformAccount account =
                got(accounts.link(employer, "rh@example.org", "correct horse")).account();
        openTask(account);
        got(accounts.unlink(employer));

        got(accounts.link(employer, "rh@example.org", "battery staple"));

        assertThat(got(store.tasks().openOfAccount(tenant, employer.id()))).isEmpty();
        assertThat(got(store.journal().read(tenant, 0, Set.of(EventType.TASK_RESOLVED), 10)))
                .extracting(recorded -> recorded.event().data().get("outcome"))
                .containsExactly("give_up");
    }

    @Test
    void forgetsAnAccountAndNumbersItsEvents() {
        got(accounts.link(employer, "rh@example.org", "correct horse"));

        got(accounts.unlink(employer));

        assertThat(store.accounts().of(tenant, employer.id()).blockOptional()).isEmpty();
        assertThat(got(store.journal().read(tenant, 0, Set.of(), 10)))
                .extracting(RecordedEvent::event)
                .extracting(Event::type, Event::sequence, event -> event.data().get("to_state"))
                .containsExactly(
                        tuple(EventType.ACCOUNT_LINKED, 1L, "unknown"),
                        tuple(EventType.ACCOUNT_UNLINKED, 2L, "unlinked"));
    }

    @Test
    void forgetsNothingWhereNothingIsLinked() {
        assertThat(accounts.unlink(employer).blockOptional()).isEmpty();
    }

    @Test
    void opensNoSecretInTheContextOfAnotherAccount() {
        PlatformAccount account =
                got(accounts.link(employer, "rh@example.org", "correct horse")).account();

        assertThatExceptionOfType(SecretSeal.SealBroken.class)
                .isThrownBy(() -> seal.open(account.secret(), "acc_other"));
    }

    private void openTask(PlatformAccount account) {
        Task task = aTask().ofAccount(employer).build();
        PlatformAccount locked = account.observed(PlatformAccount.State.LOCKED, clock.instant());
        Event event = AccountEvent.of(EventType.ACCOUNT_LOCKED, account, locked, clock.instant());
        SaveOutcome outcome = got(store.accounts().save(locked, 1, List.of(task), List.of(event)));
        assertThat(outcome).isEqualTo(new SaveOutcome.Stored());
    }

    private static <T> T got(Mono<T> mono) {
        return Objects.requireNonNull(mono.block());
    }
}
