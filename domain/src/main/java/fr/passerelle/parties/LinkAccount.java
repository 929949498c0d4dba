package fr.passerelle.parties;

import fr.passerelle.ids.AccountId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskEvent;
import fr.passerelle.tasks.TaskOutcome;
import fr.passerelle.tasks.Tasks;
import fr.passerelle.work.WorkQueue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Links an employer to its account on the platform. The secret is sealed here and never read back by a client. A changed
 * secret lets an account that was stopped resume, and settles the task that its stop had opened.
 */
public final class LinkAccount {
    private final PlatformAccounts accounts;
    private final Tasks tasks;
    private final WorkQueue queue;
    private final SecretSeal seal;
    private final InstantSource clock;

    public LinkAccount(PlatformAccounts accounts, Tasks tasks, WorkQueue queue, SecretSeal seal, InstantSource clock) {
        this.accounts = accounts;
        this.tasks = tasks;
        this.queue = queue;
        this.seal = seal;
        this.clock = clock;
    }

    /** A linked account, and whether the employer had none before. */
    public record Linked(PlatformAccount account, boolean created) {}

    public Mono<Linked> link(Employer employer, String login, String password) {
        return accounts.of(employer.tenant(), employer.id())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(found -> store(employer, login, password, found.orElse(null)));
    }

    private Mono<Linked> store(Employer employer, String login, String password, @Nullable PlatformAccount found) {
        return tasks.openOfAccount(employer.tenant(), employer.id())
                .flatMap(open -> store(employer, login, password, found, open));
    }

    private Mono<Linked> store(
            Employer employer, String login, String password, @Nullable PlatformAccount found, List<Task> open) {
        Instant now = clock.instant();
        if (found == null) {
            AccountId id = AccountId.next(now);
            PlatformAccount linked = new PlatformAccount(
                    id,
                    employer.tenant(),
                    employer.id(),
                    login,
                    seal.seal(password, id.text()),
                    PlatformAccount.State.UNKNOWN,
                    now,
                    1);
            return save(null, linked, settled(open, TaskOutcome.ACCOUNT_UNLOCKED, now), EventType.ACCOUNT_LINKED);
        }
        PlatformAccount relinked =
                found.relinked(login, seal.seal(password, found.id().text()), now);
        return save(found, relinked, settled(open, TaskOutcome.ACCOUNT_UNLOCKED, now), EventType.ACCOUNT_RESUMED);
    }

    private Mono<Linked> save(
            @Nullable PlatformAccount before, PlatformAccount account, List<Task> settled, EventType type) {
        List<Event> events = told(AccountEvent.of(type, before, account, clock.instant()), settled);
        return accounts.save(account, before == null ? 0 : before.version(), settled, events)
                .flatMap(outcome ->
                        outcome instanceof SaveOutcome.Stored ? wake(account) : Mono.error(new ConcurrentLink()))
                .thenReturn(new Linked(account, before == null));
    }

    private Mono<Void> wake(PlatformAccount account) {
        return queue.wake(account.tenant(), account.employer(), clock.instant());
    }

    private static List<Event> told(Event ofAccount, List<Task> settled) {
        List<Event> events = new ArrayList<>(List.of(ofAccount));
        settled.forEach(task -> events.add(TaskEvent.of(task, null, ofAccount.occurredAt())));
        return events;
    }

    private static List<Task> settled(List<Task> open, TaskOutcome how, Instant now) {
        return open.stream()
                .map(task -> task.resolved(new Task.Resolution(how, "passerelle", now, null, Map.of())))
                .toList();
    }

    /** Forgets the account, and settles what it had asked of a human; empty when the employer has none. */
    public Mono<SaveOutcome> unlink(Employer employer) {
        return accounts.of(employer.tenant(), employer.id()).flatMap(this::unlink);
    }

    private Mono<SaveOutcome> unlink(PlatformAccount account) {
        return tasks.openOfAccount(account.tenant(), account.employer()).flatMap(open -> unlink(account, open));
    }

    private Mono<SaveOutcome> unlink(PlatformAccount account, List<Task> open) {
        Instant now = clock.instant();
        List<Task> settled = settled(open, TaskOutcome.GIVE_UP, now);
        return accounts.remove(account, settled, told(AccountEvent.unlinked(account, now), settled));
    }

    /** Two links of one account at the same instant; the client may send its own again. */
    public static final class ConcurrentLink extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
