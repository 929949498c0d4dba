package fr.passerelle.persistence;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TaskId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.tasks.TaskOutcome;
import io.r2dbc.postgresql.codec.Json;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Tasks as the saves write them. */
final class TaskRows {
    private TaskRows() {}

    /** Opens or settles tasks; refuses as stale when one was settled meanwhile. */
    static Mono<Void> store(Transaction tx, List<Task> tasks) {
        return Steps.forEach(tasks, task -> store(tx, task));
    }

    private static Mono<Void> store(Transaction tx, Task task) {
        return tx.change(columns(task).upsertNextVersion()).flatMap(Steps::staleIfNone);
    }

    private static Columns columns(Task task) {
        Task.Resolution how = task.resolution();
        RequestId request = task.request();
        return Columns.of("task")
                .key("tenant_id", task.tenant().value())
                .key("id", task.id().value())
                .set("employer_id", task.employer().value())
                .set("request_id", request == null ? null : request.value(), UUID.class)
                .constant("kind", task.kind())
                .set("opened_at", task.openedAt())
                .set("due_at", task.dueAt())
                .json("evidence", task.evidence())
                .set("outcome", how == null ? null : Columns.nameOf(how.outcome()), String.class)
                .set("resolved_by", how == null ? null : how.by(), String.class)
                .set("resolved_at", how == null ? null : how.at(), Instant.class)
                .set("note", how == null ? null : how.note(), String.class)
                .set("facts", how == null ? null : StoredJson.of(how.facts()), Json.class)
                .set("version", task.version());
    }

    static Task read(StoredRow row) {
        UUID request = row.uuidOrNull("request_id");
        return new Task(
                new TaskId(row.uuid("id")),
                new TenantId(row.uuid("tenant_id")),
                new EmployerId(row.uuid("employer_id")),
                request == null ? null : new RequestId(request),
                row.constant("kind", TaskKind.class),
                row.instant("opened_at"),
                row.instant("due_at"),
                row.texts("evidence"),
                resolution(row),
                row.number("version"));
    }

    private static Task.@Nullable Resolution resolution(StoredRow row) {
        Instant at = row.instantOrNull("resolved_at");
        return at == null
                ? null
                : new Task.Resolution(
                        row.constant("outcome", TaskOutcome.class),
                        row.text("resolved_by"),
                        at,
                        row.textOrNull("note"),
                        row.texts("facts"));
    }
}
