package fr.passerelle.twin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlParameterValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service says to PostgreSQL for the two calls, each a transaction of its own. */
final class Statements {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String EMPLOYER = "select * from employer_by_reference(?, ?)";
    private static final String WORKER = "select * from worker_by_reference(?, ?, ?)";
    private static final String DOSSIER = "select dossier from dossiers_of(?, ?, ?) as dossier";
    private static final String SAVE = "select save_plainly(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)::text";
    private static final String WAITING_UNTIL = "select waiting_until(?, ?) as deadline";
    private static final String PAUSE = "select * from pause_of(?)";
    private static final String LANES = "select *, statement_timestamp() as now from pace_lane";

    private final JdbcTemplate jdbc;
    private final Map<String, UUID> tenants = new ConcurrentHashMap<>();

    Statements(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** An employer: its id and its profile. */
    record Employer(UUID id, JsonNode profile) {}

    /** A job to add to the queue. */
    record Job(Instant due, Instant deadline) {}

    UUID tenant(String issuer, String client) {
        return tenants.computeIfAbsent(
                client,
                claim ->
                        jdbc.queryForObject("select tenant_of(?, ?, ?)", UUID.class, issuer, claim, UUID.randomUUID()));
    }

    @Nullable
    Employer employer(UUID tenant, String reference) {
        return first(jdbc.query(
                EMPLOYER,
                (row, _) -> new Employer(row.getObject("id", UUID.class), JSON.readTree(row.getString("profile"))),
                tenant,
                reference));
    }

    /** The worker's id, once its profile was read. */
    @Nullable
    UUID worker(UUID tenant, UUID employer, String reference) {
        return first(jdbc.query(WORKER, Statements::worker, tenant, employer, reference));
    }

    private static UUID worker(ResultSet row, int number) throws SQLException {
        JSON.readTree(row.getString("profile"));
        return row.getObject("id", UUID.class);
    }

    @Nullable
    JsonNode dossier(UUID tenant, UUID request, String owner) {
        return first(jdbc.query(
                DOSSIER,
                (row, _) -> JSON.readTree(row.getString(1)),
                tenant,
                new SqlParameterValue(Types.ARRAY, "uuid", new UUID[] {request}),
                new SqlParameterValue(Types.ARRAY, "text", new String[] {owner})));
    }

    void save(
            UUID tenant,
            Object row,
            long before,
            String key,
            String fingerprint,
            @Nullable Instant keptUntil,
            Instant now,
            @Nullable Job job,
            Object events) {
        jdbc.query(
                SAVE,
                _ -> {},
                tenant,
                json(row),
                before,
                key,
                fingerprint,
                instant(keptUntil),
                instant(now),
                instant(job == null ? null : job.due),
                instant(job == null ? null : job.deadline),
                job == null ? null : "write",
                true,
                json(events));
    }

    /** What the answer to a submission says of the queue: deadline, pause and lanes. */
    @Nullable
    Instant place(UUID tenant, UUID request) {
        OffsetDateTime deadline = jdbc.queryForObject(WAITING_UNTIL, OffsetDateTime.class, tenant, request);
        jdbc.query(PAUSE, (row, _) -> row.getString("reason"), tenant);
        jdbc.query(LANES, (row, _) -> row.getObject("now", OffsetDateTime.class));
        return deadline == null ? null : deadline.toInstant();
    }

    private static SqlParameterValue json(Object value) {
        return new SqlParameterValue(Types.OTHER, JSON.writeValueAsString(value));
    }

    private static SqlParameterValue instant(@Nullable Instant instant) {
        return new SqlParameterValue(
                Types.TIMESTAMP_WITH_TIMEZONE, instant == null ? null : instant.atOffset(ZoneOffset.UTC));
    }

    private static <T> @Nullable T first(List<T> rows) {
        return rows.isEmpty() ? null : rows.getFirst();
    }
}
