package fr.passerelle.persistence;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.TenantId;
import fr.passerelle.ids.WorkerId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.parties.Worker;
import fr.passerelle.parties.Workers;
import java.util.List;
import reactor.core.publisher.Mono;

final class R2dbcWorkers implements Workers {
    private static final String SELECT = """
        select
            tenant_id, id, employer_id, client_reference, profile, version, created_at, updated_at
        from worker
        """;

    private static final String FIND = SELECT + "where tenant_id = $1 and employer_id = $2 and id = $3";
    private static final String FIND_BY_REFERENCE = "select * from worker_by_reference($1, $2, $3)";

    private final Transactions transactions;

    R2dbcWorkers(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Mono<SaveOutcome> save(Worker worker, long before, Event event) {
        return transactions
                .save(worker.tenant(), tx -> steps(tx, worker, before, event))
                .onErrorResume(
                        ConstraintBroken.class,
                        broken -> broken.is("worker_reference_key") ? taken(worker) : Mono.error(broken));
    }

    private static Mono<Void> steps(Transaction tx, Worker worker, long before, Event event) {
        return Steps.inOrder(
                Steps.storeVersion(tx, "worker", columns(worker), before),
                EventRows.append(tx, worker.tenant(), List.of(event)));
    }

    private Mono<SaveOutcome> taken(Worker worker) {
        return findByReference(worker.tenant(), worker.employer(), worker.reference())
                .map(holder -> new SaveOutcome.ReferenceTaken(holder.id().value()));
    }

    @Override
    public Mono<Worker> find(TenantId tenant, EmployerId employer, WorkerId id) {
        Sql sql = Sql.of(FIND, tenant.value(), employer.value(), id.value());
        return transactions.read(tenant, tx -> tx.one(sql, R2dbcWorkers::read));
    }

    @Override
    public Mono<Worker> findByReference(TenantId tenant, EmployerId employer, ClientReference reference) {
        Sql sql = Sql.of(FIND_BY_REFERENCE, tenant.value(), employer.value(), reference.value());
        return transactions.readBy(tx -> tx.one(sql, R2dbcWorkers::read));
    }

    @Override
    public Mono<List<Worker>> list(TenantId tenant, EmployerId employer, Paging paging) {
        Sql sql = Query.of(SELECT, tenant)
                .and("employer_id = ?", employer.value())
                .page("updated_at", paging);
        return transactions.read(tenant, tx -> tx.all(sql, R2dbcWorkers::read));
    }

    private static Columns columns(Worker worker) {
        return Columns.of("worker")
                .key("tenant_id", worker.tenant().value())
                .key("id", worker.id().value())
                .set("employer_id", worker.employer().value())
                .set("client_reference", worker.reference().value())
                .json("profile", worker.profile())
                .set("version", worker.version())
                .set("created_at", worker.createdAt())
                .set("updated_at", worker.updatedAt());
    }

    static Worker read(StoredRow row) {
        return new Worker(
                new WorkerId(row.uuid("id")),
                new TenantId(row.uuid("tenant_id")),
                new EmployerId(row.uuid("employer_id")),
                new ClientReference(row.text("client_reference")),
                row.json("profile", Worker.Profile.class),
                row.number("version"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }
}
