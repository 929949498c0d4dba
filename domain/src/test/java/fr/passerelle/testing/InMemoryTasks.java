package fr.passerelle.testing;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TaskId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.Tasks;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The tasks in memory. */
public final class InMemoryTasks implements Tasks {
    private static final Comparator<Task> NEAREST_FIRST =
            Rows.order(Task::dueAt, task -> task.id().value());

    private final InMemoryStore store;
    private final Rows<Task> tasks = new Rows<>();

    InMemoryTasks(InMemoryStore store) {
        this.store = store;
    }

    Runnable backup() {
        return tasks.backup();
    }

    @Override
    public Mono<Task> find(TenantId tenant, TaskId id) {
        return store.alone(() -> tasks.get(tenant, id));
    }

    @Override
    public Mono<List<Task>> list(TenantId tenant, Filter filter, @Nullable Place after, int limit) {
        return store.alone(() -> tasks.of(tenant)
                .filter(task -> filter.open() == null || filter.open() == task.isOpen())
                .filter(task -> filter.request() == null || filter.request().equals(task.request()))
                .filter(task -> filter.employer() == null || filter.employer().equals(task.employer()))
                .filter(task -> filter.kind() == null || filter.kind() == task.kind())
                .filter(task -> filter.audience() == null
                        || filter.audience() == task.kind().audience())
                .filter(task ->
                        after == null || Rows.isBehind(task.dueAt(), task.id().value(), after.dueAt(), after.id()))
                .sorted(NEAREST_FIRST)
                .limit(limit)
                .toList());
    }

    @Override
    public Mono<List<Task>> openOf(TenantId tenant, RequestId request) {
        return store.alone(() -> open(tenant, request).sorted(NEAREST_FIRST).toList());
    }

    @Override
    public Mono<List<Task>> openOfAccount(TenantId tenant, EmployerId employer) {
        return store.alone(
                () -> openAbout(tenant, employer).sorted(NEAREST_FIRST).toList());
    }

    void put(Task task) {
        tasks.put(task.tenant(), task.id(), task);
    }

    /** Of the request or, as long as it needs that, of its employer's account. */
    boolean anyOpen(AuthorisationRequest request) {
        TenantId tenant = request.tenant();
        Stream<Task> ofAccount = request.state().isOver() ? Stream.of() : openAbout(tenant, request.employer());
        return Stream.concat(open(tenant, request.id()), ofAccount).findAny().isPresent();
    }

    private Stream<Task> openAbout(TenantId tenant, EmployerId employer) {
        return tasks.of(tenant)
                .filter(task -> task.isOpen() && task.request() == null)
                .filter(task -> task.employer().equals(employer));
    }

    private Stream<Task> open(TenantId tenant, RequestId request) {
        return tasks.of(tenant).filter(task -> task.isOpen() && request.equals(task.request()));
    }
}
