package fr.passerelle.testing;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.ids.WorkerId;
import fr.passerelle.law.SilenceRule.Suspension;
import fr.passerelle.parties.Worker;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.requests.AuthorisationRequest.Seen;
import fr.passerelle.requests.AuthorisationRequest.Trail;
import fr.passerelle.requests.AuthorisationRequest.Wishes;
import fr.passerelle.requests.Reminders;
import fr.passerelle.requests.RequestContent;
import fr.passerelle.requests.RequestState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A draft with complete content. Two of them never share a contract's reference. */
public final class RequestBuilder {
    private RequestId id = RequestId.next(Examples.NOW);
    private TenantId tenant = Examples.TENANT;
    private EmployerId employer = EmployerId.next(Examples.NOW);
    private @Nullable WorkerId worker = WorkerId.next(Examples.NOW);
    private ClientReference reference = References.next("request");
    private @Nullable DepositNumber adopts;
    private RequestContent content = Examples.aContent().build();
    private boolean submitWhenComplete;
    private @Nullable String actingUser = "user-1";
    private @Nullable String approvedBy;
    private Set<String> acknowledged = Set.of();
    private @Nullable RequestId supersedes;
    private Wishes.@Nullable NoDuplicate override;
    private RequestState state = new RequestState.Draft();
    private @Nullable Trail trail;
    private @Nullable Instant received;
    private List<Suspension> suspensions = List.of();
    private @Nullable Seen seen;
    private Map<String, String> metadata = Map.of("hr_case", "42");
    private long version = 1;
    private Instant createdAt = Examples.NOW;
    private Instant updatedAt = Examples.NOW;

    RequestBuilder() {}

    /** The next version of a request. */
    public static RequestBuilder after(AuthorisationRequest before) {
        RequestBuilder next = new RequestBuilder();
        next.id = before.id();
        next.tenant = before.tenant();
        next.employer = before.employer();
        next.worker = before.worker();
        next.reference = before.reference();
        next.adopts = before.adopts();
        next.content = before.content();
        next.submitWhenComplete = before.wishes().submitWhenComplete();
        next.actingUser = before.wishes().actingUser();
        next.approvedBy = before.wishes().approvedBy();
        next.acknowledged = before.wishes().acknowledged();
        next.supersedes = before.wishes().supersedes();
        next.override = before.wishes().override();
        next.state = before.state();
        next.trail = before.trail();
        next.seen = before.seen();
        next.metadata = before.metadata();
        next.version = before.version() + 1;
        next.createdAt = before.createdAt();
        next.updatedAt = before.updatedAt().plusSeconds(1);
        return next;
    }

    public RequestBuilder id(RequestId identity) {
        id = identity;
        return this;
    }

    public RequestBuilder of(TenantId owner) {
        tenant = owner;
        return this;
    }

    /** For this worker, of the worker's employer. */
    public RequestBuilder of(Worker person) {
        tenant = person.tenant();
        employer = person.employer();
        worker = person.id();
        return this;
    }

    public RequestBuilder of(EmployerId employing) {
        employer = employing;
        return this;
    }

    public RequestBuilder withoutWorker() {
        worker = null;
        return this;
    }

    public RequestBuilder referredToAs(String text) {
        reference = new ClientReference(text);
        return this;
    }

    public RequestBuilder adopting(String deposit) {
        adopts = new DepositNumber(deposit);
        state = new RequestState.Queued();
        return this;
    }

    public RequestBuilder content(UnaryOperator<ContentBuilder> what) {
        content = what.apply(Examples.aContent()).build();
        return this;
    }

    public RequestBuilder starting(LocalDate day) {
        return content(typed -> typed.starting(day));
    }

    public RequestBuilder submittedWhenComplete() {
        submitWhenComplete = true;
        return this;
    }

    public RequestBuilder actedBy(@Nullable String user) {
        actingUser = user;
        return this;
    }

    public RequestBuilder approvedBy(@Nullable String user) {
        approvedBy = user;
        return this;
    }

    public RequestBuilder acknowledging(String... warnings) {
        acknowledged = Set.of(warnings);
        return this;
    }

    public RequestBuilder superseding(AuthorisationRequest earlier) {
        supersedes = earlier.id();
        return this;
    }

    public RequestBuilder overridingDuplicates() {
        override = new Wishes.NoDuplicate("a second contract", "user-2");
        return this;
    }

    public RequestBuilder in(RequestState reached) {
        state = reached;
        return this;
    }

    public RequestBuilder queued() {
        return in(new RequestState.Queued());
    }

    public RequestBuilder trail(Trail instants) {
        trail = instants;
        return this;
    }

    /** Accepted for filing at an instant; absent for never. */
    public RequestBuilder receivedAt(@Nullable Instant instant) {
        received = instant;
        return this;
    }

    public RequestBuilder suspended(Instant from, Instant to) {
        suspensions = List.of(new Suspension(from, to, null));
        return this;
    }

    public RequestBuilder seen(String label, Instant asOf) {
        seen = new Seen(label, asOf, asOf, null);
        return this;
    }

    public RequestBuilder version(long count) {
        version = count;
        return this;
    }

    public RequestBuilder createdAt(Instant instant) {
        createdAt = instant;
        updatedAt = instant;
        return this;
    }

    public RequestBuilder updatedAt(Instant instant) {
        updatedAt = instant;
        return this;
    }

    public AuthorisationRequest build() {
        Trail instants = trail == null
                ? new Trail(updatedAt, received, null, null, null, suspensions, null, null, Reminders.NONE, null)
                : trail;
        Wishes wishes = new Wishes(submitWhenComplete, actingUser, approvedBy, acknowledged, supersedes, override);
        return new AuthorisationRequest(
                id, tenant, employer, worker, reference, adopts, content, wishes, state, instants, seen, metadata,
                version, createdAt, updatedAt);
    }
}
