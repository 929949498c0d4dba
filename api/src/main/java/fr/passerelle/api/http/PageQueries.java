package fr.passerelle.api.http;

import fr.passerelle.ids.Paging;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;

/** Gives controllers their {@link PageQuery}, or says all that is wrong with its parameters. */
final class PageQueries implements SyncHandlerMethodArgumentResolver {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final Pattern INSTANT =
            Pattern.compile("[1-9]\\d{3}-\\d\\d-\\d\\dT[0-9:.]{5,18}(Z|[+-]\\d\\d:\\d\\d)");

    private final Cursors cursors;

    PageQueries(Cursors cursors) {
        this.cursors = cursors;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(PageQuery.class);
    }

    @Override
    public Object resolveArgumentValue(MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        MultiValueMap<String, String> query = request.getQueryParams();
        List<FieldError> errors = new ArrayList<>();
        int limit = limit(query.getFirst(PageQuery.LIMIT), errors);
        Instant since = instant(query.getFirst(PageQuery.UPDATED_SINCE), errors);
        if (!errors.isEmpty()) {
            throw new ApiProblem(ProblemCode.INVALID_PARAMETER).with(errors);
        }
        String list = list(exchange, query);
        String cursor = query.getFirst(PageQuery.CURSOR);
        Paging.Place after = cursor == null ? null : cursors.read(cursor, list);
        return new PageQuery(new Paging(since, after, limit), place -> cursors.write(place, list), request);
    }

    private static int limit(@Nullable String text, List<FieldError> errors) {
        if (text == null) {
            return PageQuery.USUAL_LIMIT;
        }
        long limit = NUMBER.matcher(text).matches() ? Long.parseLong(text) : 0;
        if (limit < 1) {
            errors.add(FieldError.ofParameter(PageQuery.LIMIT, "out_of_range")
                    .with("min", 1)
                    .with("max", PageQuery.LARGEST_LIMIT));
        }
        return (int) Math.min(limit, PageQuery.LARGEST_LIMIT);
    }

    private static @Nullable Instant instant(@Nullable String text, List<FieldError> errors) {
        if (text == null) {
            return null;
        }
        try {
            if (INSTANT.matcher(text).matches()) {
                return Instant.parse(text);
            }
        } catch (DateTimeException e) {
            // Reported below, as any other text that is no instant.
        }
        errors.add(
                FieldError.ofParameter(PageQuery.UPDATED_SINCE, "wrong_form").with("expected", "YYYY-MM-DDThh:mm:ssZ"));
        return null;
    }

    /** Whose list it is and what was asked, but for how much and from where. */
    private static String list(ServerWebExchange exchange, MultiValueMap<String, String> query) {
        TreeMap<String, List<String>> asked = new TreeMap<>(query);
        asked.remove(PageQuery.CURSOR);
        asked.remove(PageQuery.LIMIT);
        String tenant = CallTenant.of(exchange).orElseThrow().text();
        return tenant + " " + exchange.getRequest().getPath().value() + " " + asked;
    }
}
