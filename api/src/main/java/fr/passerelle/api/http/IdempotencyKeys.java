package fr.passerelle.api.http;

import fr.passerelle.journal.Idempotency;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Gives controllers their {@link Idempotency}: the header {@code Idempotency-Key}, quoted as a structured field or bare, with a
 * fingerprint of the method, the path and the canonical body. A parameter that is {@code @Nullable} makes the key optional.
 */
final class IdempotencyKeys implements HandlerMethodArgumentResolver {
    private static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("\"([\\x21\\x23-\\x7E]{1,255})\"|([\\x21\\x23-\\x7E]{1,255})");

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(Idempotency.class);
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        List<String> given = request.getHeaders().getOrEmpty(HEADER);
        if (given.isEmpty() && parameter.isOptional()) {
            return Mono.empty();
        }
        String key = key(given);
        return body(parameter, exchange).map(digest -> new Idempotency(key, fingerprint(request, digest)));
    }

    private static String key(List<String> given) {
        if (given.isEmpty()) {
            throw new ApiProblem(ProblemCode.MISSING_IDEMPOTENCY_KEY);
        }
        Matcher key = KEY.matcher(given.getFirst());
        if (given.size() > 1 || !key.matches()) {
            throw new ApiProblem(ProblemCode.INVALID_IDEMPOTENCY_KEY);
        }
        return key.group(1) == null ? key.group(2) : key.group(1);
    }

    /** Waits for the body when the same controller method takes one. */
    private static Mono<byte[]> body(MethodParameter parameter, ServerWebExchange exchange) {
        boolean hasBody = Arrays.stream(parameter.getExecutable().getParameters())
                .anyMatch(other -> other.isAnnotationPresent(RequestBody.class));
        boolean isRead = hasBody && exchange.getRequest().getHeaders().containsHeader(HttpHeaders.CONTENT_TYPE);
        return isRead
                ? BodyFingerprint.in(exchange.getAttributes()).whenRead()
                : Mono.fromSupplier(BodyDigest::ofNothing);
    }

    private static String fingerprint(ServerHttpRequest request, byte[] body) {
        String call = request.getMethod().name() + "\n" + request.getPath().value() + "\n";
        MessageDigest sha256 = BodyDigest.sha256();
        sha256.update(call.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(sha256.digest(body));
    }
}
