package fr.passerelle.parties;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.SaveOutcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Creates or changes an employer by the client's own reference. */
public final class PutEmployer {
    private final Employers employers;
    private final InstantSource clock;

    public PutEmployer(Employers employers, InstantSource clock) {
        this.employers = employers;
        this.clock = clock;
    }

    /**
     * Stores what the client says of an employer.
     *
     * @param expected the version the client believes to change; absent when it does not care
     */
    public Mono<Upsert<Employer>> put(
            TenantId tenant, ClientReference reference, Employer.Profile profile, @Nullable Long expected) {
        return employers
                .findByReference(tenant, reference)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(found -> store(tenant, reference, profile, found.orElse(null), expected));
    }

    private Mono<Upsert<Employer>> store(
            TenantId tenant,
            ClientReference reference,
            Employer.Profile profile,
            @Nullable Employer found,
            @Nullable Long expected) {
        Instant now = clock.instant();
        if (found == null) {
            if (expected != null) {
                return Mono.just(new Upsert.Stale<>(0));
            }
            Employer created = new Employer(EmployerId.next(now), tenant, reference, profile, 1, now, now);
            return employers
                    .save(created, 0, event(created, EventType.EMPLOYER_CREATED))
                    .flatMap(outcome -> outcome instanceof SaveOutcome.Stored
                            ? Mono.just(new Upsert.Created<>(created))
                            : put(tenant, reference, profile, null));
        }
        if (expected != null && expected != found.version()) {
            return Mono.just(new Upsert.Stale<>(found.version()));
        }
        Employer next = found.with(profile, now);
        if (next.version() == found.version()) {
            return Mono.just(new Upsert.Unchanged<>(found));
        }
        return employers
                .save(next, found.version(), event(next, EventType.EMPLOYER_CHANGED))
                .map(outcome -> outcome instanceof SaveOutcome.Stored
                        ? new Upsert.Changed<>(next)
                        : new Upsert.Stale<>(found.version() + 1));
    }

    private static Event event(Employer employer, EventType type) {
        return Event.of(
                employer.tenant(),
                type,
                employer.id().text(),
                employer.version(),
                employer.updatedAt(),
                Map.of(
                        "client_reference", employer.reference().value(),
                        "employer_id", employer.id().text(),
                        "employer_reference", employer.reference().value()));
    }
}
