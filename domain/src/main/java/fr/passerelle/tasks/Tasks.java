package fr.passerelle.tasks;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TaskId;
import fr.passerelle.ids.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What awaits a human. Written by the saves of what the tasks stand in the way of; read here. */
public interface Tasks {

    /** Empty when the tenant has none of that id. */
    Mono<Task> find(TenantId tenant, TaskId id);

    /** Nearest due date first. */
    Mono<List<Task>> list(TenantId tenant, Filter filter, @Nullable Place after, int limit);

    /** The open tasks of a request. */
    Mono<List<Task>> openOf(TenantId tenant, RequestId request);

    /** The open tasks of an employer that concern its account. */
    Mono<List<Task>> openOfAccount(TenantId tenant, EmployerId employer);

    /** Absent members do not narrow. */
    record Filter(
            @Nullable Boolean open,
            @Nullable RequestId request,
            @Nullable EmployerId employer,
            @Nullable TaskKind kind,
            TaskKind.@Nullable Audience audience) {}

    /** Key of a row in the order of due dates. */
    record Place(Instant dueAt, UUID id) {}
}
