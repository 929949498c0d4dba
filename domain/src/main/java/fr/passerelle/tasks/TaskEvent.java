package fr.passerelle.tasks;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the journal is told of a task: that it is open, or how it was settled; never its evidence. */
public final class TaskEvent {
    private TaskEvent() {}

    /**
     * A task that opened, or was settled.
     *
     * @param reference that of its request; absent for a task of an account
     */
    public static Event of(Task task, @Nullable ClientReference reference, Instant at) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("kind", lower(task.kind()));
        data.put("employer_id", task.employer().text());
        if (task.request() != null) {
            data.put("request_id", task.request().text());
        }
        if (reference != null) {
            data.put("client_reference", reference.value());
        }
        Task.Resolution resolution = task.resolution();
        if (resolution == null) {
            data.put("to_state", "open");
        } else {
            data.put("from_state", "open");
            data.put("to_state", "resolved");
            data.put("outcome", lower(resolution.outcome()));
        }
        EventType type = task.isOpen() ? EventType.TASK_OPENED : EventType.TASK_RESOLVED;
        return Event.of(task.tenant(), type, task.id().text(), task.version(), at, data);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
