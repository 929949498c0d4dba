package fr.passerelle.parties;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.tasks.Task;
import java.util.List;
import reactor.core.publisher.Mono;

/** The accounts by which employers file. An employer has at most one. */
public interface PlatformAccounts {

    /**
     * Stores an account, its tasks and its events, all or nothing.
     *
     * @param before the version that was read; zero for a new account
     * @param tasks opened or settled by the change
     */
    Mono<SaveOutcome> save(PlatformAccount account, long before, List<Task> tasks, List<Event> events);

    /**
     * Forgets an account, its secret and its session.
     *
     * @param tasks settled by it
     */
    Mono<SaveOutcome> remove(PlatformAccount account, List<Task> tasks, List<Event> events);

    /** All accounts of its tenant under its login, itself among them: a mandatary files for many employers with one. */
    Mono<List<PlatformAccount>> underLoginOf(PlatformAccount account);

    /** Empty when the employer has none: it is unlinked. */
    Mono<PlatformAccount> of(TenantId tenant, EmployerId employer);
}
