package fr.passerelle.testing;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.parties.PlatformAccount;
import fr.passerelle.parties.PlatformAccounts;
import fr.passerelle.tasks.Task;
import java.util.List;
import reactor.core.publisher.Mono;

/** The platform accounts in memory, each under its employer. */
public final class InMemoryPlatformAccounts implements PlatformAccounts {
    private final InMemoryStore store;
    private final Rows<PlatformAccount> accounts = new Rows<>();

    InMemoryPlatformAccounts(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Mono<SaveOutcome> save(PlatformAccount account, long before, List<Task> tasks, List<Event> events) {
        return store.alone(() -> store(account, before, tasks, events));
    }

    @Override
    public Mono<SaveOutcome> remove(PlatformAccount account, List<Task> tasks, List<Event> events) {
        return store.alone(() -> forget(account, tasks, events));
    }

    @Override
    public Mono<PlatformAccount> of(TenantId tenant, EmployerId employer) {
        return store.alone(() -> accounts.get(tenant, employer));
    }

    @Override
    public Mono<List<PlatformAccount>> underLoginOf(PlatformAccount account) {
        return store.alone(() -> accounts.of(account.tenant())
                .filter(other -> other.login().equals(account.login()))
                .toList());
    }

    /** What keeps an employer's work apart: its login, of which there is one session. */
    String loginOf(TenantId tenant, EmployerId employer) {
        return accounts.find(tenant, employer).map(PlatformAccount::login).orElse(employer.text());
    }

    private SaveOutcome store(PlatformAccount account, long before, List<Task> tasks, List<Event> events) {
        if (before != version(account)) {
            return new SaveOutcome.Stale();
        }
        accounts.put(account.tenant(), account.employer(), account);
        tasks.forEach(store.tasks()::put);
        events.forEach(store.journal()::append);
        return new SaveOutcome.Stored();
    }

    private SaveOutcome forget(PlatformAccount account, List<Task> tasks, List<Event> events) {
        if (account.version() != version(account)) {
            return new SaveOutcome.Stale();
        }
        accounts.remove(account.tenant(), account.employer());
        tasks.forEach(store.tasks()::put);
        store.sessions().forget(account);
        events.forEach(store.journal()::append);
        return new SaveOutcome.Stored();
    }

    private long version(PlatformAccount account) {
        return accounts.find(account.tenant(), account.employer())
                .map(PlatformAccount::version)
                .orElse(0L);
    }
}
