package fr.passerelle.api.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.passerelle.ids.TenantId;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What a client may ask of this service, and how much of it is left. */
@RestController
final class LimitsController {
    /** As the contract promises; what stores the keys keeps them at least so long. */
    private static final int DAYS_OF_KEYS = 7;

    private final HttpProperties properties;
    private final RateLimits limits;

    LimitsController(HttpProperties properties, RateLimits limits) {
        this.properties = properties;
        this.limits = limits;
    }

    record Limits(
            List<QuotaPolicy> policies,
            Documents documents,
            Bodies bodies,
            Lines jsonLines,
            Lines files,
            Paging paging,
            Idempotency idempotency) {}

    record QuotaPolicy(String name, int quota, long windowSeconds, int remaining) {
        static QuotaPolicy of(RateLimits.Policy policy) {
            return new QuotaPolicy(
                    policy.name(), policy.quota(), policy.window().toSeconds(), policy.remaining());
        }
    }

    record Documents(long maxBytes, List<String> mediaTypes) {}

    record Bodies(long maxBytes) {}

    record Lines(
            int maxLines, long maxLineBytes, long maxBytes, int maxCallsAtOnce, long bodySeconds, long answerSeconds) {
        static Lines of(HttpProperties.Lines bounds) {
            return new Lines(
                    bounds.mostLines(),
                    bounds.longestLine().toBytes(),
                    bounds.longestBody().toBytes(),
                    bounds.mostOfTenant(),
                    bounds.bodyDeadline().toSeconds(),
                    bounds.answerDeadline().toSeconds());
        }

        static Lines of(HttpProperties.Files bounds) {
            return new Lines(
                    bounds.mostLines(),
                    bounds.longestLine().toBytes(),
                    bounds.longestBody().toBytes(),
                    bounds.mostOfTenant(),
                    bounds.bodyDeadline().toSeconds(),
                    bounds.answerDeadline().toSeconds());
        }
    }

    record Paging(@JsonProperty("default") int usual, int max) {}

    record Idempotency(int keptDays) {}

    @GetMapping("/v1/limits")
    Mono<Limits> limits(ServerWebExchange exchange) {
        return Mono.justOrEmpty(CallTenant.of(exchange)).map(this::of);
    }

    private Limits of(TenantId tenant) {
        return new Limits(
                limits.of(tenant).stream().map(QuotaPolicy::of).toList(),
                new Documents(properties.longestDocument().toBytes(), List.of("application/pdf")),
                new Bodies(properties.longestBody().toBytes()),
                Lines.of(properties.jsonLines()),
                Lines.of(properties.files()),
                new Paging(PageQuery.USUAL_LIMIT, PageQuery.LARGEST_LIMIT),
                new Idempotency(DAYS_OF_KEYS));
    }
}
