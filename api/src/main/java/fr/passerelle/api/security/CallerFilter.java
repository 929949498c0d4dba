package fr.passerelle.api.security;

import fr.passerelle.api.http.CallTenant;
import fr.passerelle.api.http.RateLimits;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Leaves the caller where logs and controllers find it, and takes the call from its quota. */
final class CallerFilter implements WebFilter {
    private final RateLimits limits;

    CallerFilter(RateLimits limits) {
        this.limits = limits;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return ReactiveSecurityContextHolder.getContext()
                .doOnNext(context -> welcome(context, exchange))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }

    private void welcome(SecurityContext context, ServerWebExchange exchange) {
        if (context.getAuthentication() instanceof Callers.CallerToken token) {
            Caller caller = token.getPrincipal();
            caller.leaveIn(exchange);
            CallTenant.leaveIn(exchange, caller.tenant());
            limits.take(caller.tenant(), exchange.getResponse().getHeaders());
        }
    }
}
