package fr.passerelle.api.http;

import fr.passerelle.ids.TenantId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Lets few calls of a costly kind go on at once, on this replica: no tenant takes all of its memory. */
final class Turns {
    /** Such a call is over in seconds. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final int mostOfTenant;
    private final int mostAtOnce;
    private final Map<TenantId, Integer> ofTenants = new HashMap<>();
    private int all;

    Turns(int mostOfTenant, int mostAtOnce) {
        this.mostOfTenant = mostOfTenant;
        this.mostAtOnce = mostAtOnce;
    }

    /**
     * A tenant's call, from its subscription to its end.
     *
     * @return {@code rate_limited} is signalled when as many as may be go on
     */
    <T> Mono<T> during(TenantId tenant, Mono<T> call) {
        return Mono.defer(() -> takes(tenant) ? call.doFinally(_ -> giveBack(tenant)) : limited());
    }

    private static <T> Mono<T> limited() {
        return Mono.error(() -> new ApiProblem(ProblemCode.RATE_LIMITED).retryAfter(PAUSE));
    }

    private synchronized boolean takes(TenantId tenant) {
        if (all >= mostAtOnce || ofTenants.getOrDefault(tenant, 0) >= mostOfTenant) {
            return false;
        }
        all++;
        ofTenants.merge(tenant, 1, Integer::sum);
        return true;
    }

    private synchronized void giveBack(TenantId tenant) {
        all--;
        ofTenants.computeIfPresent(tenant, (_, calls) -> calls == 1 ? null : calls - 1);
    }
}
