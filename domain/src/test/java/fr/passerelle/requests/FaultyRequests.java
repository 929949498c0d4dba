package fr.passerelle.requests;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.platform.DepositNumber;
import java.util.List;
import reactor.core.publisher.Mono;

/** Requests whose saves hang by a lifeline: whoever saves may die of it, before or after. */
final class FaultyRequests implements Requests {
    private final Requests requests;
    private final Lifeline lifeline;

    FaultyRequests(Requests requests, Lifeline lifeline) {
        this.requests = requests;
        this.lifeline = lifeline;
    }

    @Override
    public Mono<SaveOutcome> save(Change change) {
        return lifeline.save(requests.save(change));
    }

    @Override
    public Mono<AuthorisationRequest> find(TenantId tenant, RequestId id) {
        return requests.find(tenant, id);
    }

    @Override
    public Mono<AuthorisationRequest> findByReference(TenantId tenant, EmployerId employer, ClientReference reference) {
        return requests.findByReference(tenant, employer, reference);
    }

    @Override
    public Mono<AuthorisationRequest> findByDeposit(TenantId tenant, EmployerId employer, DepositNumber deposit) {
        return requests.findByDeposit(tenant, employer, deposit);
    }

    @Override
    public Mono<List<AuthorisationRequest>> list(TenantId tenant, Filter filter, Paging paging) {
        return requests.list(tenant, filter, paging);
    }

    @Override
    public Mono<List<Attempt>> attempts(TenantId tenant, RequestId request) {
        return requests.attempts(tenant, request);
    }

    @Override
    public Mono<List<Observation>> observations(TenantId tenant, RequestId request) {
        return requests.observations(tenant, request);
    }
}
