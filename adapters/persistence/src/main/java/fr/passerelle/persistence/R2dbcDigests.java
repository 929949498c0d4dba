package fr.passerelle.persistence;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.permits.Digests;
import fr.passerelle.permits.Milestone;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

final class R2dbcDigests implements Digests {
    private static final String WAITING = """
        select distinct alert.tenant_id, alert.employer_id
        from permit_alert as alert left join alert_preference as chosen
            on chosen.tenant_id = alert.tenant_id and chosen.employer_id = alert.employer_id
        where alert.told = 'by_digest' and alert.ended is null and alert.acknowledged_at is null
            and alert.raised_at < case coalesce(chosen.digest, 'daily')
                when 'daily' then $1::timestamptz when 'weekly' then $2::timestamptz end
            and (alert.tenant_id, alert.employer_id) > ($3, $4)
        order by alert.tenant_id, alert.employer_id
        limit $5
        """;

    /** Below all that are given out. */
    private static final UUID NOBODY = new UUID(0, 0);

    private static final String SUM = """
        select kind, count(*) as open, count(*) filter (where told = 'by_digest') as waiting
        from permit_alert
        where tenant_id = $1 and employer_id = $2 and raised_at <= $3 and acknowledged_at is null and ended is null
        group by kind
        """;

    private static final String ISSUE = """
        update permit_alert set told = 'in_digest', digest_id = $4
        where tenant_id = $1 and employer_id = $2 and raised_at <= $3
            and told = 'by_digest' and ended is null and acknowledged_at is null
        """;

    private final Transactions transactions;

    R2dbcDigests(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Mono<List<Waiting>> waiting(Instant daily, Instant weekly, Optional<Waiting> after, int max) {
        Sql sql = Sql.of(
                WAITING,
                daily,
                weekly,
                after.map(one -> one.tenant().value()).orElse(NOBODY),
                after.map(one -> one.employer().value()).orElse(NOBODY),
                max);
        return transactions.asWorker(tx -> tx.all(sql, R2dbcDigests::read));
    }

    private static Waiting read(StoredRow row) {
        return new Waiting(new TenantId(row.uuid("tenant_id")), new EmployerId(row.uuid("employer_id")));
    }

    @Override
    public Mono<Sum> sum(Waiting of, Instant until) {
        Sql sql = Sql.of(SUM, of.tenant().value(), of.employer().value(), until);
        return transactions
                .read(of.tenant(), tx -> tx.all(sql, R2dbcDigests::readCount))
                .map(R2dbcDigests::summed);
    }

    private record Count(Milestone.Kind kind, long open, long waiting) {}

    private static Count readCount(StoredRow row) {
        return new Count(row.constant("kind", Milestone.Kind.class), row.number("open"), row.number("waiting"));
    }

    private static Sum summed(List<Count> counts) {
        Map<Milestone.Kind, Long> waiting = new EnumMap<>(Milestone.Kind.class);
        Map<Milestone.Kind, Long> open = new EnumMap<>(Milestone.Kind.class);
        for (Count count : counts) {
            open.put(count.kind(), count.open());
            if (count.waiting() > 0) {
                waiting.put(count.kind(), count.waiting());
            }
        }
        return new Sum(waiting, open);
    }

    @Override
    public Mono<SaveOutcome> issue(Digest digest, Event event) {
        Waiting of = digest.of();
        Sql issue = Sql.of(
                ISSUE,
                of.tenant().value(),
                of.employer().value(),
                digest.until(),
                digest.id().value());
        return transactions.save(
                of.tenant(),
                tx -> Steps.inOrder(
                        tx.change(issue).flatMap(Steps::staleIfNone),
                        EventRows.append(tx, of.tenant(), List.of(event))));
    }
}
