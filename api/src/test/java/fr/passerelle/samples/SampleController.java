package fr.passerelle.samples;

import fr.passerelle.api.http.ApiProblem;
import fr.passerelle.api.http.ProblemCode;
import fr.passerelle.api.security.Caller;
import fr.passerelle.api.security.Scope;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
import reactor.core.publisher.Mono;

@RestController
class SampleController {

    @PostMapping("/v1/samples")
    Mono<ResponseEntity<SampleBody>> create(@RequestBody SampleBody body) {
        return Mono.just(ResponseEntity.status(HttpStatus.CREATED).body(body));
    }

    @GetMapping(path = "/v1/samples", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Listed> list(
            @RequestParam(name = "state", required = false) @Nullable List<String> states,
            @RequestParam(name = "valid_on", required = false) @Nullable LocalDate validOn) {
        return Mono.just(new Listed(states == null ? List.of() : states, validOn));
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

    record Listed(List<String> states, @Nullable LocalDate validOn) {}

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
