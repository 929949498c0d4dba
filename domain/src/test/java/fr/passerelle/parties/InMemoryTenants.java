package fr.passerelle.parties;

import fr.passerelle.ids.TenantId;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** {@link Tenants} that live as long as the test. */
public final class InMemoryTenants implements Tenants {
    private final Map<Token, TenantId> known = new ConcurrentHashMap<>();
    private final InstantSource clock;

    public InMemoryTenants(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Mono<TenantId> tenantOf(String issuer, String claim) {
        return Mono.fromSupplier(() -> known.computeIfAbsent(new Token(issuer, claim), this::welcome));
    }

    private TenantId welcome(Token newcomer) {
        return TenantId.next(clock.instant());
    }

    private record Token(String issuer, String claim) {}
}
