package fr.passerelle.api.http;

import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;

/** The trace identifier by which a client's report finds our logs. */
final class TraceId {
    private static final String ATTRIBUTE = TraceId.class.getName();

    private TraceId() {}

    /** That of the call's trace; one made for this call when there is no tracing. The same however often it is asked. */
    static String of(ServerWebExchange exchange) {
        return of(exchange.getAttributes());
    }

    /** The same, by the attributes of the call. */
    static String of(Map<String, Object> attributes) {
        Object known = attributes.get(ATTRIBUTE);
        if (known != null) {
            return (String) known;
        }
        String id = traced(attributes).orElseGet(TraceId::made);
        attributes.put(ATTRIBUTE, id);
        return id;
    }

    /** One for a call that never became an exchange. */
    static String made() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static Optional<String> traced(Map<String, Object> attributes) {
        return ServerRequestObservationContext.findCurrent(attributes)
                .map(TraceId::tracing)
                .map(TracingContext::getSpan)
                .map(span -> span.context().traceId())
                .filter(id -> !id.isEmpty());
    }

    private static @Nullable TracingContext tracing(ServerRequestObservationContext context) {
        return context.get(TracingContext.class);
    }
}
