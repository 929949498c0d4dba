package fr.passerelle.requests;

import fr.passerelle.documents.Document;
import fr.passerelle.documents.StoredDocument;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.law.time.Deadline;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskEvent;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.tasks.TaskOutcome;
import fr.passerelle.work.Claim;
import fr.passerelle.work.Schedule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one step does to a request, stored all or nothing.
 *
 * @param next the request after the step
 * @param before its version before the step; zero for a new one
 * @param schedule its place in the queue afterwards
 * @param claim the lease under which the step was done; the save stores nothing when it is over
 * @param checkDuplicates whether the save must refuse when a live request for the same contract exists
 */
public record Change(
        AuthorisationRequest next,
        long before,
        List<Event> events,
        Schedule schedule,
        @Nullable Attempt attempt,
        List<Task> tasks,
        List<Observation> observations,
        List<StoredDocument> documents,
        List<Document> removedDocuments,
        @Nullable WorkAuthorisation authorisation,
        @Nullable Claim claim,
        @Nullable Idempotency idempotency,
        boolean checkDuplicates) {
    public Change {
        events = List.copyOf(events);
        tasks = List.copyOf(tasks);
        observations = List.copyOf(observations);
        documents = List.copyOf(documents);
        removedDocuments = List.copyOf(removedDocuments);
    }

    static Builder from(AuthorisationRequest before) {
        return new Builder(before);
    }

    /** Collects what a step does; the events of states and tasks write themselves. */
    static final class Builder {
        private final @Nullable AuthorisationRequest before;
        private AuthorisationRequest next;
        private final List<Event> events = new ArrayList<>();
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

        private Builder(AuthorisationRequest before) {
            this.before = before;
            this.next = before;
        }

        /** A request that does not exist yet. */
        static Builder creating(AuthorisationRequest created, EventType type) {
            Builder builder = new Builder(created, true);
            builder.tell(type, Map.of());
            return builder;
        }

        private Builder(AuthorisationRequest created, boolean isNew) {
            this.before = isNew ? null : created;
            this.next = created;
        }

        AuthorisationRequest next() {
            return next;
        }

        /** The request becomes the given one, and the journal says so. */
        Builder becomes(AuthorisationRequest changed, EventType type) {
            return becomes(changed, type, Map.of());
        }

        Builder becomes(AuthorisationRequest changed, EventType type, Map<String, String> facts) {
            next = changed;
            tell(type, facts);
            return this;
        }

        /** The request changes in a way that is no news. */
        Builder quietly(AuthorisationRequest changed) {
            next = changed;
            return this;
        }

        private void tell(EventType type, Map<String, String> facts) {
            Map<String, String> data = new LinkedHashMap<>(facts);
            data.put("client_reference", next.reference().value());
            data.put("employer_id", next.employer().text());
            if (next.worker() != null) {
                data.put("worker_id", next.worker().text());
            }
            effectiveOn(type, facts).ifPresent(day -> data.put("effective_on", day));
            if (before != null) {
                data.put("from_state", before.state().code());
            }
            data.put("to_state", next.state().code());
            events.add(Event.of(next.tenant(), type, next.id().text(), next.version(), next.updatedAt(), data));
        }

        /** The day that counts in law: on which a time runs out, or that a registration or a decision bears. */
        private Optional<String> effectiveOn(EventType type, Map<String, String> facts) {
            return switch (type) {
                case REQUEST_FILED, REQUEST_ADOPTED ->
                    next.receipt()
                            .map(filed -> Deadlines.today(filed.receipt().registeredAt()))
                            .map(LocalDate::toString);
                case REQUEST_GRANTED, REQUEST_REFUSED -> next.decidedOn().map(LocalDate::toString);
                default -> Optional.ofNullable(facts.get("due_on"));
            };
        }

        Builder due(Instant at) {
            schedule = new Schedule.At(at, Deadlines.of(next), next.lane());
            return this;
        }

        Builder done() {
            schedule = new Schedule.Done();
            return this;
        }

        Builder attempt(Attempt changed) {
            attempt = changed;
            return this;
        }

        /** Opens a task, or stores one that was settled. */
        Builder task(Task task) {
            tasks.add(task);
            events.add(TaskEvent.of(task, next.reference(), next.updatedAt()));
            return this;
        }

        /** Opens a task, unless one of its kind is open for the same reason; then nothing is new. */
        Builder taskOnce(Task task, List<Task> open) {
            boolean isOpen = open.stream()
                    .anyMatch(other ->
                            other.kind() == task.kind() && other.evidence().equals(task.evidence()));
            if (isOpen) {
                return this;
            }
            next = next == before ? next.touched(task.openedAt()) : next;
            return task(task);
        }

        /** Settles those of the open tasks that the step makes pointless. */
        Builder settling(List<Task> open, Predicate<TaskKind> pointless) {
            Instant now = next.updatedAt();
            open.stream()
                    .filter(task -> pointless.test(task.kind()))
                    .map(task -> task.resolved(
                            new Task.Resolution(TaskOutcome.DONE_OUTSIDE, "passerelle", now, null, Map.of())))
                    .forEach(this::task);
            return this;
        }

        Builder observation(Observation seen) {
            observations.add(seen);
            return this;
        }

        Builder document(StoredDocument document) {
            documents.add(document);
            return this;
        }

        Builder withoutDocument(Document document) {
            removed.add(document);
            return this;
        }

        Builder event(Event event) {
            events.add(event);
            return this;
        }

        /** Stores what was given, or how it goes on. */
        Builder authorisation(WorkAuthorisation granted) {
            authorisation = granted;
            events.add(Event.of(
                    granted.tenant(),
                    granted.version() == 1 ? EventType.AUTHORISATION_CREATED : EventType.AUTHORISATION_CHANGED,
                    granted.id().text(),
                    granted.version(),
                    next.updatedAt(),
                    facts(granted)));
            return this;
        }

        private Map<String, String> facts(WorkAuthorisation granted) {
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("request_id", granted.request().text());
            facts.put("client_reference", next.reference().value());
            facts.put("employer_id", granted.employer().text());
            if (granted.worker() != null) {
                facts.put("worker_id", granted.worker().text());
            }
            LocalDate from = granted.validFrom() == null ? granted.grantedOn() : granted.validFrom();
            facts.put("effective_on", from.toString());
            return facts;
        }

        Builder under(@Nullable Claim lease) {
            claim = lease;
            return this;
        }

        Builder once(@Nullable Idempotency key) {
            idempotency = key;
            return this;
        }

        Builder refusingDuplicates() {
            checkDuplicates = true;
            return this;
        }

        /** Counts the request's days anew: each that moved is an event, and the day before is kept. */
        private void tellDeadlines() {
            KnownDeadlines told = next.trail().deadlines();
            List<Deadline> counted = RequestDeadlines.of(next);
            long moved = told.moved();
            for (KnownDeadlines.Move move : told.moves(counted)) {
                events.add(deadlineMoved(move, ++moved));
            }
            next = next.telling(told.with(counted, next.updatedAt()));
        }

        private Event deadlineMoved(KnownDeadlines.Move move, long sequence) {
            return Event.of(
                    next.tenant(), EventType.DEADLINE_MOVED, next.id().text(), sequence, next.updatedAt(), facts(move));
        }

        private Map<String, String> facts(KnownDeadlines.Move move) {
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("request_id", next.id().text());
            facts.put("client_reference", next.reference().value());
            facts.put("employer_id", next.employer().text());
            facts.put("code", move.code().toLowerCase(Locale.ROOT));
            if (move.from() != null) {
                facts.put("from", move.from().toString());
            }
            if (move.to() != null) {
                facts.put("to", move.to().toString());
                facts.put("effective_on", move.to().toString());
            }
            return facts;
        }

        Change build() {
            if (next != before) {
                tellDeadlines();
            }
            return new Change(
                    next,
                    before == null ? 0 : before.version(),
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
}
