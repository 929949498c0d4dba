package fr.passerelle.api.security;

import fr.passerelle.api.http.ApiProblem;
import fr.passerelle.api.http.ProblemCode;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Lets through what the table of routes allows. What the table does not have never reaches a controller: it is answered here, to
 * callers without a token as if every address under {@code /v1} existed.
 */
final class RouteGate implements ReactiveAuthorizationManager<AuthorizationContext> {
    private static final String API = "/v1/";

    private final Routes routes;

    RouteGate(Routes routes) {
        this.routes = routes;
    }

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> authentication, AuthorizationContext context) {
        ServerWebExchange exchange = context.getExchange();
        return Mono.fromSupplier(() -> decide(exchange));
    }

    private AuthorizationResult decide(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        PathContainer path = request.getPath().pathWithinApplication();
        Optional<Caller> caller = Caller.of(exchange);
        Optional<Access> access = routes.access(request.getMethod(), path);
        if (access.filter(Access.Open.class::isInstance).isPresent()) {
            return new AuthorizationDecision(true);
        }
        if (caller.isEmpty() && (access.isPresent() || path.value().startsWith(API))) {
            throw Challenges.missingToken();
        }
        return decide(access.orElseThrow(() -> unserved(path)), caller.orElseThrow());
    }

    private static AuthorizationResult decide(Access access, Caller caller) {
        if (!access.isGrantedTo(caller.scopes())) {
            throw Challenges.insufficientScope(access);
        }
        return new AuthorizationDecision(true);
    }

    private ApiProblem unserved(PathContainer path) {
        Set<String> methods = routes.methods(path);
        return methods.isEmpty()
                ? new ApiProblem(ProblemCode.NOT_FOUND)
                : new ApiProblem(ProblemCode.METHOD_NOT_ALLOWED)
                        .withHeader(HttpHeaders.ALLOW, String.join(", ", methods));
    }
}
