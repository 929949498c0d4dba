package fr.passerelle.api.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    /** Looked at later, by {@link PageQueries}. */
    private static final Pattern ANY = Pattern.compile(".*", Pattern.DOTALL);
    /** An empty value is none, and Spring would take it for the default. */
    private static final Pattern SOME = Pattern.compile(".+", Pattern.DOTALL);
    /** Spring would take {@code on} and {@code 1} for true. */
    private static final Pattern TRUTH = Pattern.compile("true|false");
    /** Spring would take {@code +1} and {@code 0x1F}. */
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,19}");

    private final Map<HandlerMethod, Map<String, Known>> known = new ConcurrentHashMap<>();

    /**
     * Checks a call against the method that will answer it.
     *
     * @throws ApiProblem {@code invalid_parameter} with all that is wrong, {@code invalid_request} when the address is no text
     */
    void check(ServerWebExchange exchange, HandlerMethod method) {
        if (!isText(exchange.getRequest().getURI())) {
            throw new ApiProblem(ProblemCode.INVALID_REQUEST);
        }
        List<FieldError> errors = new ArrayList<>();
        Map<String, Known> parameters = known.computeIfAbsent(method, KnownParameters::parameters);
        MultiValueMap<String, String> query = exchange.getRequest().getQueryParams();
        query.forEach((name, values) -> check(name, values, parameters.get(name), errors));
        pathVariables(exchange).forEach((name, value) -> checkText(name, value, errors));
        if (!errors.isEmpty()) {
            throw new ApiProblem(ProblemCode.INVALID_PARAMETER).with(errors);
        }
    }

    /** Decoded here, since Spring puts U+FFFD for what is not UTF-8: two names would become one. */
    private static boolean isText(URI address) {
        return Stream.of(address.getRawPath(), address.getRawQuery())
                .filter(Objects::nonNull)
                .allMatch(TextFaults::isEncodedText);
    }

    private static void check(
            String name, List<@Nullable String> values, @Nullable Known known, List<FieldError> errors) {
        if (known == null) {
            errors.add(named(name, "unknown_parameter"));
        } else if (values.size() > 1 && !known.mayRepeat()) {
            errors.add(named(name, "repeated"));
        } else {
            values.forEach(value -> checkValue(name, value, known, errors));
        }
    }

    private static void checkValue(String name, @Nullable String value, Known known, List<FieldError> errors) {
        if (!known.form().matcher(Objects.requireNonNullElse(value, "")).matches()) {
            errors.add(named(name, "wrong_form"));
        }
        checkText(name, value, errors);
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

    private static Map<String, Known> parameters(HandlerMethod method) {
        Map<String, Known> parameters = new HashMap<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
            if (annotation != null) {
                parameters.put(name(parameter, annotation), Known.of(parameter.getParameterType()));
            } else if (parameter.getParameterType().equals(PageQuery.class)) {
                PageQuery.PARAMETERS.forEach(name -> parameters.put(name, new Known(false, ANY)));
                if (parameter.hasParameterAnnotation(NotByChange.class)) {
                    parameters.remove(PageQuery.UPDATED_SINCE);
                }
            }
        }
        return Map.copyOf(parameters);
    }

    private static String name(MethodParameter parameter, RequestParam annotation) {
        String declared = annotation.name();
        parameter.initParameterNameDiscovery(NAMES);
        return declared.isEmpty() ? String.valueOf(parameter.getParameterName()) : declared;
    }

    /**
     * A parameter of a method.
     *
     * @param mayRepeat whether it may be given more than once
     * @param form of each of its values
     */
    private record Known(boolean mayRepeat, Pattern form) {
        static Known of(Class<?> type) {
            boolean isTruth = type == Boolean.class || type == boolean.class;
            boolean isNumber = !isTruth && (type.isPrimitive() || Number.class.isAssignableFrom(type));
            boolean isCollection = Collection.class.isAssignableFrom(type) || type.isArray();
            return new Known(isCollection, isTruth ? TRUTH : isNumber ? NUMBER : SOME);
        }
    }
}
