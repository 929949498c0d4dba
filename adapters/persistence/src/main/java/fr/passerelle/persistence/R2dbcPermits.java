package fr.passerelle.persistence;

import fr.passerelle.ids.AlertId;
import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.PermitId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.permits.Alert;
import fr.passerelle.permits.Permit;
import fr.passerelle.permits.Permits;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

final class R2dbcPermits implements Permits {
    private static final String SAVE =
            "select permit_id from save_permits($1, $2, $3, $4, $5::json, $6::json, $7::json, $8::json, $9)"
                    + " as permit_id";

    private static final String OF_TENANT = PermitRows.SELECT + "where " + Query.OF_ANY_TENANT;
    private static final String FIND = OF_TENANT + " and id = $2";
    private static final String FIND_ALL = OF_TENANT + " and id = any ($2)";
    private static final String FIND_BY_REFERENCES =
            OF_TENANT + " and employer_id = $2 and client_reference = any ($3)";

    private static final String OF_EMPLOYER = """
        select
            tenant_id, id, employer_id, client_reference, given, added, version, created_at, updated_at, ended_at
        from permit
        """;

    private static final String IN_ORDER = "worker_reference collate \"C\", client_reference collate \"C\"";

    private static final String REFERENCES =
            "select client_reference from permit where tenant_id = $1 and employer_id = $2 and ended_at is null";

    private static final String DUE = """
        select tenant_id, permit_id, look_at from permit_standing
        where look_at <= $1
        order by look_at, tenant_id, permit_id
        limit $2
        """;

    private static final String DUE_BEHIND = """
        select tenant_id, permit_id, look_at from permit_standing
        where look_at <= $1 and (look_at, tenant_id, permit_id) > ($3, $4, $5)
        order by look_at, tenant_id, permit_id
        limit $2
        """;

    private static final String ALERTS = "select * from permit_alert ";
    private static final String FIND_ALERT = ALERTS + "where tenant_id = $1 and id = $2";

    private static final String COUNT = """
        select to_char(title_valid_to, 'YYYY-MM') as expiry, risk, count(*) as permits
        from (
            select permit.title_valid_to, case
                when standing.work_right = 'no' then 'no_right'
                when standing.work_right = 'unknown' then 'unknown'
                when standing.right_until <= $3::date + $4::integer then 'ends_soon'
                when standing.right_until <= $3::date + $5::integer then 'ends_later'
                else 'none' end as risk
            from permit join permit_standing as standing
                on standing.tenant_id = permit.tenant_id and standing.permit_id = permit.id
            where permit.tenant_id = $1 and ($2::uuid is null or permit.employer_id = $2) and permit.ended_at is null
        ) as each
        group by expiry, risk
        order by expiry, risk
        """;

    private final Transactions transactions;

    R2dbcPermits(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Mono<Set<PermitId>> save(TenantId tenant, List<Turn> turns) {
        List<Turn> fresh =
                turns.stream().filter(turn -> turn.versionBefore() == 0).toList();
        List<Turn> known =
                turns.stream().filter(turn -> turn.versionBefore() != 0).toList();
        List<Turn> changed = turns.stream()
                .filter(turn -> turn.permit().version() != turn.versionBefore())
                .toList();
        Sql sql = Sql.of(
                SAVE,
                tenant.value(),
                ids(fresh),
                ids(known),
                known.stream().map(Turn::sequenceBefore).toArray(Long[]::new),
                PermitRows.permits(changed),
                PermitRows.standings(turns),
                PermitRows.alerts(turns),
                PermitRows.events(turns),
                turns.stream().mapToInt(turn -> turn.events().size()).sum());
        return transactions
                .call(tx -> tx.all(sql, row -> new PermitId(row.uuid("permit_id"))))
                .map(HashSet::new);
    }

    private static UUID[] ids(List<Turn> turns) {
        return turns.stream().map(turn -> turn.permit().id().value()).toArray(UUID[]::new);
    }

    @Override
    public Mono<Watched> find(TenantId tenant, PermitId id) {
        Sql sql = Sql.of(FIND, tenant.value(), id.value());
        return transactions.read(tenant, tx -> tx.one(sql, PermitRows::readWatched));
    }

    @Override
    public Flux<Watched> findByReferences(
            TenantId tenant, EmployerId employer, Collection<ClientReference> references) {
        return watched(tenant, Sql.of(FIND_BY_REFERENCES, tenant.value(), employer.value(), texts(references)));
    }

    @Override
    public Flux<Watched> findAll(TenantId tenant, Collection<PermitId> ids) {
        UUID[] wanted = ids.stream().map(PermitId::value).toArray(UUID[]::new);
        return watched(tenant, Sql.of(FIND_ALL, tenant.value(), wanted));
    }

    private Flux<Watched> watched(TenantId tenant, Sql sql) {
        return transactions
                .read(tenant, tx -> tx.all(sql, PermitRows::readWatched))
                .flatMapIterable(found -> found);
    }

    private static String[] texts(Collection<ClientReference> references) {
        return references.stream()
                .map(reference -> StoredText.of(reference.value()))
                .toArray(String[]::new);
    }

    @Override
    public Mono<List<Watched>> list(TenantId tenant, Filter filter, Paging paging) {
        Query query = Query.ofAny(PermitRows.SELECT, tenant);
        if (filter.employer() != null) {
            query.and("employer_id = ?", filter.employer().value());
        }
        if (filter.worker() != null) {
            query.and("worker_reference = ?", filter.worker().value());
        }
        if (filter.workRight() != null) {
            query.and("work_right = ?", Columns.nameOf(filter.workRight()));
        }
        if (filter.expiringUntil() != null) {
            query.and("title_valid_to <= ?", filter.expiringUntil());
        }
        if (filter.deadlineUntil() != null) {
            query.and("next_deadline <= ?", filter.deadlineUntil());
        }
        if (!filter.withEnded()) {
            query.and("ended_at is null");
        }
        Sql sql = query.page("updated_at", paging);
        return transactions.read(tenant, tx -> tx.all(sql, PermitRows::readWatched));
    }

    @Override
    public Mono<List<Permit>> ofEmployer(
            TenantId tenant,
            EmployerId employer,
            Collection<ClientReference> workers,
            Optional<Place> after,
            int limit) {
        Query query = Query.ofAny(OF_EMPLOYER, tenant)
                .and("employer_id = ?", employer.value())
                .and("ended_at is null");
        if (!workers.isEmpty()) {
            query.and("worker_reference = any (?)", (Object) texts(workers));
        }
        after.ifPresent(place -> query.and(
                "(" + IN_ORDER + ") > (?, ?)",
                place.worker().value(),
                place.reference().value()));
        Sql sql = query.orderedBy(IN_ORDER, limit);
        return transactions.read(tenant, tx -> tx.all(sql, PermitRows::readPermit));
    }

    @Override
    public Flux<ClientReference> references(TenantId tenant, EmployerId employer) {
        Sql sql = Sql.of(REFERENCES, tenant.value(), employer.value());
        return transactions
                .read(tenant, tx -> tx.all(sql, row -> new ClientReference(row.text("client_reference"))))
                .flatMapIterable(found -> found);
    }

    @Override
    public Mono<List<Due>> due(Instant now, Optional<Due> after, int max) {
        Sql sql = after.map(due -> Sql.of(
                        DUE_BEHIND,
                        now,
                        max,
                        due.at(),
                        due.tenant().value(),
                        due.permit().value()))
                .orElseGet(() -> Sql.of(DUE, now, max));
        return transactions.asWorker(tx -> tx.all(sql, R2dbcPermits::readDue));
    }

    private static Due readDue(StoredRow row) {
        return new Due(
                new TenantId(row.uuid("tenant_id")), new PermitId(row.uuid("permit_id")), row.instant("look_at"));
    }

    @Override
    public Mono<Alert> findAlert(TenantId tenant, AlertId id) {
        Sql sql = Sql.of(FIND_ALERT, tenant.value(), id.value());
        return transactions.read(tenant, tx -> tx.one(sql, PermitRows::readAlert));
    }

    @Override
    public Mono<List<Alert>> listAlerts(TenantId tenant, AlertFilter filter, Paging paging) {
        Query query = Query.of(ALERTS, tenant);
        if (filter.employer() != null) {
            query.and("employer_id = ?", filter.employer().value());
        }
        if (filter.permit() != null) {
            query.and("permit_id = ?", filter.permit().value());
        }
        if (filter.kind() != null) {
            query.and("kind = ?", Columns.nameOf(filter.kind()));
        }
        if (filter.digest() != null) {
            query.and("digest_id = ?", filter.digest().value());
        }
        if (filter.isOpen()) {
            query.and("acknowledged_at is null").and("ended is null");
        }
        Sql sql = query.page("raised_at", paging);
        return transactions.read(tenant, tx -> tx.all(sql, PermitRows::readAlert));
    }

    @Override
    public Flux<Count> count(TenantId tenant, @Nullable EmployerId employer, LocalDate today) {
        Sql sql = Sql.of(
                COUNT,
                tenant.value(),
                Sql.orNull(employer == null ? null : employer.value(), UUID.class),
                today,
                Risk.SOON,
                Risk.LATER);
        return transactions
                .read(tenant, tx -> tx.all(sql, R2dbcPermits::readCount))
                .flatMapIterable(found -> found);
    }

    private static Count readCount(StoredRow row) {
        String expiry = row.textOrNull("expiry");
        return new Count(
                expiry == null ? null : YearMonth.parse(expiry),
                Risk.valueOf(row.text("risk").toUpperCase(Locale.ROOT)),
                row.number("permits"));
    }
}
