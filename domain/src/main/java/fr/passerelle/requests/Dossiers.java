package fr.passerelle.requests;

import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import java.util.List;
import reactor.core.publisher.Mono;

/** Requests with everything that decides whether they can be filed, each read at one instant. */
public interface Dossiers {

    /** Those of the tenant's requests that exist, in the order in which they were asked for. */
    Mono<List<Dossier>> of(TenantId tenant, List<RequestId> requests);

    /** Empty when the tenant has no such request. */
    default Mono<Dossier> find(TenantId tenant, RequestId id) {
        return of(tenant, List.of(id))
                .flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()));
    }
}
