package fr.passerelle.tasks;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TaskId;
import fr.passerelle.ids.TenantId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that only a human can settle.
 *
 * @param request the request it stands in the way of; absent when it concerns an account
 * @param dueAt when it must be settled at the latest
 * @param evidence what a human needs to decide, in ids, labels and instants
 * @param resolution how it was settled; absent while it is open
 */
public record Task(
        TaskId id,
        TenantId tenant,
        EmployerId employer,
        @Nullable RequestId request,
        TaskKind kind,
        Instant openedAt,
        Instant dueAt,
        Map<String, String> evidence,
        @Nullable Resolution resolution,
        long version) {
    private static final String EXCLUDED = "excluded_outcomes";

    public Task {
        evidence = Map.copyOf(evidence);
    }

    /** A task that opens now. */
    public static Task open(
            TenantId tenant,
            EmployerId employer,
            @Nullable RequestId request,
            TaskKind kind,
            Instant now,
            Instant dueAt,
            Map<String, String> evidence) {
        return new Task(TaskId.next(now), tenant, employer, request, kind, now, dueAt, evidence, null, 1);
    }

    /**
     * How a task was settled.
     *
     * @param by who settled it, in the client's words; {@code passerelle} when the cause went away by itself
     * @param note free text
     * @param facts what the outcome calls for, such as {@code deposit_number}
     */
    public record Resolution(
            TaskOutcome outcome,
            String by,
            Instant at,
            @Nullable String note,
            Map<String, String> facts) {
        public Resolution {
            facts = Map.copyOf(facts);
        }
    }

    public boolean isOpen() {
        return resolution == null;
    }

    /** Whether a human may settle the task this way. */
    public boolean allows(TaskOutcome outcome) {
        return allowedOutcomes().contains(outcome);
    }

    /** Those of its kind, without what could not be said any more when it opened. */
    public Set<TaskOutcome> allowedOutcomes() {
        List<String> excluded = List.of(evidence.getOrDefault(EXCLUDED, "").split(","));
        return kind.allowedOutcomes().stream()
                .filter(outcome -> !excluded.contains(outcome.name()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The evidence of a task that may not be settled in these ways. */
    public static Map<String, String> excluding(Set<TaskOutcome> outcomes) {
        return outcomes.isEmpty()
                ? Map.of()
                : Map.of(
                        EXCLUDED,
                        outcomes.stream().map(TaskOutcome::name).sorted().collect(Collectors.joining(",")));
    }

    public Task resolved(Resolution how) {
        if (!isOpen()) {
            throw new IllegalStateException("a task is settled once");
        }
        return new Task(id, tenant, employer, request, kind, openedAt, dueAt, evidence, how, version + 1);
    }
}
