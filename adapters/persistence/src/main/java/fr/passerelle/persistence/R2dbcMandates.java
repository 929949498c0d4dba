package fr.passerelle.persistence;

import fr.passerelle.documents.StoredDocument;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.MandateId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.parties.Mandate;
import fr.passerelle.parties.Mandates;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

final class R2dbcMandates implements Mandates {
    private static final String SELECT = """
        select
            tenant_id, id, employer_id, signed_by, signed_on, valid_from, valid_to, document, revoked_at,
            version, created_at
        from mandate
        """;

    private static final String FIND = SELECT + "where tenant_id = $1 and employer_id = $2 and id = $3";
    private static final String OF_EMPLOYER =
            SELECT + "where tenant_id = $1 and employer_id = $2 order by created_at, id";

    private final Transactions transactions;
    private final IdempotencyRows keys;

    R2dbcMandates(Transactions transactions, IdempotencyRows keys) {
        this.transactions = transactions;
        this.keys = keys;
    }

    @Override
    public Mono<SaveOutcome> save(
            Mandate mandate,
            long before,
            @Nullable StoredDocument document,
            Event event,
            @Nullable Idempotency idempotency) {
        List<StoredDocument> documents = document == null ? List.of() : List.of(document);
        return transactions.save(mandate.tenant(), tx -> steps(tx, mandate, before, documents, event, idempotency));
    }

    private Mono<Void> steps(
            Transaction tx,
            Mandate mandate,
            long before,
            List<StoredDocument> documents,
            Event event,
            @Nullable Idempotency idempotency) {
        return Steps.inOrder(
                keys.remember(tx, mandate.tenant(), idempotency, mandate.id().value(), false),
                Steps.storeVersion(tx, "mandate", columns(mandate), before),
                DocumentRows.store(tx, mandate.tenant(), documents),
                EventRows.append(tx, mandate.tenant(), List.of(event)));
    }

    @Override
    public Mono<Mandate> find(TenantId tenant, EmployerId employer, MandateId id) {
        Sql sql = Sql.of(FIND, tenant.value(), employer.value(), id.value());
        return transactions.read(tenant, tx -> tx.one(sql, R2dbcMandates::read));
    }

    @Override
    public Mono<List<Mandate>> of(TenantId tenant, EmployerId employer) {
        Sql sql = Sql.of(OF_EMPLOYER, tenant.value(), employer.value());
        return transactions.read(tenant, tx -> tx.all(sql, R2dbcMandates::read));
    }

    private static Columns columns(Mandate mandate) {
        return Columns.of("mandate")
                .key("tenant_id", mandate.tenant().value())
                .key("id", mandate.id().value())
                .set("employer_id", mandate.employer().value())
                .set("signed_by", mandate.signedBy())
                .set("signed_on", mandate.signedOn())
                .set("valid_from", mandate.validFrom())
                .set("valid_to", mandate.validTo(), LocalDate.class)
                .set("document", mandate.document(), String.class)
                .set("revoked_at", mandate.revokedAt(), Instant.class)
                .set("version", mandate.version())
                .set("created_at", mandate.createdAt());
    }

    static Mandate read(StoredRow row) {
        return new Mandate(
                new MandateId(row.uuid("id")),
                new TenantId(row.uuid("tenant_id")),
                new EmployerId(row.uuid("employer_id")),
                row.text("signed_by"),
                row.date("signed_on"),
                row.date("valid_from"),
                row.dateOrNull("valid_to"),
                row.textOrNull("document"),
                row.instantOrNull("revoked_at"),
                row.number("version"),
                row.instant("created_at"));
    }
}
