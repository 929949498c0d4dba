package fr.passerelle.persistence;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.EndpointId;
import fr.passerelle.ids.EventId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.EventType;
import fr.passerelle.webhooks.Delivery;
import fr.passerelle.webhooks.Endpoint;
import fr.passerelle.webhooks.EndpointState;
import fr.passerelle.webhooks.Health;
import fr.passerelle.webhooks.KeyRing;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The rows of webhooks, as several ports read and write them. */
final class WebhookRows {
    private static final String PUT = """
        insert into webhook_delivery (
            tenant_id, endpoint_id, event_id, position, event_type, state, attempts, first_attempt_at, last_attempt_at,
            next_attempt_at, last_outcome, took_ms)
        values ($1, $2, $3, $4, $5, 'pending', 0, null, null, $6, null, null)
        on conflict (tenant_id, endpoint_id, event_id) do update set
            state = excluded.state, attempts = 0, first_attempt_at = null, last_attempt_at = null,
            next_attempt_at = excluded.next_attempt_at, last_outcome = null, took_ms = null
        """;

    private WebhookRows() {}

    /**
     * What a client says of an endpoint, as it is stored.
     *
     * @param types by their public names
     */
    record Profile(
            String url,
            @Nullable String description,
            List<String> types,
            List<String> employers,
            boolean isSignedByPair,
            Map<String, String> metadata) {
        static Profile of(Endpoint.Profile profile) {
            return new Profile(
                    profile.url().toString(),
                    profile.description(),
                    profile.types().stream().map(EventType::publicName).sorted().toList(),
                    profile.employers().stream().map(EmployerId::text).sorted().toList(),
                    profile.isSignedByPair(),
                    profile.metadata());
        }

        Endpoint.Profile read() {
            return new Endpoint.Profile(
                    URI.create(url),
                    description,
                    types.stream()
                            .map(type -> EventType.named(type).orElseThrow())
                            .collect(Collectors.toSet()),
                    employers.stream()
                            .map(id -> EmployerId.parse(id).orElseThrow())
                            .collect(Collectors.toSet()),
                    isSignedByPair,
                    metadata);
        }
    }

    static Columns columns(Endpoint endpoint) {
        EndpointState state = endpoint.state();
        return Columns.of("webhook_endpoint")
                .key("tenant_id", endpoint.tenant().value())
                .key("id", endpoint.id().value())
                .json("profile", Profile.of(endpoint.profile()))
                .set("state", codeOf(state))
                .set("state_since", state.since())
                .set("state_reason", reasonOf(state), String.class)
                .set("is_verified", isVerified(state))
                .json("keys", endpoint.keys())
                .set("version", endpoint.version())
                .set("created_at", endpoint.createdAt())
                .set("updated_at", endpoint.updatedAt());
    }

    static String codeOf(EndpointState state) {
        return switch (state) {
            case EndpointState.Unverified(var _) -> "unverified";
            case EndpointState.Enabled(var _) -> "enabled";
            case EndpointState.Disabled(var _, var _, var _) -> "disabled";
        };
    }

    private static @Nullable String reasonOf(EndpointState state) {
        return state instanceof EndpointState.Disabled disabled ? Columns.nameOf(disabled.reason()) : null;
    }

    private static boolean isVerified(EndpointState state) {
        return switch (state) {
            case EndpointState.Unverified(var _) -> false;
            case EndpointState.Enabled(var _) -> true;
            case EndpointState.Disabled(var _, var _, var isVerified) -> isVerified;
        };
    }

    static Endpoint readEndpoint(StoredRow row) {
        return new Endpoint(
                new EndpointId(row.uuid("id")),
                new TenantId(row.uuid("tenant_id")),
                row.json("profile", Profile.class).read(),
                readState(row),
                row.json("keys", KeyRing.class),
                row.number("version"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }

    private static EndpointState readState(StoredRow row) {
        Instant since = row.instant("state_since");
        return switch (row.text("state")) {
            case "unverified" -> new EndpointState.Unverified(since);
            case "enabled" -> new EndpointState.Enabled(since);
            case "disabled" ->
                new EndpointState.Disabled(
                        since, row.constant("state_reason", EndpointState.Reason.class), row.flag("is_verified"));
            default -> throw new IllegalStateException("an endpoint in a state that is unknown here");
        };
    }

    static Health readHealth(StoredRow row) {
        return new Health(
                row.integer("failures"),
                row.instantOrNull("failing_since"),
                row.instantOrNull("last_success_at"),
                row.instantOrNull("last_failure_at"),
                row.textOrNull("last_failure"));
    }

    static Delivery readDelivery(StoredRow row) {
        Integer took = row.integerOrNull("took_ms");
        return new Delivery(
                new EventId(row.uuid("event_id")),
                row.number("position"),
                EventType.named(row.text("event_type")).orElseThrow(),
                row.constant("state", Delivery.State.class),
                row.integer("attempts"),
                row.instantOrNull("first_attempt_at"),
                row.instantOrNull("last_attempt_at"),
                row.instantOrNull("next_attempt_at"),
                row.textOrNull("last_outcome"),
                took == null ? null : Duration.ofMillis(took));
    }

    /** Puts a message up for sending, or again. */
    static Mono<Void> put(Transaction tx, TenantId tenant, EndpointId endpoint, Delivery due) {
        Sql put = Sql.of(
                PUT,
                tenant.value(),
                endpoint.value(),
                due.event().value(),
                due.position(),
                due.type().publicName(),
                Sql.orNull(due.nextAttemptAt(), Instant.class));
        return tx.change(put).then();
    }

    /** A delivery as {@code webhook_store} takes it. */
    record Line(
            UUID event,
            long position,
            String type,
            String state,
            int attempts,
            @Nullable Instant firstAttemptAt,
            @Nullable Instant lastAttemptAt,
            @Nullable Instant nextAttemptAt,
            @Nullable String lastOutcome,
            @Nullable Integer took) {
        static Line of(Delivery delivery) {
            Duration took = delivery.took();
            return new Line(
                    delivery.event().value(),
                    delivery.position(),
                    delivery.type().publicName(),
                    Columns.nameOf(delivery.state()),
                    delivery.attempts(),
                    cut(delivery.firstAttemptAt()),
                    cut(delivery.lastAttemptAt()),
                    cut(delivery.nextAttemptAt()),
                    delivery.lastOutcome(),
                    took == null ? null : (int) took.toMillis());
        }

        /** PostgreSQL rounds to microseconds, sometimes into the future; we cut. */
        private static @Nullable Instant cut(@Nullable Instant instant) {
            return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS);
        }
    }
}
