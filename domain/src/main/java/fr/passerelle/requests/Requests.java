package fr.passerelle.requests;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.ids.WorkerId;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.platform.DepositNumber;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The requests of a tenant, with their attempts and observations. */
public interface Requests {

    /**
     * Stores a step: the request, its events, its tasks, its place in the queue and its idempotency record, all or nothing.
     * What is not {@link SaveOutcome.Stored} stored nothing. A write, once begun, is not undone by a caller who goes away.
     *
     * <p>Order of the checks: lease, idempotency key, version, client's reference, duplicates. An attempt that another one
     * excludes fails with an {@link IllegalStateException}: the protocol itself is broken then.
     */
    Mono<SaveOutcome> save(Change change);

    /** Empty when the tenant has none of that id. */
    Mono<AuthorisationRequest> find(TenantId tenant, RequestId id);

    Mono<AuthorisationRequest> findByReference(TenantId tenant, EmployerId employer, ClientReference reference);

    /** The request that stands for a file on the platform, filed or adopted. */
    Mono<AuthorisationRequest> findByDeposit(TenantId tenant, EmployerId employer, DepositNumber deposit);

    /** Oldest change first. */
    Mono<List<AuthorisationRequest>> list(TenantId tenant, Filter filter, Paging paging);

    /** All attempts of a request, oldest first. */
    Mono<List<Attempt>> attempts(TenantId tenant, RequestId request);

    /** What the platform showed, oldest first. */
    Mono<List<Observation>> observations(TenantId tenant, RequestId request);

    /** Absent members, and an empty set of states, do not narrow. */
    record Filter(
            Set<String> states,
            @Nullable EmployerId employer,
            @Nullable WorkerId worker,
            @Nullable ClientReference reference,
            @Nullable DepositNumber deposit,
            @Nullable Boolean needsAttention) {
        public Filter {
            states = Set.copyOf(states);
        }

        public static Filter none() {
            return new Filter(Set.of(), null, null, null, null, null);
        }
    }
}
