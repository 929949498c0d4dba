package fr.passerelle.api.security;

import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Leaves the caller where limits, logs and controllers find it. */
final class CallerFilter implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return ReactiveSecurityContextHolder.getContext()
                .doOnNext(context -> remember(context, exchange))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }

    private static void remember(SecurityContext context, ServerWebExchange exchange) {
        if (context.getAuthentication() instanceof Callers.CallerToken token) {
            token.getPrincipal().leaveIn(exchange);
        }
    }
}
