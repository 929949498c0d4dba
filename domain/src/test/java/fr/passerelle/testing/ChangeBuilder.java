package fr.passerelle.testing;

import fr.passerelle.documents.Document;
import fr.passerelle.documents.StoredDocument;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.pace.Lane;
import fr.passerelle.requests.Attempt;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.requests.Change;
import fr.passerelle.requests.Observation;
import fr.passerelle.requests.RequestState;
import fr.passerelle.requests.WorkAuthorisation;
import fr.passerelle.tasks.Task;
import fr.passerelle.work.Claim;
import fr.passerelle.work.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A step from the version before, with one event about the request, that leaves the queue as it is. */
public final class ChangeBuilder {
    private final AuthorisationRequest next;
    private long before;
    private final List<Event> events = new ArrayList<>();
    private final Lane lane;
    private Schedule schedule = new Schedule.Unchanged();
    private @Nullable Attempt attempt;
    private final List<Task> tasks = new ArrayList<>();
    private final List<Observation> observations = new ArrayList<>();
    private final List<StoredDocument> documents = new ArrayList<>();
    private final List<Document> removed = new ArrayList<>();
    private @Nullable WorkAuthorisation authorisation;
    private @Nullable Claim claim;
    private @Nullable Idempotency idempotency;
    private boolean checkDuplicates;

    ChangeBuilder(AuthorisationRequest next) {
        this.next = next;
        this.before = next.version() - 1;
        this.lane = next.state() instanceof RequestState.Queued ? Lane.WRITE : Lane.READ;
        tell(before == 0 ? EventType.REQUEST_CREATED : EventType.REQUEST_CHANGED);
    }

    public ChangeBuilder before(long version) {
        before = version;
        return this;
    }

    /** With an event about the request, beside the first. */
    public ChangeBuilder tell(EventType type) {
        events.add(Event.of(
                next.tenant(),
                type,
                next.id().text(),
                next.version(),
                next.updatedAt(),
                Map.of("note", "an example", "employer_id", next.employer().text())));
        return this;
    }

    public ChangeBuilder event(Event event) {
        events.add(event);
        return this;
    }

    /** Due at an instant, as urgent as if the deadline were then. */
    public ChangeBuilder due(Instant at) {
        return due(at, at);
    }

    public ChangeBuilder due(Instant at, Instant deadline) {
        schedule = new Schedule.At(at, deadline, lane);
        return this;
    }

    public ChangeBuilder done() {
        schedule = new Schedule.Done();
        return this;
    }

    public ChangeBuilder attempt(Attempt tried) {
        attempt = tried;
        return this;
    }

    public ChangeBuilder task(Task task) {
        tasks.add(task);
        return this;
    }

    public ChangeBuilder observation(Observation seen) {
        observations.add(seen);
        return this;
    }

    public ChangeBuilder document(StoredDocument document) {
        documents.add(document);
        return this;
    }

    public ChangeBuilder withoutDocument(Document document) {
        removed.add(document);
        return this;
    }

    public ChangeBuilder authorisation(WorkAuthorisation granted) {
        authorisation = granted;
        return this;
    }

    public ChangeBuilder under(Claim lease) {
        claim = lease;
        return this;
    }

    public ChangeBuilder once(Idempotency key) {
        idempotency = key;
        return this;
    }

    public ChangeBuilder refusingDuplicates() {
        checkDuplicates = true;
        return this;
    }

    public Change build() {
        return new Change(
                next,
                before,
                events,
                schedule,
                attempt,
                tasks,
                observations,
                documents,
                removed,
                authorisation,
                claim,
                idempotency,
                checkDuplicates);
    }
}
