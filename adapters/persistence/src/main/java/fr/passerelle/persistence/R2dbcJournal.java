package fr.passerelle.persistence;

import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.Journal;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.journal.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

final class R2dbcJournal implements Journal {
    private static final String SELECT = """
        select
            tenant_id, position, id, type, subject_type, subject_id, sequence, occurred_at, data
        from event
        """;

    private static final String BEHIND = """
        where tenant_id = $1 and position > $2
            and position >= (select oldest from journal_position where tenant_id = $1)
        """;
    private static final String READ = SELECT + BEHIND + "order by position limit $3";
    private static final String READ_TYPES = SELECT + BEHIND + "and type = any($4) order by position limit $3";

    private static final String EXTENT = "select oldest, position from journal_position where tenant_id = $1";
    private static final String HEADS = "select tenant_id, position from journal_position where tenant_id = any($1)";

    private static final String FORGETTING = """
        select tenant_id from journal_position where position >= oldest and (oldest_at is null or oldest_at < $1)
        """;
    private static final String FORGET = "select forget_events($1, $2, $3) as positions";
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
    public Mono<Extent> extent(TenantId tenant) {
        Sql sql = Sql.of(EXTENT, tenant.value());
        return transactions
                .read(tenant, tx -> tx.one(sql, row -> new Extent(row.number("oldest"), row.number("position"))))
                .defaultIfEmpty(Extent.EMPTY);
    }

    @Override
    public Mono<Map<TenantId, Long>> latest(Set<TenantId> tenants) {
        Sql sql = Sql.of(HEADS, (Object) tenants.stream().map(TenantId::value).toArray(UUID[]::new));
        return transactions
                .asWorker(tx -> tx.all(sql, Head::read))
                .map(heads -> heads.stream().collect(Collectors.toUnmodifiableMap(Head::tenant, Head::position)));
    }

    private record Head(TenantId tenant, long position) {
        static Head read(StoredRow row) {
            return new Head(new TenantId(row.uuid("tenant_id")), row.number("position"));
        }
    }

    @Override
    public Mono<Long> forget(Instant before, int most) {
        return transactions
                .asWorker(tx -> tx.all(Sql.of(FORGETTING, before), row -> new TenantId(row.uuid("tenant_id"))))
                .flatMapMany(Flux::fromIterable)
                .concatMap(tenant -> forget(tenant, before, most))
                .reduce(0L, Long::sum);
    }

    private Mono<Long> forget(TenantId tenant, Instant before, int most) {
        Sql sql = Sql.of(FORGET, tenant.value(), before, most);
        return transactions.write(tenant, tx -> tx.one(sql, row -> row.number("positions")));
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
