package fr.passerelle.webhooks;

import fr.passerelle.ids.EndpointId;
import fr.passerelle.ids.EventId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.webhooks.Endpoints.Redirection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What a client does with its endpoints: creates and changes them, renews their keys, stops and resumes them. Nothing is posted
 * here; what is to be posted is put up for the workers.
 */
public final class KeepEndpoint {
    private final Endpoints endpoints;
    private final KeyMaker keys;
    private final InstantSource clock;

    public KeepEndpoint(Endpoints endpoints, KeyMaker keys, InstantSource clock) {
        this.endpoints = endpoints;
        this.keys = keys;
        this.clock = clock;
    }

    /** What a save did, with the endpoint as it would be. */
    public record Kept(Endpoint endpoint, SaveOutcome outcome) {}

    /** Creates an endpoint; it is asked first whether it wants our messages. */
    public Mono<Kept> create(TenantId tenant, Endpoint.Profile profile, Idempotency key) {
        Instant now = clock.instant();
        EndpointId id = EndpointId.next(now);
        Endpoint endpoint = new Endpoint(
                id,
                tenant,
                profile,
                new EndpointState.Unverified(now),
                new KeyRing(fresh(id, profile.isSignedByPair(), now)),
                1,
                now,
                now);
        return save(null, endpoint, EventType.WEBHOOK_ENDPOINT_CREATED, Redirection.asking(question(now)), key);
    }

    /** Changes what the client says of an endpoint. Another address is asked again; an unchanged profile changes nothing. */
    public Mono<Kept> change(Endpoint endpoint, Endpoint.Profile profile) {
        if (profile.equals(endpoint.profile())) {
            return Mono.just(new Kept(endpoint, new SaveOutcome.Stored()));
        }
        Instant now = clock.instant();
        Endpoint next = endpoint.changed(profile, ring(endpoint, profile, now), now);
        boolean isToBeAsked = next.state() instanceof EndpointState.Unverified
                && !next.profile().url().equals(endpoint.profile().url());
        Redirection redirection = isToBeAsked ? Redirection.asking(question(now)) : Redirection.none();
        return save(endpoint, next, EventType.WEBHOOK_ENDPOINT_CHANGED, redirection, null);
    }

    private KeyRing ring(Endpoint endpoint, Endpoint.Profile profile, Instant now) {
        if (profile.isSignedByPair() == endpoint.keys().hasPair()) {
            return endpoint.keys();
        }
        return profile.isSignedByPair()
                ? endpoint.keys().with(keys.pair(endpoint.id(), now))
                : endpoint.keys().withoutPairs();
    }

    /** How the renewal of keys ended. */
    public sealed interface Rotated {
        record Done(Kept kept) implements Rotated {}

        /** {@link KeyRing#MOST_IN_FORCE} keys are in force: the oldest has to end first. */
        record TooManyKeys() implements Rotated {}
    }

    /**
     * Gives an endpoint new keys.
     *
     * @param overlap how long those before go on signing beside them
     */
    public Mono<Rotated> rotate(Endpoint endpoint, Duration overlap) {
        Instant now = clock.instant();
        if (!overlap.isZero() && endpoint.keys().isFull(now)) {
            return Mono.just(new Rotated.TooManyKeys());
        }
        List<SealedKey> fresh = fresh(endpoint.id(), endpoint.keys().hasPair(), now);
        Endpoint next = endpoint.with(endpoint.keys().rotated(fresh, overlap, now), now);
        return save(endpoint, next, EventType.WEBHOOK_ENDPOINT_CHANGED, Redirection.none(), null)
                .map(Rotated.Done::new);
    }

    /** Asks an endpoint anew whether it wants our messages. Of one that is verified nothing is asked. */
    public Mono<Kept> verify(Endpoint endpoint) {
        if (!(endpoint.state() instanceof EndpointState.Unverified)) {
            return Mono.just(new Kept(endpoint, new SaveOutcome.Stored()));
        }
        Instant now = clock.instant();
        return save(
                endpoint,
                endpoint.noted(now),
                EventType.WEBHOOK_ENDPOINT_CHANGED,
                Redirection.asking(question(now)),
                null);
    }

    /** Stops sending; the endpoint keeps its place in the journal. */
    public Mono<Kept> disable(Endpoint endpoint) {
        if (endpoint.isDisabled()) {
            return Mono.just(new Kept(endpoint, new SaveOutcome.Stored()));
        }
        Instant now = clock.instant();
        return save(
                endpoint,
                endpoint.disabled(EndpointState.Reason.REQUESTED, now),
                EventType.WEBHOOK_ENDPOINT_DISABLED,
                Redirection.none(),
                null);
    }

    /**
     * Sends again; what never was verified, or is elsewhere since, is asked first.
     *
     * @param isSkipping whether what happened meanwhile is passed over
     */
    public Mono<Kept> enable(Endpoint endpoint, boolean isSkipping) {
        if (!endpoint.isDisabled()) {
            return Mono.just(new Kept(endpoint, new SaveOutcome.Stored()));
        }
        Instant now = clock.instant();
        Endpoint next = endpoint.enabled(now);
        Redirection redirection =
                new Redirection(isSkipping, true, next.isEnabled() ? Optional.empty() : Optional.of(question(now)));
        return save(endpoint, next, EventType.WEBHOOK_ENDPOINT_ENABLED, redirection, null);
    }

    /** Removes an endpoint. */
    public Mono<Kept> delete(Endpoint endpoint) {
        Instant now = clock.instant();
        Endpoint last = endpoint.noted(now);
        return endpoints
                .delete(last, Deliver.event(endpoint, last, EventType.WEBHOOK_ENDPOINT_DELETED, now))
                .map(outcome -> new Kept(last, outcome));
    }

    private Mono<Kept> save(
            @Nullable Endpoint before,
            Endpoint next,
            EventType type,
            Redirection redirection,
            @Nullable Idempotency key) {
        Event event = Deliver.event(before, next, type, next.updatedAt());
        return endpoints
                .save(next, before == null ? 0 : before.version(), event, redirection, key)
                .map(outcome -> new Kept(next, outcome));
    }

    private static Delivery question(Instant now) {
        return Delivery.askedFor(EventId.next(now), EventType.WEBHOOK_ENDPOINT_VERIFICATION, now);
    }

    private List<SealedKey> fresh(EndpointId id, boolean withPair, Instant now) {
        List<SealedKey> fresh = new ArrayList<>(List.of(keys.secret(id, now)));
        if (withPair) {
            fresh.add(keys.pair(id, now));
        }
        return fresh;
    }
}
