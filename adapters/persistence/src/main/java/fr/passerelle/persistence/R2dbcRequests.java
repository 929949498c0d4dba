package fr.passerelle.persistence;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.requests.Attempt;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.requests.Change;
import fr.passerelle.requests.Observation;
import fr.passerelle.requests.RequestState;
import fr.passerelle.requests.Requests;
import java.util.List;
import reactor.core.publisher.Mono;

final class R2dbcRequests implements Requests {
    private static final String FIND = RequestRows.SELECT + "where tenant_id = $1 and id = $2";
    private static final String FIND_BY_REFERENCE =
            RequestRows.SELECT + "where tenant_id = $1 and employer_id = $2 and client_reference = $3";
    /** Several may have taken a file over one after the other; the oldest that is not called off stands for it. */
    private static final String FIND_BY_DEPOSIT = RequestRows.SELECT + """
        where tenant_id = $1 and employer_id = $2 and deposit_number = $3
        order by state_code = 'withdrawn', created_at, id
        limit 1
        """;

    /** Its own, or those of its employer's account as long as the request needs that. */
    private static final String HAS_OPEN_TASKS = """
        exists (
            select from task
            where task.tenant_id = authorisation_request.tenant_id and task.resolved_at is null
                and (task.request_id = authorisation_request.id
                    or (task.request_id is null and task.employer_id = authorisation_request.employer_id
                        and state_code <> all(?)))) = ?\
        """;

    private static final String[] OVER = RequestState.CODES_WHEN_OVER.toArray(String[]::new);

    private final Transactions transactions;
    private final IdempotencyRows keys;

    R2dbcRequests(Transactions transactions, IdempotencyRows keys) {
        this.transactions = transactions;
        this.keys = keys;
    }

    @Override
    public Mono<SaveOutcome> save(Change change) {
        return PlainSaves.of(change, keys.now())
                .map(call -> transactions
                        .call(tx -> tx.change(call))
                        .thenReturn((SaveOutcome) new SaveOutcome.Stored())
                        .onErrorResume(PlainSaves::isUnusual, unusual -> saveInSteps(change)))
                .orElseGet(() -> saveInSteps(change));
    }

    private Mono<SaveOutcome> saveInSteps(Change change) {
        return transactions
                .save(change.next().tenant(), tx -> steps(tx, change))
                .onErrorResume(ConstraintBroken.class, broken -> explained(broken, change.next()));
    }

    /**
     * The turn of the employer is locked first and the tenant's journal last, by all saves, so that nobody waits in a circle.
     * A check that fails takes back what the steps before it wrote.
     */
    private Mono<Void> steps(Transaction tx, Change change) {
        AuthorisationRequest next = change.next();
        TenantId tenant = next.tenant();
        boolean keptForever = next.state() instanceof RequestState.Queued;
        return Steps.inOrder(
                WorkRows.hold(tx, change.claim(), next.id()),
                keys.remember(tx, tenant, change.idempotency(), next.id().value(), keptForever),
                WorkRows.place(tx, next, change.schedule(), change.claim()),
                RequestRows.store(tx, next, change.before()),
                RequestRows.refuseDuplicates(tx, change),
                AttemptRows.store(tx, change.attempt()),
                TaskRows.store(tx, change.tasks()),
                DocumentRows.remove(tx, tenant, change.removedDocuments()),
                DocumentRows.store(tx, tenant, change.documents()),
                ObservationRows.append(tx, change.observations()),
                AuthorisationRows.store(tx, change.authorisation()),
                EventRows.append(tx, tenant, change.events()));
    }

    private Mono<SaveOutcome> explained(ConstraintBroken broken, AuthorisationRequest next) {
        if (broken.is("authorisation_request_reference_key")) {
            return findByReference(next.tenant(), next.employer(), next.reference())
                    .map(holder -> new SaveOutcome.ReferenceTaken(holder.id().value()));
        }
        return Mono.error(
                broken.is("attempt_excluding_key")
                        ? new IllegalStateException("another attempt of " + next.id() + " excludes this one", broken)
                        : broken);
    }

    @Override
    public Mono<AuthorisationRequest> find(TenantId tenant, RequestId id) {
        Sql sql = Sql.of(FIND, tenant.value(), id.value());
        return transactions.read(tenant, tx -> tx.one(sql, RequestRows::read));
    }

    @Override
    public Mono<AuthorisationRequest> findByReference(TenantId tenant, EmployerId employer, ClientReference reference) {
        Sql sql = Sql.of(FIND_BY_REFERENCE, tenant.value(), employer.value(), reference.value());
        return transactions.read(tenant, tx -> tx.one(sql, RequestRows::read));
    }

    @Override
    public Mono<AuthorisationRequest> findByDeposit(TenantId tenant, EmployerId employer, DepositNumber deposit) {
        Sql sql = Sql.of(FIND_BY_DEPOSIT, tenant.value(), employer.value(), deposit.value());
        return transactions.read(tenant, tx -> tx.one(sql, RequestRows::read));
    }

    @Override
    public Mono<List<AuthorisationRequest>> list(TenantId tenant, Filter filter, Paging paging) {
        Query query = Query.of(RequestRows.SELECT, tenant);
        if (!filter.states().isEmpty()) {
            query.and("state_code = any(?)", (Object) filter.states().toArray(String[]::new));
        }
        if (filter.employer() != null) {
            query.and("employer_id = ?", filter.employer().value());
        }
        if (filter.worker() != null) {
            query.and("worker_id = ?", filter.worker().value());
        }
        if (filter.reference() != null) {
            query.and("client_reference = ?", filter.reference().value());
        }
        if (filter.deposit() != null) {
            query.and("deposit_number = ?", filter.deposit().value());
        }
        if (filter.needsAttention() != null) {
            query.and(HAS_OPEN_TASKS, OVER, filter.needsAttention());
        }
        Sql sql = query.page("updated_at", paging);
        return transactions.read(tenant, tx -> tx.all(sql, RequestRows::read));
    }

    @Override
    public Mono<List<Attempt>> attempts(TenantId tenant, RequestId request) {
        return transactions.read(tenant, tx -> AttemptRows.of(tx, tenant, request));
    }

    @Override
    public Mono<List<Observation>> observations(TenantId tenant, RequestId request) {
        return transactions.read(tenant, tx -> ObservationRows.of(tx, tenant, request));
    }
}
