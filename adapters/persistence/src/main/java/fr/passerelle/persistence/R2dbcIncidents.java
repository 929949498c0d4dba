package fr.passerelle.persistence;

import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.pace.Incident;
import fr.passerelle.pace.Incidents;
import fr.passerelle.pace.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Incidents are nobody's; that a tenant was told of one is its own row, written with the event. */
final class R2dbcIncidents implements Incidents {
    private static final String LATEST = "select * from platform_incident order by opened_at desc, lane limit $1";

    /** A beginning is told while it lasts, and an end to whoever was told of the beginning. */
    private static final String UNTOLD = """
        select tenant.tenant_id, incident.*, phase.is_over
        from platform_incident as incident
        cross join (values (false), (true)) as phase (is_over)
        cross join (select distinct tenant_id from work_turn) as tenant
        where coalesce(incident.closed_at, incident.opened_at) > clock_timestamp() - $1 * interval '1 millisecond'
            and phase.is_over = (incident.closed_at is not null)
            and (not phase.is_over or exists (
                select from incident_told as began
                where began.tenant_id = tenant.tenant_id and began.lane = incident.lane
                    and began.opened_at = incident.opened_at and not began.is_over))
            and not exists (
                select from incident_told as told
                where told.tenant_id = tenant.tenant_id and told.lane = incident.lane
                    and told.opened_at = incident.opened_at and told.is_over = phase.is_over)
        order by incident.opened_at, phase.is_over
        limit $2
        """;

    private static final String TELL = """
        insert into incident_told (tenant_id, lane, opened_at, is_over) values ($1, $2, $3, $4) on conflict do nothing
        """;

    private static final String OPEN = """
        insert into platform_incident (lane, opened_at, fault) values ($1, $2, $3) on conflict do nothing
        """;

    private static final String CLOSE =
            "update platform_incident set closed_at = $3, fault = $4 where lane = $1 and opened_at = $2";

    private final Transactions transactions;

    R2dbcIncidents(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Mono<List<Incident>> latest(int max) {
        return transactions.asNobody(tx -> tx.all(Sql.of(LATEST, max), R2dbcIncidents::read));
    }

    @Override
    public Mono<List<News>> untold(Duration since, int max) {
        return transactions.asWorker(tx -> tx.all(
                Sql.of(UNTOLD, since.toMillis(), max),
                row -> new News(new TenantId(row.uuid("tenant_id")), read(row), row.flag("is_over"))));
    }

    @Override
    public Mono<Void> tell(News news, Event event) {
        Incident incident = news.incident();
        Sql told = Sql.of(
                TELL, news.tenant().value(), Columns.nameOf(incident.lane()), incident.openedAt(), news.isOver());
        return transactions.write(
                news.tenant(),
                tx -> tx.change(told)
                        .flatMap(isNew ->
                                isNew == 0 ? Mono.<Void>empty() : EventRows.append(tx, news.tenant(), List.of(event))));
    }

    /** The beginning or the end of an incident, in the step that makes it. */
    static Mono<Void> store(Transaction tx, Incident incident) {
        String lane = Columns.nameOf(incident.lane());
        Sql sql = incident.closedAt()
                .map(closed -> Sql.of(CLOSE, lane, incident.openedAt(), closed, incident.fault()))
                .orElseGet(() -> Sql.of(OPEN, lane, incident.openedAt(), incident.fault()));
        return tx.change(sql).then();
    }

    private static Incident read(StoredRow row) {
        Instant closed = row.instantOrNull("closed_at");
        return new Incident(
                row.constant("lane", Lane.class),
                row.instant("opened_at"),
                row.text("fault"),
                Optional.ofNullable(closed));
    }
}
