package fr.passerelle.persistence;

import fr.passerelle.ids.AuthorisationId;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.ids.WorkerId;
import fr.passerelle.requests.WorkAuthorisation;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Work authorisations as the saves of requests write them. */
final class AuthorisationRows {
    private AuthorisationRows() {}

    static Mono<Void> store(Transaction tx, @Nullable WorkAuthorisation granted) {
        return granted == null
                ? Mono.empty()
                : tx.change(columns(granted).upsert()).then();
    }

    private static Columns columns(WorkAuthorisation granted) {
        WorkerId worker = granted.worker();
        return Columns.of("work_authorisation")
                .key("tenant_id", granted.tenant().value())
                .key("id", granted.id().value())
                .set("employer_id", granted.employer().value())
                .set("worker_id", worker == null ? null : worker.value(), UUID.class)
                .set("request_id", granted.request().value())
                .set("number", granted.number(), String.class)
                .set("job", granted.job(), String.class)
                .set("zone", granted.zone(), String.class)
                .set("valid_from", granted.validFrom(), LocalDate.class)
                .set("valid_to", granted.validTo(), LocalDate.class)
                .set("granted_on", granted.grantedOn())
                .set("deemed", granted.deemed())
                .set("version", granted.version())
                .set("created_at", granted.createdAt());
    }

    static WorkAuthorisation read(StoredRow row) {
        UUID worker = row.uuidOrNull("worker_id");
        return new WorkAuthorisation(
                new AuthorisationId(row.uuid("id")),
                new TenantId(row.uuid("tenant_id")),
                new EmployerId(row.uuid("employer_id")),
                worker == null ? null : new WorkerId(worker),
                new RequestId(row.uuid("request_id")),
                row.textOrNull("number"),
                row.textOrNull("job"),
                row.textOrNull("zone"),
                row.dateOrNull("valid_from"),
                row.dateOrNull("valid_to"),
                row.date("granted_on"),
                row.flag("deemed"),
                row.number("version"),
                row.instant("created_at"));
    }
}
