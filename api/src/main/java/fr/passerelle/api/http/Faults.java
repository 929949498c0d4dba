package fr.passerelle.api.http;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;

/** Which problem an exception is. The one place where the exceptions of libraries get their codes. */
final class Faults {
    private static final Duration STORE_PAUSE = Duration.ofSeconds(5);

    /** By name, since the API neither sees the driver nor the pool. */
    private static final Set<String> STORE_IS_AWAY = Set.of(
            "org.springframework.dao.DataAccessResourceFailureException",
            "org.springframework.dao.TransientDataAccessException",
            "org.springframework.dao.RecoverableDataAccessException",
            "org.springframework.transaction.CannotCreateTransactionException",
            "io.r2dbc.spi.R2dbcTransientException",
            "io.r2dbc.spi.R2dbcNonTransientResourceException",
            "reactor.pool.PoolAcquireTimeoutException",
            "reactor.pool.PoolAcquirePendingLimitException",
            "java.net.ConnectException");

    private Faults() {}

    /** The problem of an exception; {@code internal} when it is none that we expect. */
    static ApiProblem problem(Throwable fault) {
        return switch (fault) {
            case ApiProblem problem -> problem;
            case UnsupportedMediaTypeStatusException unsupported -> unsupported(unsupported);
            case InvalidMediaTypeException _ -> new ApiProblem(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
            case MethodNotAllowedException refused -> notAllowed(refused);
            case MissingRequestValueException missing -> ApiProblem.invalidParameter(missing.getName(), "required");
            case ServerWebInputException input -> badInput(input);
            case ResponseStatusException other -> ofStatus(other.getStatusCode());
            case DataBufferLimitException _ -> new ApiProblem(ProblemCode.TOO_LARGE);
            case AuthenticationServiceException _ -> unavailable();
            case AuthenticationException _ -> new ApiProblem(ProblemCode.UNAUTHENTICATED);
            case AccessDeniedException _ -> new ApiProblem(ProblemCode.INSUFFICIENT_SCOPE);
            default -> isStoreAway(fault) ? unavailable() : new ApiProblem(ProblemCode.INTERNAL);
        };
    }

    static ApiProblem unavailable() {
        return new ApiProblem(ProblemCode.UNAVAILABLE).retryAfter(STORE_PAUSE);
    }

    private static ApiProblem unsupported(UnsupportedMediaTypeStatusException fault) {
        String supported = MediaType.toString(fault.getSupportedMediaTypes());
        ApiProblem problem = new ApiProblem(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        return supported.isEmpty() ? problem : problem.withHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
    }

    private static ApiProblem notAllowed(MethodNotAllowedException fault) {
        String allowed = fault.getSupportedMethods().stream()
                .map(HttpMethod::name)
                .sorted()
                .collect(Collectors.joining(", "));
        return new ApiProblem(ProblemCode.METHOD_NOT_ALLOWED).withHeader(HttpHeaders.ALLOW, allowed);
    }

    private static ApiProblem badInput(ServerWebInputException fault) {
        MethodParameter parameter = fault.getMethodParameter();
        if (parameter != null && parameter.hasParameterAnnotation(RequestBody.class)) {
            return new ApiProblem(ProblemCode.MALFORMED_JSON);
        }
        if (fault.getCause() instanceof DecodingException) {
            return new ApiProblem(ProblemCode.MALFORMED_JSON);
        }
        if (parameter != null && fault.getCause() instanceof TypeMismatchException) {
            return ApiProblem.invalidParameter(name(parameter), "wrong_form");
        }
        return new ApiProblem(ProblemCode.INVALID_REQUEST);
    }

    private static String name(MethodParameter parameter) {
        return List.of(
                        declared(parameter.getParameterAnnotation(RequestParam.class)),
                        declared(parameter.getParameterAnnotation(PathVariable.class)),
                        declared(parameter.getParameterAnnotation(RequestHeader.class)))
                .stream()
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElseGet(() -> String.valueOf(parameter.getParameterName()));
    }

    private static String declared(@Nullable RequestParam annotation) {
        return annotation == null ? "" : annotation.name();
    }

    private static String declared(@Nullable PathVariable annotation) {
        return annotation == null ? "" : annotation.name();
    }

    private static String declared(@Nullable RequestHeader annotation) {
        return annotation == null ? "" : annotation.name();
    }

    private static ApiProblem ofStatus(HttpStatusCode status) {
        for (ProblemCode code : GENERIC) {
            if (code.status().value() == status.value()) {
                return new ApiProblem(code);
            }
        }
        return status.is4xxClientError()
                ? new ApiProblem(ProblemCode.INVALID_REQUEST)
                : new ApiProblem(ProblemCode.INTERNAL);
    }

    /** The codes that say no more than their status. */
    private static final List<ProblemCode> GENERIC = List.of(
            ProblemCode.INVALID_REQUEST,
            ProblemCode.UNAUTHENTICATED,
            ProblemCode.NOT_FOUND,
            ProblemCode.METHOD_NOT_ALLOWED,
            ProblemCode.NOT_ACCEPTABLE,
            ProblemCode.REQUEST_TIMEOUT,
            ProblemCode.TOO_LARGE,
            ProblemCode.URI_TOO_LONG,
            ProblemCode.UNSUPPORTED_MEDIA_TYPE,
            ProblemCode.HEADERS_TOO_LARGE,
            ProblemCode.RATE_LIMITED,
            ProblemCode.UNAVAILABLE);

    private static boolean isStoreAway(@Nullable Throwable fault) {
        for (Throwable t = fault; t != null; t = t.getCause()) {
            if (hasTypeIn(STORE_IS_AWAY, t.getClass())) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasTypeIn(Set<String> names, Class<?> type) {
        for (Class<?> t = type; t != null; t = t.getSuperclass()) {
            if (names.contains(t.getName())) {
                return true;
            }
        }
        return false;
    }
}
