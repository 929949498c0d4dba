package fr.passerelle.api.http;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Refuses calls whose answer their client would not accept. Spring finds that out when it writes the answer, and by then the call
 * is done.
 */
final class Acceptance {
    private static final Set<Class<?>> AROUND = Set.of(Mono.class, Flux.class, ResponseEntity.class);

    private Acceptance() {}

    /**
     * Checks a call against the method that will answer it.
     *
     * @throws ApiProblem {@code not_acceptable}
     */
    static void check(ServerWebExchange exchange, HandlerMethod method) {
        Optional<MediaType> given = given(method);
        if (given.isPresent() && !isAccepted(exchange, given.get())) {
            throw new ApiProblem(ProblemCode.NOT_ACCEPTABLE);
        }
    }

    private static boolean isAccepted(ServerWebExchange exchange, MediaType given) {
        var accepted = exchange.getRequest().getHeaders().getAccept();
        return accepted.isEmpty() || accepted.stream().anyMatch(type -> type.isCompatibleWith(given));
    }

    /** What a method gives when all goes well. */
    private static Optional<MediaType> given(HandlerMethod method) {
        Class<?> body = body(ResolvableType.forMethodReturnType(method.getMethod()));
        if (body == Void.class) {
            return Optional.empty();
        }
        if (body == ServerSentEvent.class) {
            return Optional.of(MediaType.TEXT_EVENT_STREAM);
        }
        if (body == DataBuffer.class) {
            return Optional.of(MediaType.APPLICATION_NDJSON);
        }
        return Optional.of(body == byte[].class ? MediaType.APPLICATION_PDF : MediaType.APPLICATION_JSON);
    }

    private static @Nullable Class<?> body(ResolvableType type) {
        Class<?> resolved = type.resolve();
        return resolved != null && AROUND.contains(resolved) ? body(type.getGeneric()) : resolved;
    }
}
