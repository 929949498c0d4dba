package fr.passerelle.persistence;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.TenantId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class R2dbcTenantsTest {
    private final R2dbcStore store = R2dbcStore.emptied();

    @Test
    void answersTheSameTenantToAllReplicasThatAskAtOnce() {
        List<TenantId> answers = requireNonNull(Flux.range(0, 32)
                .flatMap(_ -> aReplica().tenantOf("https://issuer.example", "demo"), 32)
                .collectList()
                .block(Duration.ofSeconds(30)));

        assertThat(answers).hasSize(32).containsOnly(answers.getFirst());
    }

    @Test
    void tellsIssuersAndClaimsApart() {
        R2dbcTenants tenants = aReplica();

        assertThat(List.of(
                        tenant(tenants, "https://a.example", "demo"),
                        tenant(tenants, "https://b.example", "demo"),
                        tenant(tenants, "https://a.example", "other")))
                .doesNotHaveDuplicates();
        assertThat(tenant(tenants, "https://a.example", "demo"))
                .isEqualTo(tenant(aReplica(), "https://a.example", "demo"));
    }

    private R2dbcTenants aReplica() {
        return new R2dbcTenants(new Transactions(store.connections()), store.clock());
    }

    private static TenantId tenant(R2dbcTenants tenants, String issuer, String claim) {
        return requireNonNull(tenants.tenantOf(issuer, claim).block(Duration.ofSeconds(30)));
    }
}
