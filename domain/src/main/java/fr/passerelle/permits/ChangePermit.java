package fr.passerelle.permits;

import fr.passerelle.ids.PermitId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.parties.Upsert;
import fr.passerelle.permits.Permits.Watched;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Adds to a permit what its client's system does not know, and ends it. Nothing that is added is erased by what the system sends.
 * Each answer is empty when the tenant has no permit of that id.
 */
public final class ChangePermit {

    /** Adds a paper. One that is there already changes nothing. */
    public Mono<Upsert<Watched>> addPaper(
            TenantId tenant, PermitId id, Permit.Paper paper, String by, @Nullable Long expected) {
        throw new UnsupportedOperationException();
    }

    /**
     * Takes back a paper that was added.
     *
     * @param place its place among those added, from zero; what is not there changes nothing
     * @param expected without which a place would say nothing
     */
    public Mono<Upsert<Watched>> removePaper(TenantId tenant, PermitId id, int place, long expected) {
        throw new UnsupportedOperationException();
    }

    /**
     * Notes that a renewal was requested.
     *
     * @param renewal absent to take the note back
     */
    public Mono<Upsert<Watched>> noteRenewal(
            TenantId tenant, PermitId id, Permit.@Nullable Renewal renewal, String by, @Nullable Long expected) {
        throw new UnsupportedOperationException();
    }

    /** Ends it: a tombstone is kept, its warnings end, and nothing is told of it any more. */
    public Mono<Upsert<Watched>> end(TenantId tenant, PermitId id, @Nullable Long expected) {
        throw new UnsupportedOperationException();
    }
}
