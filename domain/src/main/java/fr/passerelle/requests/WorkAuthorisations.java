package fr.passerelle.requests;

import fr.passerelle.ids.AuthorisationId;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.TenantId;
import fr.passerelle.ids.WorkerId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The work authorisations that were granted. Written by the save of the request that was granted; read here. */
public interface WorkAuthorisations {

    /** Empty when the tenant has none of that id. */
    Mono<WorkAuthorisation> find(TenantId tenant, AuthorisationId id);

    /** In the order of creation. */
    Mono<List<WorkAuthorisation>> list(TenantId tenant, Filter filter, Paging paging);

    /** Absent members do not narrow. */
    record Filter(
            @Nullable EmployerId employer,
            @Nullable WorkerId worker,
            @Nullable LocalDate validOn) {}
}
