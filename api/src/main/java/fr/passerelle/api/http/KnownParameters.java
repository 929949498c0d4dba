package fr.passerelle.api.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/**
 * Refuses query parameters that the matched controller method does not name, those given twice that it takes once, and texts in
 * parameters and in the path that no text may hold. A misspelt filter would otherwise answer everything.
 */
final class KnownParameters {
    private static final Pattern REPEATABLE_NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final DefaultParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

    /** Per method: its parameters, each with whether it may be given more than once. */
    private final Map<HandlerMethod, Map<String, Boolean>> known = new ConcurrentHashMap<>();

    /**
     * Checks a call against the method that will answer it.
     *
     * @throws ApiProblem {@code invalid_parameter} with all that is wrong
     */
    void check(ServerWebExchange exchange, HandlerMethod method) {
        List<FieldError> errors = new ArrayList<>();
        Map<String, Boolean> parameters = known.computeIfAbsent(method, KnownParameters::parameters);
        MultiValueMap<String, String> query = exchange.getRequest().getQueryParams();
        query.forEach((name, values) -> check(name, values, parameters.get(name), errors));
        pathVariables(exchange).forEach((name, value) -> checkText(name, value, errors));
        if (!errors.isEmpty()) {
            throw new ApiProblem(ProblemCode.INVALID_PARAMETER).with(errors);
        }
    }

    private static void check(
            String name, List<@Nullable String> values, @Nullable Boolean mayRepeat, List<FieldError> errors) {
        if (mayRepeat == null) {
            errors.add(named(name, "unknown_parameter"));
        } else if (values.size() > 1 && !mayRepeat) {
            errors.add(named(name, "repeated"));
        } else {
            values.forEach(value -> checkText(name, value, errors));
        }
    }

    private static void checkText(String name, @Nullable String value, List<FieldError> errors) {
        Optional.ofNullable(value).flatMap(TextFaults::in).ifPresent(code -> errors.add(named(name, code)));
    }

    /** A name that came from the client is repeated only when it cannot be anything else than a name. */
    private static FieldError named(String name, String code) {
        boolean isRepeatable =
                REPEATABLE_NAME.matcher(name).matches() && TextFaults.in(name).isEmpty();
        return new FieldError(code, null, isRepeatable ? name : null, Map.of());
    }

    private static Map<String, String> pathVariables(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.of());
    }

    private static Map<String, Boolean> parameters(HandlerMethod method) {
        Map<String, Boolean> parameters = new HashMap<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
            if (annotation != null) {
                parameters.put(name(parameter, annotation), isCollection(parameter.getParameterType()));
            } else if (parameter.getParameterType().equals(PageQuery.class)) {
                PageQuery.PARAMETERS.forEach(name -> parameters.put(name, false));
            }
        }
        return Map.copyOf(parameters);
    }

    private static String name(MethodParameter parameter, RequestParam annotation) {
        String declared = annotation.name();
        parameter.initParameterNameDiscovery(NAMES);
        return declared.isEmpty() ? String.valueOf(parameter.getParameterName()) : declared;
    }

    private static boolean isCollection(Class<?> type) {
        return Collection.class.isAssignableFrom(type) || type.isArray();
    }
}
