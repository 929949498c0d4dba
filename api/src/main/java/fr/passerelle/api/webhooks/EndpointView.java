package fr.passerelle.api.webhooks;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.journal.EventType;
import fr.passerelle.webhooks.Endpoint;
import fr.passerelle.webhooks.EndpointState;
import fr.passerelle.webhooks.Endpoints.Standing;
import fr.passerelle.webhooks.Health;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An endpoint as its client sees it; never its keys. */
public record EndpointView(
        String id,
        String url,
        @Nullable String description,
        List<String> eventTypes,
        List<String> employers,
        boolean signWithKeyPair,
        Map<String, String> metadata,
        State state,
        Instant stateSince,
        EndpointState.@Nullable Reason disabledReason,
        HealthView health,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** Whether it is sent anything. */
    public enum State {
        UNVERIFIED,
        ENABLED,
        DISABLED
    }

    /** How its last attempts ended. */
    public enum Condition {
        /** Nothing was posted yet. */
        UNKNOWN,
        HEALTHY,
        /** The last attempt failed. */
        IN_TROUBLE,
        /** So many failed in a row that one message at a time is tried. */
        FAILING
    }

    /** How it does. */
    public record HealthView(
            Condition condition,
            int consecutiveFailures,
            @Nullable Instant failingSince,
            @Nullable Instant lastSuccessAt,
            @Nullable Instant lastFailureAt,
            @Nullable String lastFailure,
            long eventsBehind,
            long pendingDeliveries,
            @Nullable Instant oldestUndeliveredAt) {
        static HealthView of(Standing standing) {
            Health health = standing.health();
            return new HealthView(
                    condition(health),
                    health.failures(),
                    health.failingSince(),
                    health.lastSuccessAt(),
                    health.lastFailureAt(),
                    health.lastFailure(),
                    standing.behind(),
                    standing.pending(),
                    standing.oldestUndelivered().orElse(null));
        }

        private static Condition condition(Health health) {
            if (health.isFailing()) {
                return Condition.FAILING;
            }
            if (health.isInTrouble()) {
                return Condition.IN_TROUBLE;
            }
            return health.lastSuccessAt() == null ? Condition.UNKNOWN : Condition.HEALTHY;
        }
    }

    static EndpointView of(Endpoint endpoint, Standing standing) {
        Endpoint.Profile profile = endpoint.profile();
        return new EndpointView(
                endpoint.id().text(),
                profile.url().toString(),
                profile.description(),
                profile.types().stream().map(EventType::publicName).sorted().toList(),
                profile.employers().stream().map(EmployerId::text).sorted().toList(),
                profile.isSignedByPair(),
                profile.metadata(),
                state(endpoint.state()),
                endpoint.state().since(),
                endpoint.state() instanceof EndpointState.Disabled disabled ? disabled.reason() : null,
                HealthView.of(standing),
                endpoint.version(),
                endpoint.createdAt(),
                endpoint.updatedAt());
    }

    private static State state(EndpointState state) {
        return switch (state) {
            case EndpointState.Unverified(var _) -> State.UNVERIFIED;
            case EndpointState.Enabled(var _) -> State.ENABLED;
            case EndpointState.Disabled(var _, var _, var _) -> State.DISABLED;
        };
    }
}
