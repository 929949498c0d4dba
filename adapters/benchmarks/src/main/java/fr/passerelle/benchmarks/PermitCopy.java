package fr.passerelle.benchmarks;

import fr.passerelle.ids.TenantId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * The rows of a tenant's permits copied into the same tables under the name of another tenant, by COPY, in one transaction, by
 * somebody whom no row-level security holds back. All keys begin with the tenant, so that the ids may stay.
 *
 * @param rows of each table
 */
record PermitCopy(long milliseconds, Map<String, Long> rows) {
    private static final Map<String, String> COLUMNS = columns();

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put(
                "permit",
                "id, employer_id, client_reference, worker_reference, title_valid_to, given, added, version,"
                        + " created_at, updated_at, ended_at");
        columns.put(
                "permit_standing", "permit_id, work_right, right_until, next_deadline, told_until, look_at, sequence");
        columns.put(
                "permit_alert",
                "id, employer_id, permit_id, kind, threshold, facts, milestone_on, effective_on, told, raised_at,"
                        + " acknowledged_by, acknowledged_at, acknowledgement_note, escalations, escalate_at, ended,"
                        + " digest_id");
        columns.put("event", "position, id, type, subject_type, subject_id, sequence, occurred_at, data");
        return columns;
    }

    static PermitCopy of(ProofDatabase database, TenantId tenant) throws SQLException, IOException {
        try (Connection connection = database.connection()) {
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            Map<String, byte[]> content = new LinkedHashMap<>();
            UUID other = UUID.randomUUID();
            for (String table : COLUMNS.keySet()) {
                content.put(table, read(copies, table, tenant, other));
            }
            connection.setAutoCommit(false);
            Map<String, Long> rows = new LinkedHashMap<>();
            long begun = System.nanoTime();
            for (Map.Entry<String, byte[]> each : content.entrySet()) {
                rows.put(
                        each.getKey(),
                        copies.copyIn(
                                "copy " + each.getKey() + " (tenant_id, " + COLUMNS.get(each.getKey()) + ") from stdin",
                                new ByteArrayInputStream(each.getValue())));
            }
            connection.commit();
            return new PermitCopy((System.nanoTime() - begun) / 1_000_000, rows);
        }
    }

    private static byte[] read(CopyManager copies, String table, TenantId tenant, UUID other)
            throws SQLException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        copies.copyOut(
                "copy (select '%s', %s from %s where tenant_id = '%s') to stdout"
                        .formatted(other, COLUMNS.get(table), table, tenant.value()),
                out);
        return out.toByteArray();
    }
}
