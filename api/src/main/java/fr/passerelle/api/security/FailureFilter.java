package fr.passerelle.api.security;

import fr.passerelle.api.http.ApiProblem;
import fr.passerelle.api.http.ProblemCode;
import fr.passerelle.api.http.RateLimits;
import java.net.InetSocketAddress;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Stops an address that keeps failing to authenticate before a signature is checked for it once more. */
final class FailureFilter implements WebFilter {
    private final RateLimits limits;

    FailureFilter(RateLimits limits) {
        this.limits = limits;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        InetSocketAddress address = exchange.getRequest().getRemoteAddress();
        return Mono.fromRunnable(() -> limits.admit(address))
                .then(Mono.defer(() -> chain.filter(exchange)))
                .doOnError(FailureFilter::isFailure, fault -> limits.countFailure(address));
    }

    private static boolean isFailure(Throwable fault) {
        return fault instanceof ApiProblem problem && problem.code() == ProblemCode.UNAUTHENTICATED;
    }
}
