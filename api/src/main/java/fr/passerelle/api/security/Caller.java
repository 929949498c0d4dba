package fr.passerelle.api.security;

import fr.passerelle.ids.TenantId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * Who calls, as the token says. Controllers ask for it as an argument.
 *
 * @param tenant to whom all that is read or written belongs
 * @param client the value of the tenant claim
 * @param scopes ours alone; others in the token are dropped
 * @param subject {@code sub}, when the token has one
 * @param actingUser {@code act.sub} (RFC 8693): the person behind the client, when the token names one
 */
public record Caller(
        TenantId tenant,
        String client,
        Set<Scope> scopes,
        @Nullable String subject,
        @Nullable String actingUser) {
    private static final String ATTRIBUTE = Caller.class.getName();

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public boolean has(Scope scope) {
        return scopes.contains(scope);
    }

    /** Refuses a call that the route alone cannot judge, such as one for a paper that names a person. */
    public void require(Scope scope) {
        if (!has(scope)) {
            throw Challenges.insufficientScope(Access.oneOf(scope));
        }
    }

    /** Who makes this call; empty before authentication, and on a route that needs none. */
    public static Optional<Caller> of(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getAttribute(ATTRIBUTE));
    }

    void leaveIn(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }
}
