package fr.passerelle.persistence;

import fr.passerelle.ids.AuthorisationId;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.TenantId;
import fr.passerelle.requests.WorkAuthorisation;
import fr.passerelle.requests.WorkAuthorisations;
import java.util.List;
import reactor.core.publisher.Mono;

final class R2dbcWorkAuthorisations implements WorkAuthorisations {
    private static final String SELECT = """
        select
            tenant_id, id, employer_id, worker_id, request_id, number, job, zone, valid_from, valid_to,
            granted_on, deemed, version, created_at
        from work_authorisation
        """;

    private static final String FIND = SELECT + "where tenant_id = $1 and id = $2";

    private final Transactions transactions;

    R2dbcWorkAuthorisations(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Mono<WorkAuthorisation> find(TenantId tenant, AuthorisationId id) {
        Sql sql = Sql.of(FIND, tenant.value(), id.value());
        return transactions.read(tenant, tx -> tx.one(sql, AuthorisationRows::read));
    }

    @Override
    public Mono<List<WorkAuthorisation>> list(TenantId tenant, Filter filter, Paging paging) {
        Query query = Query.of(SELECT, tenant);
        if (filter.employer() != null) {
            query.and("employer_id = ?", filter.employer().value());
        }
        if (filter.worker() != null) {
            query.and("worker_id = ?", filter.worker().value());
        }
        if (filter.validOn() != null) {
            query.and("coalesce(valid_from, '-infinity') <= ?", filter.validOn());
            query.and("coalesce(valid_to, 'infinity') >= ?", filter.validOn());
        }
        Sql sql = query.page("created_at", paging);
        return transactions.read(tenant, tx -> tx.all(sql, AuthorisationRows::read));
    }
}
