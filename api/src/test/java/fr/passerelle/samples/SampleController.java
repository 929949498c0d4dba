package fr.passerelle.samples;

import fr.passerelle.api.http.ApiProblem;
import fr.passerelle.api.http.EntityTag;
import fr.passerelle.api.http.IfMatch;
import fr.passerelle.api.http.JsonLines;
import fr.passerelle.api.http.Page;
import fr.passerelle.api.http.PageQuery;
import fr.passerelle.api.http.ProblemCode;
import fr.passerelle.api.security.Caller;
import fr.passerelle.api.security.Scope;
import fr.passerelle.ids.Paging;
import fr.passerelle.journal.Idempotency;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

@RestController
class SampleController {
    private static final int SIZE = 230;

    private final JsonLines lines;

    SampleController(JsonLines lines) {
        this.lines = lines;
    }

    /** A line that says how long its answer shall be. */
    record SampleLine(@Nullable String reference, @Nullable Integer size) implements JsonLines.Named {
        String answer() {
            return "x".repeat(size == null ? 0 : size);
        }
    }

    @PostMapping(
            path = "/v1/samples/{sample}/lines",
            consumes = MediaType.APPLICATION_NDJSON_VALUE,
            produces = MediaType.APPLICATION_NDJSON_VALUE)
    Mono<Void> lines(ServerWebExchange exchange) {
        return lines.answer(exchange, SampleLine.class, (line, _) -> line.answer());
    }

    @PostMapping("/v1/samples")
    Mono<ResponseEntity<SampleBody>> create(@RequestBody SampleBody body) {
        return Mono.just(ResponseEntity.status(HttpStatus.CREATED).body(body));
    }

    @PostMapping("/v1/samples/{sample}/copy")
    Mono<Idempotency> copy(Idempotency key, @RequestBody SampleBody body) {
        return Mono.just(key);
    }

    @PostMapping("/v1/samples/{sample}/touch")
    Mono<Idempotency> touch(@RequestBody(required = false) @Nullable SampleBody body, Idempotency key) {
        return Mono.just(key);
    }

    @PostMapping("/v1/samples/{sample}/poke")
    Mono<Idempotency> poke(@Nullable Idempotency key) {
        return Mono.just(key == null ? new Idempotency("none", "") : key);
    }

    @PutMapping("/v1/samples/{sample}")
    Mono<ResponseEntity<Map<String, Long>>> change(IfMatch ifMatch) {
        long version = ifMatch.required();
        return Mono.just(ResponseEntity.ok().eTag(EntityTag.of(version + 1)).body(Map.of("version", version + 1)));
    }

    @GetMapping(path = "/v1/samples", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Page<Listed>>> list(
            PageQuery query,
            @RequestParam(name = "state", required = false) @Nullable List<String> states,
            @RequestParam(name = "valid_on", required = false) @Nullable LocalDate validOn) {
        List<Listed> found = Stream.iterate(first(query.paging()), n -> n + 1)
                .limit(Math.min(query.paging().limit(), SIZE - first(query.paging())))
                .map(n -> new Listed(n, query.paging().updatedSince()))
                .toList();
        return Mono.just(query.answer(found, found, SampleController::place));
    }

    private static int first(Paging paging) {
        return paging.after() == null ? 0 : (int) paging.after().id().getLeastSignificantBits() + 1;
    }

    private static Paging.Place place(Listed listed) {
        return new Paging.Place(Instant.ofEpochSecond(1_790_000_000, 123_456_000), new UUID(0, listed.number()));
    }

    @GetMapping("/v1/samples/{sample}")
    Mono<Sample> read(@PathVariable("sample") String sample) {
        return Mono.just(new Sample(
                sample,
                SampleBody.LegalKind.PRIVATE_INDIVIDUAL,
                new BigDecimal("35.00"),
                LocalDate.of(1990, 4, 12),
                Instant.parse("2026-11-23T09:15:30.120Z"),
                null,
                Map.of("emploi", "été")));
    }

    @DeleteMapping("/v1/samples/{sample}")
    Mono<ResponseEntity<Void>> delete(@PathVariable("sample") String sample) {
        return Mono.just(ResponseEntity.noContent().build());
    }

    @PutMapping(path = "/v1/samples/{sample}/document", consumes = MediaType.APPLICATION_PDF_VALUE)
    Mono<Map<String, Integer>> attach(@PathVariable("sample") String sample, @RequestBody byte[] document) {
        return Mono.just(Map.of("bytes", document.length));
    }

    @GetMapping("/v1/whoami")
    Mono<Me> whoami(Caller caller) {
        return Mono.just(new Me(
                caller.tenant().text(),
                caller.client(),
                caller.scopes().stream().map(Scope::text).sorted().toList(),
                caller.subject(),
                caller.actingUser()));
    }

    @GetMapping("/docs/faults/{fault}")
    Mono<String> fail(@PathVariable("fault") String fault) {
        return Mono.error(() -> fault(fault));
    }

    private static Exception fault(String fault) {
        return switch (fault) {
            case "stale" -> new ApiProblem(ProblemCode.STALE).with("current_version", 7);
            case "in-flight" -> new ApiProblem(ProblemCode.IDEMPOTENCY_IN_FLIGHT).retryAfter(Duration.ofMillis(1200));
            case "store" -> new IllegalStateException("secret", new ConnectException("secret"));
            case "code" -> throw new IllegalStateException("secret of Ms Benali");
            default -> new Exception("secret of Ms Benali");
        };
    }

    record Listed(int number, @Nullable Instant since) {}

    record Me(
            String tenant,
            String client,
            List<String> scopes,
            @Nullable String subject,
            @Nullable String actingUser) {}

    record Sample(
            String clientReference,
            SampleBody.LegalKind legalKind,
            BigDecimal weeklyHours,
            LocalDate birthDate,
            Instant updatedAt,
            @Nullable String siret,
            Map<String, String> metadata) {}
}
