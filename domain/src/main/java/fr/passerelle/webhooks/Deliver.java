package fr.passerelle.webhooks;

import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.webhooks.DeliveryTurns.Changed;
import fr.passerelle.webhooks.DeliveryTurns.Due;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Posts messages to an endpoint, and decides what follows from how that ended. */
public final class Deliver {
    private final Receivers receivers;
    private final KeyMaker keys;
    private final EventJson json;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Retries ofEvents;
    private final Retries ofVerification;

    public Deliver(
            Receivers receivers,
            KeyMaker keys,
            EventJson json,
            InstantSource clock,
            RandomGenerator random,
            Retries ofEvents,
            Retries ofVerification) {
        this.receivers = receivers;
        this.keys = keys;
        this.json = json;
        this.clock = clock;
        this.random = random;
        this.ofEvents = ofEvents;
        this.ofVerification = ofVerification;
    }

    /** How one attempt ended, and what the delivery is then. */
    public record Attempted(Delivery delivery, Posted posted) {}

    /** The keys under which the messages of a turn are signed. */
    public SigningKeys keys(Endpoint endpoint) {
        return keys.signing(endpoint, clock.instant());
    }

    /** Posts a message once. */
    public Mono<Attempted> attempt(Endpoint endpoint, SigningKeys signing, Due due) {
        return Mono.defer(() -> {
            Instant begun = clock.instant();
            Message message = new Message(due.message().event().id().text(), json.of(due.message()));
            return receivers
                    .post(endpoint.profile().url(), message, signing)
                    .map(posted -> attempted(due.before(), posted, begun));
        });
    }

    private Attempted attempted(Delivery before, Posted posted, Instant begun) {
        boolean isQuestion = before.type() == EventType.WEBHOOK_ENDPOINT_VERIFICATION;
        Retries retries = isQuestion ? ofVerification : ofEvents;
        return new Attempted(before.after(posted, retries, begun, random.nextDouble()), posted);
    }

    /**
     * What follows from attempts, in the order in which they ended.
     *
     * @param health after them
     * @param probeAt when to try again an endpoint that fails
     */
    public record Verdict(Health health, Optional<Instant> probeAt, Optional<Changed> change) {
        /** Whether the endpoint can be sent more at once. */
        public boolean isGoingOn() {
            return probeAt.isEmpty() && change.isEmpty();
        }
    }

    /**
     * Decides what follows from attempts.
     *
     * @param endpoint as it was before them
     * @param before its health before them
     */
    public Verdict judge(Endpoint endpoint, Health before, List<Attempted> attempts) {
        Instant now = clock.instant();
        Health health = before;
        for (Attempted attempted : attempts) {
            health = health.after(attempted.delivery());
        }
        return new Verdict(
                health, probeAt(endpoint, health, attempts, now), change(endpoint, before, health, attempts, now));
    }

    private Optional<Instant> probeAt(Endpoint endpoint, Health health, List<Attempted> attempts, Instant now) {
        Instant since = health.failingSince();
        if (!endpoint.isEnabled() || !health.isFailing() || since == null || attempts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(ofEvents.probe(since, now, attempts.getLast().posted(), random.nextDouble()));
    }

    private static Optional<Changed> change(
            Endpoint endpoint, Health before, Health after, List<Attempted> attempts, Instant now) {
        return switch (endpoint.state()) {
            case EndpointState.Unverified(var _) ->
                after.lastSuccessAt() != null && !after.isInTrouble() && !attempts.isEmpty()
                        ? Optional.of(verified(endpoint, now))
                        : Optional.empty();
            case EndpointState.Enabled(var _) -> trouble(endpoint, before, after, attempts, now);
            case EndpointState.Disabled(var _, var _, var _) -> Optional.empty();
        };
    }

    private static Optional<Changed> trouble(
            Endpoint endpoint, Health before, Health after, List<Attempted> attempts, Instant now) {
        boolean isGone = attempts.stream()
                .anyMatch(attempt -> attempt.posted() instanceof Posted.Answered answered && answered.isGone());
        if (isGone) {
            return Optional.of(disabled(endpoint, EndpointState.Reason.GONE, now));
        }
        if (after.isHopeless(now)) {
            return Optional.of(disabled(endpoint, EndpointState.Reason.FAILING_TOO_LONG, now));
        }
        return after.isFailing() && !before.isFailing() ? Optional.of(failing(endpoint, now)) : Optional.empty();
    }

    private static Changed verified(Endpoint endpoint, Instant now) {
        Endpoint next = endpoint.in(new EndpointState.Enabled(now), now);
        return new Changed(next, event(endpoint, next, EventType.WEBHOOK_ENDPOINT_VERIFIED, now));
    }

    private static Changed failing(Endpoint endpoint, Instant now) {
        Endpoint next = endpoint.noted(now);
        return new Changed(next, event(endpoint, next, EventType.WEBHOOK_ENDPOINT_FAILING, now));
    }

    private static Changed disabled(Endpoint endpoint, EndpointState.Reason reason, Instant now) {
        Endpoint next = endpoint.disabled(reason, now);
        return new Changed(next, event(endpoint, next, EventType.WEBHOOK_ENDPOINT_DISABLED, now));
    }

    /**
     * Tells of an endpoint's new version: its states, and why it is disabled where it is.
     *
     * @param before absent for a new one
     */
    static Event event(@Nullable Endpoint before, Endpoint next, EventType type, Instant now) {
        Map<String, String> data = new HashMap<>();
        if (before != null) {
            data.put("from_state", before.state().code());
        }
        data.put("to_state", next.state().code());
        if (next.state() instanceof EndpointState.Disabled(var _, var reason, var _)) {
            data.put("reason", reason.name().toLowerCase(Locale.ROOT));
        }
        return Event.of(next.tenant(), type, next.id().text(), next.version(), now, data);
    }
}
