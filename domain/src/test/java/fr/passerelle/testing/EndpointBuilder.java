package fr.passerelle.testing;

import static fr.passerelle.testing.Examples.NOW;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.EndpointId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.EventType;
import fr.passerelle.parties.SealedSecret;
import fr.passerelle.parties.SecretSeal;
import fr.passerelle.webhooks.Endpoint;
import fr.passerelle.webhooks.EndpointState;
import fr.passerelle.webhooks.KeyRing;
import fr.passerelle.webhooks.SealedKey;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An example of an endpoint: enabled, of all events. */
public final class EndpointBuilder {
    /** Under which the keys of examples are sealed. */
    public static final SecretSeal SEAL = new SecretSeal(new byte[32]);

    private EndpointId id = EndpointId.next(NOW);
    private TenantId tenant = TenantId.next(NOW);
    private URI url = URI.create("https://hooks.example.com/in");
    private Set<EventType> types = Set.of();
    private Set<EmployerId> employers = Set.of();
    private EndpointState state = new EndpointState.Enabled(NOW);
    private long version = 1;
    private Instant updatedAt = NOW;

    private EndpointBuilder() {}

    public static EndpointBuilder anEndpoint() {
        return new EndpointBuilder();
    }

    /** A next version of an endpoint. */
    public static EndpointBuilder after(Endpoint endpoint) {
        EndpointBuilder next = new EndpointBuilder();
        next.id = endpoint.id();
        next.tenant = endpoint.tenant();
        next.url = endpoint.profile().url();
        next.types = endpoint.profile().types();
        next.employers = endpoint.profile().employers();
        next.state = endpoint.state();
        next.version = endpoint.version() + 1;
        next.updatedAt = endpoint.updatedAt();
        return next;
    }

    public EndpointBuilder of(TenantId owner) {
        this.tenant = owner;
        return this;
    }

    public EndpointBuilder at(String address) {
        this.url = URI.create(address);
        return this;
    }

    public EndpointBuilder ofTypes(EventType... wanted) {
        this.types = Set.of(wanted);
        return this;
    }

    public EndpointBuilder about(EmployerId... wanted) {
        this.employers = Set.of(wanted);
        return this;
    }

    public EndpointBuilder in(EndpointState present) {
        this.state = present;
        return this;
    }

    public EndpointBuilder changedAt(Instant instant) {
        this.updatedAt = instant;
        return this;
    }

    public Endpoint build() {
        SealedSecret secret = SEAL.seal(Base64.getEncoder().encodeToString(new byte[32]), id.text());
        return new Endpoint(
                id,
                tenant,
                new Endpoint.Profile(url, "an example", types, employers, false, Map.of("team", "payroll")),
                state,
                new KeyRing(List.of(new SealedKey(SealedKey.Kind.V1, secret, null, NOW, null))),
                version,
                NOW,
                updatedAt);
    }
}
