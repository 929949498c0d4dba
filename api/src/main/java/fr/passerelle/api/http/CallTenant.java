package fr.passerelle.api.http;

import fr.passerelle.ids.TenantId;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.server.ServerWebExchange;

/** Whose call it is, for what is not concerned with anything else of the caller: limits, cursors, logs. */
public final class CallTenant {
    private static final String ATTRIBUTE = CallTenant.class.getName();

    private CallTenant() {}

    public static void leaveIn(ServerWebExchange exchange, TenantId tenant) {
        exchange.getAttributes().put(ATTRIBUTE, tenant);
    }

    /** Empty before authentication, and on a route that needs none. */
    public static Optional<TenantId> of(ServerWebExchange exchange) {
        return of(exchange.getAttributes());
    }

    static Optional<TenantId> of(Map<String, Object> attributes) {
        return Optional.ofNullable((TenantId) attributes.get(ATTRIBUTE));
    }
}
