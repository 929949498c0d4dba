package fr.passerelle.persistence;

import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.platform.FileStatus;
import fr.passerelle.requests.Observation;
import java.util.List;
import reactor.core.publisher.Mono;

/** What the platform showed, as the saves write it. */
final class ObservationRows {
    /** The request's row is locked by then, so nobody else numbers its observations. */
    private static final String APPEND = """
        with newest as (
            select ordinal, label, raw_sha256 from observation
            where tenant_id = $1 and request_id = $2 order by ordinal desc limit 1
        ), seen_again as (
            update observation set last_seen_at = greatest(last_seen_at, $6) from newest
            where tenant_id = $1 and request_id = $2 and observation.ordinal = newest.ordinal
                and newest.label = $3 and newest.raw_sha256 = sha256($5)
            returning observation.ordinal
        )
        insert into observation
            (tenant_id, request_id, ordinal, label, status, raw, raw_sha256, first_seen_at, last_seen_at)
        select $1, $2, coalesce((select ordinal from newest), 0) + 1, $3, $4, $5, sha256($5), $6, $6
        where not exists (select from seen_again)
        """;

    private static final String OF_REQUEST = """
        select tenant_id, request_id, first_seen_at, label, status, raw from observation
        where tenant_id = $1 and request_id = $2 order by ordinal
        """;

    private ObservationRows() {}

    static Mono<Void> append(Transaction tx, List<Observation> observations) {
        return Steps.forEach(observations, observation -> append(tx, observation));
    }

    private static Mono<Void> append(Transaction tx, Observation observation) {
        return tx.change(Sql.of(
                        APPEND,
                        observation.tenant().value(),
                        observation.request().value(),
                        observation.label(),
                        Columns.nameOf(observation.status()),
                        observation.raw(),
                        observation.seenAt()))
                .then();
    }

    static Mono<List<Observation>> of(Transaction tx, TenantId tenant, RequestId request) {
        return tx.all(Sql.of(OF_REQUEST, tenant.value(), request.value()), ObservationRows::read);
    }

    private static Observation read(StoredRow row) {
        return new Observation(
                new TenantId(row.uuid("tenant_id")),
                new RequestId(row.uuid("request_id")),
                row.instant("first_seen_at"),
                row.text("label"),
                row.constant("status", FileStatus.class),
                row.bytes("raw"));
    }
}
