package fr.passerelle.testing;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TaskId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.parties.Employer;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An open task about a call that the platform refused, due in two days. */
public final class TaskBuilder {
    private TaskId id = TaskId.next(Examples.NOW);
    private TenantId tenant = Examples.TENANT;
    private EmployerId employer = EmployerId.next(Examples.NOW);
    private @Nullable RequestId request = RequestId.next(Examples.NOW);
    private TaskKind kind = TaskKind.REFUSED_BY_PLATFORM;
    private Instant dueAt = Examples.NOW.plus(Duration.ofDays(2));
    private Task.@Nullable Resolution resolution;
    private long version = 1;

    TaskBuilder() {}

    public TaskBuilder id(TaskId identity) {
        id = identity;
        return this;
    }

    public TaskBuilder of(AuthorisationRequest hindered) {
        tenant = hindered.tenant();
        employer = hindered.employer();
        request = hindered.id();
        return this;
    }

    /** A task that concerns the account of an employer. */
    public TaskBuilder ofAccount(Employer owner) {
        tenant = owner.tenant();
        employer = owner.id();
        request = null;
        return kind(TaskKind.ACCOUNT_LOCKED);
    }

    public TaskBuilder kind(TaskKind what) {
        kind = what;
        return this;
    }

    public TaskBuilder dueAt(Instant instant) {
        dueAt = instant;
        return this;
    }

    public TaskBuilder resolved(Task.Resolution how) {
        resolution = how;
        version = 2;
        return this;
    }

    public Task build() {
        return new Task(
                id,
                tenant,
                employer,
                request,
                kind,
                Examples.NOW,
                dueAt,
                Map.of("label", "Formulaire refusé"),
                resolution,
                version);
    }
}
