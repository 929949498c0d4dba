package fr.passerelle.persistence;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TaskId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.tasks.Tasks;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

final class R2dbcTasks implements Tasks {
    private static final String SELECT = """
        select
            tenant_id, id, employer_id, request_id, kind, opened_at, due_at, evidence, outcome,
            resolved_by, resolved_at, note, facts, version
        from task
        """;

    private static final String FIND = SELECT + "where tenant_id = $1 and id = $2";
    private static final String OPEN_OF_REQUEST =
            SELECT + "where tenant_id = $1 and request_id = $2 and resolved_at is null order by due_at, id";
    private static final String OPEN_OF_ACCOUNT = SELECT + """
        where tenant_id = $1 and employer_id = $2 and request_id is null and resolved_at is null
        order by due_at, id
        """;

    private final Transactions transactions;

    R2dbcTasks(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Mono<Task> find(TenantId tenant, TaskId id) {
        Sql sql = Sql.of(FIND, tenant.value(), id.value());
        return transactions.read(tenant, tx -> tx.one(sql, TaskRows::read));
    }

    @Override
    public Mono<List<Task>> list(TenantId tenant, Filter filter, @Nullable Place after, int limit) {
        Query query = Query.of(SELECT, tenant);
        if (filter.open() != null) {
            query.and(filter.open() ? "resolved_at is null" : "resolved_at is not null");
        }
        if (filter.request() != null) {
            query.and("request_id = ?", filter.request().value());
        }
        if (filter.employer() != null) {
            query.and("employer_id = ?", filter.employer().value());
        }
        if (filter.kind() != null) {
            query.and("kind = ?", Columns.nameOf(filter.kind()));
        }
        if (filter.audience() != null) {
            query.and("kind = any(?)", (Object) kindsFor(filter.audience()));
        }
        if (after != null) {
            query.and("(due_at, id) > (?, ?)", after.dueAt(), after.id());
        }
        Sql sql = query.orderedBy("due_at, id", limit);
        return transactions.read(tenant, tx -> tx.all(sql, TaskRows::read));
    }

    private static String[] kindsFor(TaskKind.Audience audience) {
        return Arrays.stream(TaskKind.values())
                .filter(kind -> kind.audience() == audience)
                .map(Columns::nameOf)
                .toArray(String[]::new);
    }

    @Override
    public Mono<List<Task>> openOf(TenantId tenant, RequestId request) {
        Sql sql = Sql.of(OPEN_OF_REQUEST, tenant.value(), request.value());
        return transactions.read(tenant, tx -> tx.all(sql, TaskRows::read));
    }

    @Override
    public Mono<List<Task>> openOfAccount(TenantId tenant, EmployerId employer) {
        Sql sql = Sql.of(OPEN_OF_ACCOUNT, tenant.value(), employer.value());
        return transactions.read(tenant, tx -> tx.all(sql, TaskRows::read));
    }
}
