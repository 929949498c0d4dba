package fr.passerelle.webhooks;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.EndpointId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An address to which a client's events are pushed. */
public record Endpoint(
        EndpointId id,
        TenantId tenant,
        Profile profile,
        EndpointState state,
        KeyRing keys,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * What the client says of it.
     *
     * @param types which events it is sent; empty for all
     * @param employers about which employers; empty for all events, those of no employer included
     * @param isSignedByPair whether messages are signed under a key pair ({@code v1a}) beside the shared secret
     */
    public record Profile(
            URI url,
            @Nullable String description,
            Set<EventType> types,
            Set<EmployerId> employers,
            boolean isSignedByPair,
            Map<String, String> metadata) {
        public Profile {
            types = Set.copyOf(types);
            employers = Set.copyOf(employers);
            metadata = Map.copyOf(metadata);
        }
    }

    /** Whether the events behind its place are sent to it. */
    public boolean isEnabled() {
        return state instanceof EndpointState.Enabled;
    }

    public boolean isDisabled() {
        return state instanceof EndpointState.Disabled;
    }

    /**
     * Whether an event is for this endpoint. Of itself it is told nothing: that it is broken would only break it again.
     */
    public boolean wants(Event event) {
        return (profile.types().isEmpty() || profile.types().contains(event.type()))
                && isAboutAnEmployerOfItsOwn(event)
                && !event.subject().id().equals(id.text());
    }

    private boolean isAboutAnEmployerOfItsOwn(Event event) {
        String employer = event.type().subjectType().equals("employer")
                ? event.subject().id()
                : event.data().getOrDefault("employer_id", "");
        return profile.employers().isEmpty()
                || EmployerId.parse(employer)
                        .filter(profile.employers()::contains)
                        .isPresent();
    }

    /** The next version with another profile; another address is to be verified again. */
    Endpoint changed(Profile next, KeyRing nextKeys, Instant now) {
        EndpointState nextState = next.url().equals(profile.url()) ? state : elsewhere(now);
        return new Endpoint(id, tenant, next, nextState, nextKeys, version + 1, createdAt, now);
    }

    private EndpointState elsewhere(Instant now) {
        return switch (state) {
            case EndpointState.Unverified(var _), EndpointState.Enabled(var _) -> new EndpointState.Unverified(now);
            case EndpointState.Disabled(var since, var reason, var _) ->
                new EndpointState.Disabled(since, reason, false);
        };
    }

    Endpoint disabled(EndpointState.Reason reason, Instant now) {
        return in(new EndpointState.Disabled(now, reason, isEnabled()), now);
    }

    /** Sent to again, or asked first where it never answered that it wants to be. */
    Endpoint enabled(Instant now) {
        boolean isVerified = state instanceof EndpointState.Disabled disabled && disabled.isVerified();
        return in(isVerified ? new EndpointState.Enabled(now) : new EndpointState.Unverified(now), now);
    }

    Endpoint in(EndpointState next, Instant now) {
        return new Endpoint(id, tenant, profile, next, keys, version + 1, createdAt, now);
    }

    Endpoint with(KeyRing next, Instant now) {
        return new Endpoint(id, tenant, profile, state, next, version + 1, createdAt, now);
    }

    /** The next version, in which nothing but what is told of it is new. */
    Endpoint noted(Instant now) {
        return in(state, now);
    }
}
