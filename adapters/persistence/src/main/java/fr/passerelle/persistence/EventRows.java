package fr.passerelle.persistence;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.EventId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventMember;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.journal.Subject;
import io.r2dbc.postgresql.codec.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The journal as the saves write it. */
final class EventRows {
    /**
     * Moves the counter by as many positions as there are events, and gives them out in order: one round trip. An event that
     * concerns an employer is stored with the client's name for it.
     */
    private static final String APPEND = """
        with head as (
            insert into journal_position (tenant_id, position) values ($1, $2)
            on conflict (tenant_id) do update set position = journal_position.position + excluded.position
            returning position - $2 as before
        )
        insert into event (tenant_id, position, id, type, subject_type, subject_id, sequence, occurred_at, data)
        select $1, head.before + e.ordinal, e.id, e.type, e.subject_type, e.subject_id, e.sequence, e.occurred_at,
            e.data || coalesce((
                select jsonb_build_object('employer_reference', client_reference) from employer
                where tenant_id = $1 and id = e.employer), '{}')
        from head, rows from (jsonb_to_recordset($3) as (
            id uuid, type text, "subjectType" text, "subjectId" text, sequence bigint, "occurredAt" timestamptz, data jsonb,
            employer uuid
        )) with ordinality as e (id, type, subject_type, subject_id, sequence, occurred_at, data, employer, ordinal)
        """;

    private EventRows() {}

    /**
     * Writes events to the end of the tenant's journal. The last step of a save: it locks the tenant's counter, and all
     * other saves of the tenant wait for the commit from here on.
     */
    static Mono<Void> append(Transaction tx, TenantId tenant, List<Event> events) {
        if (events.isEmpty()) {
            return Mono.empty();
        }
        return tx.change(Sql.of(APPEND, tenant.value(), (long) events.size(), lines(events)))
                .then();
    }

    static Json lines(List<Event> events) {
        return StoredJson.of(events.stream().map(Line::of).toList());
    }

    static RecordedEvent read(StoredRow row) {
        Event event = new Event(
                new EventId(row.uuid("id")),
                new TenantId(row.uuid("tenant_id")),
                EventType.named(row.text("type")).orElseThrow(),
                new Subject(row.text("subject_type"), row.text("subject_id")),
                row.number("sequence"),
                row.instant("occurred_at"),
                row.texts("data"));
        return new RecordedEvent(row.number("position"), event);
    }

    private record Line(
            UUID id,
            String type,
            String subjectType,
            String subjectId,
            long sequence,
            Instant occurredAt,
            Map<String, String> data,
            @Nullable UUID employer) {
        static Line of(Event event) {
            return new Line(
                    event.id().value(),
                    event.type().publicName(),
                    event.subject().type(),
                    event.subject().id(),
                    event.sequence(),
                    event.occurredAt().truncatedTo(ChronoUnit.MICROS),
                    event.data(),
                    unnamedEmployer(event));
        }

        /** The employer whose name the event lacks. */
        private static @Nullable UUID unnamedEmployer(Event event) {
            return event.data().containsKey(EventMember.EMPLOYER_REFERENCE.publicName())
                    ? null
                    : event.employer().map(EmployerId::value).orElse(null);
        }
    }
}
