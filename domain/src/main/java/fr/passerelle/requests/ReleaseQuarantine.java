package fr.passerelle.requests;

import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.requests.ResolveTask.Resolved;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.tasks.TaskOutcome;
import fr.passerelle.tasks.Tasks;
import fr.passerelle.work.WorkOversight;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The operator's way to what the quarantine holds, whosever it is: to see it, and to have it worked on again. The tenant finds
 * in its journal that its task was settled, and by whom.
 */
public final class ReleaseQuarantine {
    private static final int TENANTS_AT_ONCE = 4;
    /** Of one tenant: more in quarantine is one fault of ours, and not so many of theirs. */
    private static final int MOST = 1000;

    private final WorkOversight oversight;
    private final Tasks tasks;
    private final ResolveTask resolving;

    public ReleaseQuarantine(WorkOversight oversight, Tasks tasks, ResolveTask resolving) {
        this.oversight = oversight;
        this.tasks = tasks;
        this.resolving = resolving;
    }

    /** The open tasks of all tenants that say so. */
    public Mono<List<Task>> list() {
        return held(null);
    }

    private Mono<List<Task>> held(@Nullable RequestId request) {
        return oversight
                .tenants()
                .flatMapMany(Flux::fromIterable)
                .flatMap(tenant -> heldOf(tenant, request), TENANTS_AT_ONCE)
                .collect(ArrayList::new, List::addAll);
    }

    private Mono<List<Task>> heldOf(TenantId tenant, @Nullable RequestId request) {
        return tasks.list(tenant, new Tasks.Filter(true, request, null, TaskKind.QUARANTINED, null), null, MOST);
    }

    /**
     * Has a request worked on again. Does nothing but say so when it is not in quarantine.
     *
     * @param by who released it
     * @param note why
     */
    public Mono<Resolved> release(RequestId request, String by, @Nullable String note) {
        ResolveTask.Word word =
                new ResolveTask.Word(TaskOutcome.TRY_AGAIN, "operator:" + by, note, null, null, null, null);
        return held(request)
                .flatMap(held -> held.isEmpty() ? Mono.just(new Resolved.NotFound()) : settle(held.getFirst(), word));
    }

    private Mono<Resolved> settle(Task task, ResolveTask.Word word) {
        String key = "operator-" + UUID.randomUUID();
        return resolving.resolve(task.tenant(), task.id(), word, new Idempotency(key, key));
    }
}
