package fr.passerelle.persistence;

import fr.passerelle.ids.AttemptId;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.platform.DraftNumber;
import fr.passerelle.platform.Exchange;
import fr.passerelle.platform.Rejection;
import fr.passerelle.requests.Attempt;
import io.r2dbc.postgresql.codec.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Attempts as the saves write them. That at most one excludes others is a unique index. */
final class AttemptRows {
    private static final String SELECT = """
        select
            tenant_id, id, request_id, complement, state, draft_number, login_sha256, created_at, intent_at, operation,
            sent_at, answered_at, status, headers, body, reason, rejection, looks, closed_at
        from attempt
        """;

    private static final String OF_REQUEST =
            SELECT + "where tenant_id = $1 and request_id = $2 order by created_at, id";

    private AttemptRows() {}

    static Mono<Void> store(Transaction tx, @Nullable Attempt attempt) {
        return attempt == null
                ? Mono.empty()
                : tx.change(columns(attempt).upsert()).then();
    }

    static Mono<List<Attempt>> of(Transaction tx, TenantId tenant, RequestId request) {
        return tx.all(Sql.of(OF_REQUEST, tenant.value(), request.value()), AttemptRows::read);
    }

    private static Columns columns(Attempt attempt) {
        Exchange answer = attempt.answer();
        DraftNumber draft = attempt.draft();
        return Columns.of("attempt")
                .key("tenant_id", attempt.tenant().value())
                .key("id", attempt.id().value())
                .set("request_id", attempt.request().value())
                .set("complement", attempt.kind().complement())
                .constant("state", attempt.state())
                .set("draft_number", draft == null ? null : draft.value(), String.class)
                .set("login_sha256", attempt.login(), String.class)
                .set("created_at", attempt.createdAt())
                .set("intent_at", attempt.intentAt(), Instant.class)
                .set("operation", answer == null ? null : answer.operation(), String.class)
                .set("sent_at", answer == null ? null : answer.sentAt(), Instant.class)
                .set("answered_at", answer == null ? null : answer.answeredAt(), Instant.class)
                .set("status", answer == null ? null : answer.status(), Integer.class)
                .set("headers", answer == null ? null : StoredJson.of(answer.headers()), Json.class)
                .set("body", answer == null ? null : answer.body(), byte[].class)
                .set("reason", attempt.reason(), String.class)
                .jsonOrNull("rejection", attempt.rejection())
                .json("looks", attempt.looks())
                .set("closed_at", attempt.closedAt(), Instant.class);
    }

    private static Attempt read(StoredRow row) {
        String draft = row.textOrNull("draft_number");
        return new Attempt(
                new AttemptId(row.uuid("id")),
                new TenantId(row.uuid("tenant_id")),
                new RequestId(row.uuid("request_id")),
                new Attempt.Kind(row.integer("complement")),
                row.constant("state", Attempt.State.class),
                draft == null ? null : new DraftNumber(draft),
                row.textOrNull("login_sha256"),
                row.instant("created_at"),
                row.instantOrNull("intent_at"),
                answer(row),
                row.textOrNull("reason"),
                row.jsonOrNull("rejection", Rejection.class),
                row.json("looks", Attempt.Looks.class),
                row.instantOrNull("closed_at"));
    }

    private static @Nullable Exchange answer(StoredRow row) {
        String operation = row.textOrNull("operation");
        return operation == null
                ? null
                : new Exchange(
                        operation,
                        row.instant("sent_at"),
                        row.instantOrNull("answered_at"),
                        row.integerOrNull("status"),
                        row.texts("headers"),
                        row.bytes("body"));
    }
}
