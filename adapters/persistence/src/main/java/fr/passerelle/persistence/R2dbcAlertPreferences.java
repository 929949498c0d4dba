package fr.passerelle.persistence;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.permits.AlertPreferences;
import fr.passerelle.permits.AlertSettings;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

final class R2dbcAlertPreferences implements AlertPreferences {
    private static final String FIND = """
        select employer_id, settings, version, updated_at from alert_preference
        where tenant_id = $1 and employer_id = any ($2)
        """;

    /** Tombstones have nothing to look at. */
    private static final String LOOK = """
        update permit_standing as standing set look_at = least(standing.look_at, $3)
        from permit
        where permit.tenant_id = $1 and permit.employer_id = $2 and permit.ended_at is null
            and standing.tenant_id = $1 and standing.permit_id = permit.id
        """;

    private final Transactions transactions;

    R2dbcAlertPreferences(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Mono<Preference> find(TenantId tenant, EmployerId employer) {
        return transactions.read(tenant, tx -> tx.one(find(tenant, employer.value()), R2dbcAlertPreferences::read));
    }

    @Override
    public Flux<Preference> findAll(TenantId tenant, Collection<EmployerId> employers) {
        UUID[] ids = employers.stream().map(EmployerId::value).toArray(UUID[]::new);
        return transactions
                .read(tenant, tx -> tx.all(find(tenant, ids), R2dbcAlertPreferences::read))
                .flatMapIterable(found -> found);
    }

    private static Sql find(TenantId tenant, UUID... employers) {
        return Sql.of(FIND, tenant.value(), employers);
    }

    @Override
    public Mono<SaveOutcome> save(TenantId tenant, Preference next, long before, Event event) {
        Columns columns = Columns.of("alert_preference")
                .key("tenant_id", tenant.value())
                .key("employer_id", next.employer().value())
                .json("settings", next.settings())
                .constant("digest", next.settings().digest())
                .set("version", next.version())
                .set("updated_at", next.updatedAt());
        Sql look = Sql.of(LOOK, tenant.value(), next.employer().value(), next.updatedAt());
        return transactions.save(
                tenant,
                tx -> Steps.inOrder(
                        Steps.storeVersion(tx, "alert_preference", columns, before),
                        tx.change(look).then(),
                        EventRows.append(tx, tenant, List.of(event))));
    }

    private static Preference read(StoredRow row) {
        return new Preference(
                new EmployerId(row.uuid("employer_id")),
                row.json("settings", AlertSettings.class),
                row.number("version"),
                row.instant("updated_at"));
    }
}
