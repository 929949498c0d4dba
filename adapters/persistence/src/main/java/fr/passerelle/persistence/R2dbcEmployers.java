package fr.passerelle.persistence;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Employers;
import java.util.List;
import reactor.core.publisher.Mono;

final class R2dbcEmployers implements Employers {
    private static final String SELECT = """
        select
            tenant_id, id, client_reference, profile, version, created_at, updated_at
        from employer
        """;

    private static final String FIND = SELECT + "where tenant_id = $1 and id = $2";
    private static final String FIND_BY_REFERENCE = "select * from employer_by_reference($1, $2)";

    private final Transactions transactions;

    R2dbcEmployers(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Mono<SaveOutcome> save(Employer employer, long before, Event event) {
        return transactions
                .save(employer.tenant(), tx -> steps(tx, employer, before, event))
                .onErrorResume(
                        ConstraintBroken.class,
                        broken -> broken.is("employer_reference_key") ? taken(employer) : Mono.error(broken));
    }

    private static Mono<Void> steps(Transaction tx, Employer employer, long before, Event event) {
        return Steps.inOrder(
                Steps.storeVersion(tx, "employer", columns(employer), before),
                EventRows.append(tx, employer.tenant(), List.of(event)));
    }

    private Mono<SaveOutcome> taken(Employer employer) {
        return findByReference(employer.tenant(), employer.reference())
                .map(holder -> new SaveOutcome.ReferenceTaken(holder.id().value()));
    }

    @Override
    public Mono<Employer> find(TenantId tenant, EmployerId id) {
        Sql sql = Sql.of(FIND, tenant.value(), id.value());
        return transactions.read(tenant, tx -> tx.one(sql, R2dbcEmployers::read));
    }

    @Override
    public Mono<Employer> findByReference(TenantId tenant, ClientReference reference) {
        Sql sql = Sql.of(FIND_BY_REFERENCE, tenant.value(), reference.value());
        return transactions.readBy(tx -> tx.one(sql, R2dbcEmployers::read));
    }

    @Override
    public Mono<List<Employer>> list(TenantId tenant, Paging paging) {
        Sql sql = Query.of(SELECT, tenant).page("updated_at", paging);
        return transactions.read(tenant, tx -> tx.all(sql, R2dbcEmployers::read));
    }

    private static Columns columns(Employer employer) {
        return Columns.of("employer")
                .key("tenant_id", employer.tenant().value())
                .key("id", employer.id().value())
                .set("client_reference", employer.reference().value())
                .set("siren", employer.profile().siren().digits())
                .json("profile", employer.profile())
                .set("version", employer.version())
                .set("created_at", employer.createdAt())
                .set("updated_at", employer.updatedAt());
    }

    static Employer read(StoredRow row) {
        return new Employer(
                new EmployerId(row.uuid("id")),
                new TenantId(row.uuid("tenant_id")),
                new ClientReference(row.text("client_reference")),
                row.json("profile", Employer.Profile.class),
                row.number("version"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }
}
