package fr.passerelle.api.http;

import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Checks the parameters of a call, and what it accepts, before its controller, and sees changes through to their end. WebFlux
 * has no interceptor; this is the place that knows the method.
 */
final class CheckingHandlerAdapter extends RequestMappingHandlerAdapter {
    private static final String API = "/v1/";

    private final KnownParameters known = new KnownParameters();

    @Override
    public Mono<HandlerResult> handle(ServerWebExchange exchange, Object handler) {
        boolean isOurs =
                exchange.getRequest().getPath().pathWithinApplication().value().startsWith(API);
        return isOurs
                ? Mono.fromRunnable(() -> check(exchange, (HandlerMethod) handler))
                        .then(Mono.defer(() -> super.handle(exchange, handler)))
                        .map(result -> isReading(exchange) ? result : SeenThrough.of(result))
                : super.handle(exchange, handler);
    }

    private static boolean isReading(ServerWebExchange exchange) {
        HttpMethod method = exchange.getRequest().getMethod();
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    private void check(ServerWebExchange exchange, HandlerMethod method) {
        known.check(exchange, method);
        Acceptance.check(exchange, method);
    }
}
