package fr.passerelle.parties;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.WorkerId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.SaveOutcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Creates or changes a worker of an employer by the client's own reference. */
public final class PutWorker {
    private final Workers workers;
    private final InstantSource clock;

    public PutWorker(Workers workers, InstantSource clock) {
        this.workers = workers;
        this.clock = clock;
    }

    /**
     * Stores what the client says of a worker.
     *
     * @param expected the version the client believes to change; absent when it does not care
     */
    public Mono<Upsert<Worker>> put(
            Employer employer, ClientReference reference, Worker.Profile profile, @Nullable Long expected) {
        return workers.findByReference(employer.tenant(), employer.id(), reference)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(found -> store(employer, reference, profile, found.orElse(null), expected));
    }

    private Mono<Upsert<Worker>> store(
            Employer employer,
            ClientReference reference,
            Worker.Profile profile,
            @Nullable Worker found,
            @Nullable Long expected) {
        Instant now = clock.instant();
        if (found == null) {
            if (expected != null) {
                return Mono.just(new Upsert.Stale<>(0));
            }
            Worker created =
                    new Worker(WorkerId.next(now), employer.tenant(), employer.id(), reference, profile, 1, now, now);
            return workers.save(created, 0, event(created, employer, EventType.WORKER_CREATED))
                    .flatMap(outcome -> outcome instanceof SaveOutcome.Stored
                            ? Mono.just(new Upsert.Created<>(created))
                            : put(employer, reference, profile, null));
        }
        if (expected != null && expected != found.version()) {
            return Mono.just(new Upsert.Stale<>(found.version()));
        }
        Worker next = found.with(profile, now);
        if (next.version() == found.version()) {
            return Mono.just(new Upsert.Unchanged<>(found));
        }
        return workers.save(next, found.version(), event(next, employer, EventType.WORKER_CHANGED))
                .map(outcome -> outcome instanceof SaveOutcome.Stored
                        ? new Upsert.Changed<>(next)
                        : new Upsert.Stale<>(found.version() + 1));
    }

    private static Event event(Worker worker, Employer employer, EventType type) {
        return Event.of(
                worker.tenant(),
                type,
                worker.id().text(),
                worker.version(),
                worker.updatedAt(),
                Map.of(
                        "client_reference", worker.reference().value(),
                        "employer_id", employer.id().text(),
                        "employer_reference", employer.reference().value()));
    }
}
