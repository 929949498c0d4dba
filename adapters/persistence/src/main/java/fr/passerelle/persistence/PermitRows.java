package fr.passerelle.persistence;

import fr.passerelle.ids.AlertId;
import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.PermitId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.law.right.Answer;
import fr.passerelle.permits.Alert;
import fr.passerelle.permits.Alert.Acknowledgement;
import fr.passerelle.permits.Milestone;
import fr.passerelle.permits.Permit;
import fr.passerelle.permits.Permits.Turn;
import fr.passerelle.permits.Permits.Watched;
import fr.passerelle.permits.Standing;
import io.r2dbc.postgresql.codec.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Permits, their standings and warnings as they are stored. */
final class PermitRows {
    /** What {@link #readWatched} reads. */
    static final String SELECT = """
        select * from (
            select
                permit.tenant_id, permit.id, permit.employer_id, permit.client_reference, permit.worker_reference,
                permit.title_valid_to, permit.given, permit.added, permit.version, permit.created_at, permit.updated_at,
                permit.ended_at, standing.work_right, standing.right_until, standing.next_deadline, standing.told_until,
                standing.look_at, standing.sequence,
                (select client_reference from employer
                 where employer.tenant_id = permit.tenant_id and employer.id = permit.employer_id) as employer_reference,
                (select json_agg(alert order by alert.raised_at, alert.id) from permit_alert as alert
                 where alert.tenant_id = permit.tenant_id and alert.permit_id = permit.id) as alerts
            from permit join permit_standing as standing
                on standing.tenant_id = permit.tenant_id and standing.permit_id = permit.id
        ) as watched
        """;

    private PermitRows() {}

    /** A row of its table, by the names of the columns. */
    private record PermitRow(
            UUID id,
            UUID employer_id,
            String client_reference,
            String worker_reference,
            @Nullable LocalDate title_valid_to,
            Permit.Given given,
            Permit.Added added,
            long version,
            Instant created_at,
            Instant updated_at,
            @Nullable Instant ended_at) {
        static PermitRow of(Permit permit) {
            Permit.Title title = permit.given().title();
            return new PermitRow(
                    permit.id().value(),
                    permit.employer().value(),
                    StoredText.of(permit.reference().value()),
                    StoredText.of(permit.given().worker().value()),
                    title == null ? null : title.validTo(),
                    permit.given(),
                    permit.added(),
                    permit.version(),
                    cut(permit.createdAt()),
                    cut(permit.updatedAt()),
                    permit.endedAt() == null ? null : cut(permit.endedAt()));
        }
    }

    private record StandingRow(
            UUID permit_id,
            String work_right,
            @Nullable LocalDate right_until,
            @Nullable LocalDate next_deadline,
            LocalDate told_until,
            @Nullable Instant look_at,
            long sequence) {
        static StandingRow of(Turn turn) {
            Standing standing = turn.standing();
            return new StandingRow(
                    turn.permit().id().value(),
                    Columns.nameOf(standing.workRight()),
                    standing.rightUntil(),
                    standing.nextDeadline(),
                    standing.toldUntil(),
                    standing.lookAt() == null ? null : cut(standing.lookAt()),
                    standing.sequence());
        }
    }

    private record AlertRow(
            UUID id,
            UUID employer_id,
            UUID permit_id,
            String kind,
            String threshold,
            String facts,
            LocalDate milestone_on,
            LocalDate effective_on,
            String told,
            Instant raised_at,
            @Nullable String acknowledged_by,
            @Nullable Instant acknowledged_at,
            @Nullable String acknowledgement_note,
            int escalations,
            @Nullable Instant escalate_at,
            @Nullable String ended) {
        static AlertRow of(Alert alert) {
            Acknowledgement seen = alert.acknowledgement();
            return new AlertRow(
                    alert.id().value(),
                    alert.employer().value(),
                    alert.permit().value(),
                    Columns.nameOf(alert.kind()),
                    alert.threshold(),
                    alert.facts(),
                    alert.on(),
                    alert.effectiveOn(),
                    Columns.nameOf(alert.told()),
                    cut(alert.raisedAt()),
                    seen == null ? null : seen.by(),
                    seen == null ? null : cut(seen.at()),
                    seen == null ? null : seen.note(),
                    alert.escalations(),
                    alert.escalateAt() == null ? null : cut(alert.escalateAt()),
                    alert.ended() == null ? null : Columns.nameOf(alert.ended()));
        }
    }

    private record EventRow(
            UUID id,
            String type,
            String subjectType,
            String subjectId,
            long sequence,
            Instant occurredAt,
            Map<String, String> data,
            UUID permit) {
        static EventRow of(Turn turn, Event event) {
            return new EventRow(
                    event.id().value(),
                    event.type().publicName(),
                    event.subject().type(),
                    event.subject().id(),
                    event.sequence(),
                    cut(event.occurredAt()),
                    event.data(),
                    turn.permit().id().value());
        }
    }

    private static Instant cut(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    static Json permits(List<Turn> turns) {
        return StoredJson.of(turns.stream().map(Turn::permit).map(PermitRow::of).toList());
    }

    static Json standings(List<Turn> turns) {
        return StoredJson.of(turns.stream().map(StandingRow::of).toList());
    }

    static Json alerts(List<Turn> turns) {
        return StoredJson.of(turns.stream()
                .flatMap(turn -> turn.alerts().stream())
                .map(AlertRow::of)
                .toList());
    }

    static Json events(List<Turn> turns) {
        return StoredJson.of(turns.stream()
                .flatMap(turn -> turn.events().stream().map(event -> EventRow.of(turn, event)))
                .toList());
    }

    static Watched readWatched(StoredRow row) {
        return new Watched(
                readPermit(row),
                new ClientReference(row.text("employer_reference")),
                new Standing(
                        row.constant("work_right", Answer.Start.class),
                        row.dateOrNull("right_until"),
                        row.dateOrNull("next_deadline"),
                        row.date("told_until"),
                        row.instantOrNull("look_at"),
                        row.number("sequence")),
                alerts(row));
    }

    private static List<Alert> alerts(StoredRow row) {
        JsonNode alerts = row.jsonOrNull("alerts", JsonNode.class);
        return alerts == null
                ? List.of()
                : alerts.valueStream()
                        .map(alert -> readAlert(new StoredRow(new JsonRow(alert))))
                        .toList();
    }

    static Permit readPermit(StoredRow row) {
        return new Permit(
                new PermitId(row.uuid("id")),
                new TenantId(row.uuid("tenant_id")),
                new EmployerId(row.uuid("employer_id")),
                new ClientReference(row.text("client_reference")),
                row.json("given", Permit.Given.class),
                row.json("added", Permit.Added.class),
                row.number("version"),
                row.instant("created_at"),
                row.instant("updated_at"),
                row.instantOrNull("ended_at"));
    }

    static Alert readAlert(StoredRow row) {
        return new Alert(
                new AlertId(row.uuid("id")),
                new TenantId(row.uuid("tenant_id")),
                new EmployerId(row.uuid("employer_id")),
                new PermitId(row.uuid("permit_id")),
                row.constant("kind", Milestone.Kind.class),
                row.text("threshold"),
                row.text("facts"),
                row.date("milestone_on"),
                row.date("effective_on"),
                row.constant("told", Alert.Told.class),
                row.instant("raised_at"),
                acknowledgement(row),
                row.integer("escalations"),
                row.instantOrNull("escalate_at"),
                constantOrNull(row.textOrNull("ended"), text -> row.constant("ended", Alert.Ended.class)));
    }

    private static @Nullable Acknowledgement acknowledgement(StoredRow row) {
        String by = row.textOrNull("acknowledged_by");
        return by == null
                ? null
                : new Acknowledgement(by, row.instant("acknowledged_at"), row.textOrNull("acknowledgement_note"));
    }

    private static <E> @Nullable E constantOrNull(@Nullable String text, Function<String, E> read) {
        return text == null ? null : read.apply(text);
    }
}
