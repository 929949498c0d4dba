package fr.passerelle.persistence;

import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.Journal;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.journal.Subject;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

final class R2dbcJournal implements Journal {
    private static final String SELECT = """
        select
            tenant_id, position, id, type, subject_type, subject_id, sequence, occurred_at, data
        from event
        """;

    private static final String READ = SELECT + "where tenant_id = $1 and position > $2 order by position limit $3";
    private static final String READ_TYPES =
            SELECT + "where tenant_id = $1 and position > $2 and type = any($4) order by position limit $3";
    private static final String OF_SUBJECT =
            SELECT + "where tenant_id = $1 and subject_type = $2 and subject_id = $3 order by sequence, position";

    private final Transactions transactions;

    R2dbcJournal(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Mono<List<RecordedEvent>> read(TenantId tenant, long after, Set<EventType> types, int limit) {
        Sql sql = types.isEmpty()
                ? Sql.of(READ, tenant.value(), after, limit)
                : Sql.of(READ_TYPES, tenant.value(), after, limit, names(types));
        return transactions.read(tenant, tx -> tx.all(sql, EventRows::read));
    }

    @Override
    public Mono<List<RecordedEvent>> of(TenantId tenant, Subject subject) {
        Sql sql = Sql.of(OF_SUBJECT, tenant.value(), subject.type(), subject.id());
        return transactions.read(tenant, tx -> tx.all(sql, EventRows::read));
    }

    private static String[] names(Set<EventType> types) {
        return types.stream().map(EventType::publicName).toArray(String[]::new);
    }
}
