package fr.passerelle.api.http;

import fr.passerelle.ids.TenantId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.HandlerMapping;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * One line for each call, once its answer is sent. Stands outside Spring's handling of exceptions, so that it knows the status.
 * Says the template of the route and never the path or a query, which may hold what a client knows of a person.
 */
final class AccessLog implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

    /** As proxies write it: the client went away before its answer. */
    private static final int CLIENT_GONE = 499;

    /** Asked every few seconds by machines; nobody reads that. */
    private static final String MANAGEMENT = "/actuator/";

    private final HttpHandler next;

    AccessLog(HttpHandler next) {
        this.next = next;
    }

    @Override
    public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
        if (request.getPath().value().startsWith(MANAGEMENT)) {
            return next.handle(request, response);
        }
        long begin = System.nanoTime();
        return next.handle(request, response).doFinally(end -> log(request, response, end, System.nanoTime() - begin));
    }

    private static void log(ServerHttpRequest request, ServerHttpResponse response, SignalType end, long nanos) {
        String method = request.getMethod().name();
        String route = route(request);
        int status = status(response, end);
        LOG.atInfo()
                .addKeyValue("http.request.method", method)
                .addKeyValue("http.route", route)
                .addKeyValue("http.response.status_code", status)
                .addKeyValue("event.duration", nanos)
                .addKeyValue("tenant", tenant(request))
                .addKeyValue("trace_id", TraceId.of(request.getAttributes()))
                .log("{} {} {}", method, route, status);
    }

    private static String tenant(ServerHttpRequest request) {
        return CallTenant.of(request.getAttributes()).map(TenantId::text).orElse("-");
    }

    private static String route(ServerHttpRequest request) {
        Object pattern = request.getAttributes().get(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null ? "-" : pattern.toString();
    }

    private static int status(ServerHttpResponse response, SignalType end) {
        @Nullable HttpStatusCode status = response.getStatusCode();
        return end == SignalType.CANCEL && !response.isCommitted()
                ? CLIENT_GONE
                : Optional.ofNullable(status).map(HttpStatusCode::value).orElse(200);
    }
}
