package fr.passerelle.permits;

import fr.passerelle.ids.PermitId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.parties.Upsert;
import fr.passerelle.permits.Permit.AddedPaper;
import fr.passerelle.permits.Permit.AddedRenewal;
import fr.passerelle.permits.Permits.Turn;
import fr.passerelle.permits.Permits.Watched;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Adds to a permit what its client's system does not know, and ends it. Nothing that is added is erased by what the system sends.
 * Each answer is empty when the tenant has no permit of that id.
 */
public final class ChangePermit {
    private static final int MOST_TRIES = 3;

    private final Permits permits;
    private final Reviews reviews;

    public ChangePermit(Permits permits, Reviews reviews) {
        this.permits = permits;
        this.reviews = reviews;
    }

    /** Adds a paper. One that is there already changes nothing. */
    public Mono<Upsert<Watched>> addPaper(
            TenantId tenant, PermitId id, Permit.Paper paper, String by, @Nullable Long expected) {
        return change(
                tenant,
                id,
                expected,
                (permit, now) -> permit.with(permit.added().with(new AddedPaper(paper, by, now)), now));
    }

    /**
     * Takes back a paper that was added.
     *
     * @param place its place among those added, from zero; what is not there changes nothing
     * @param expected without which a place would say nothing
     */
    public Mono<Upsert<Watched>> removePaper(TenantId tenant, PermitId id, int place, long expected) {
        return change(
                tenant,
                id,
                expected,
                (permit, now) -> permit.with(permit.added().without(place), now));
    }

    /**
     * Notes that a renewal was requested.
     *
     * @param renewal absent to take the note back
     */
    public Mono<Upsert<Watched>> noteRenewal(
            TenantId tenant, PermitId id, Permit.@Nullable Renewal renewal, String by, @Nullable Long expected) {
        return change(
                tenant,
                id,
                expected,
                (permit, now) -> permit.with(
                        permit.added().with(renewal == null ? null : new AddedRenewal(renewal, by, now)), now));
    }

    /** Ends it: a tombstone is kept, its warnings end, and nothing is told of it any more. */
    public Mono<Upsert<Watched>> end(TenantId tenant, PermitId id, @Nullable Long expected) {
        return change(tenant, id, expected, Permit::ended);
    }

    /** What becomes of a permit at an instant; the same one where nothing does. */
    @FunctionalInterface
    private interface Alteration {
        Permit of(Permit permit, Instant now);
    }

    private Mono<Upsert<Watched>> change(TenantId tenant, PermitId id, @Nullable Long expected, Alteration alteration) {
        return Mono.defer(() -> permits.find(tenant, id))
                .flatMap(found -> change(found, expected, alteration))
                .repeat(MOST_TRIES - 1)
                .takeUntil(done -> expected != null || !(done instanceof Upsert.Stale))
                .takeLast(1)
                .next();
    }

    private Mono<Upsert<Watched>> change(Watched found, @Nullable Long expected, Alteration alteration) {
        long version = found.permit().version();
        return expected != null && expected != version
                ? Mono.just(new Upsert.Stale<>(version))
                : reviews.of(found.permit().tenant(), List.of(found))
                        .map(List::getFirst)
                        .flatMap(seen -> save(seen, alteration));
    }

    private Mono<Upsert<Watched>> save(Reviews.Seen seen, Alteration alteration) {
        Watched before = seen.permit();
        Permit next = alteration.of(before.permit(), seen.by().now());
        if (next == before.permit()) {
            return Mono.just(new Upsert.Unchanged<>(before));
        }
        Turn turn = reviews.review().changed(before, next, Arrival.DIGEST, seen.by());
        return permits.save(next.tenant(), List.of(turn))
                .map(stored -> stored.isEmpty()
                        ? new Upsert.Stale<>(turn.versionBefore() + 1)
                        : new Upsert.Changed<>(Reviews.after(before, turn)));
    }
}
