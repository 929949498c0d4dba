package fr.passerelle.api.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Serves the contract of record, and a page on which to read and try it. Needs no token. */
@RestController
final class ContractController {
    private static final Resource CONTRACT = new ClassPathResource("contract/openapi.yaml");
    private static final Resource PAGE = new ClassPathResource("docs.html", ContractController.class);
    private static final Resource SCRIPT = new ClassPathResource("docs.js", ContractController.class);
    private static final String SWAGGER = "classpath*:META-INF/resources/webjars/swagger-ui/*/";

    /** The page runs scripts of this origin alone; it may ask any issuer for a token. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src *; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final MediaType YAML = MediaType.parseMediaType("application/yaml");
    private static final MediaType JAVASCRIPT = MediaType.parseMediaType("text/javascript");
    private static final MediaType CSS = MediaType.parseMediaType("text/css");

    private final Map<String, Part> parts;

    ContractController() throws IOException {
        parts = Map.of(
                "docs.js", new Part(SCRIPT, JAVASCRIPT),
                "swagger-ui.css", new Part(swagger("swagger-ui.css"), CSS),
                "swagger-ui-bundle.js", new Part(swagger("swagger-ui-bundle.js"), JAVASCRIPT));
    }

    @GetMapping(path = "/openapi.yaml", produces = "application/yaml")
    Mono<ResponseEntity<Resource>> contract() {
        return answer(new Part(CONTRACT, YAML));
    }

    @GetMapping(path = "/docs", produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<Resource>> page() {
        return answer(new Part(PAGE, new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8)));
    }

    @GetMapping("/docs/{part}")
    Mono<ResponseEntity<Resource>> part(@PathVariable String part) {
        return Mono.justOrEmpty(parts.get(part))
                .switchIfEmpty(Mono.error(() -> new ApiProblem(ProblemCode.NOT_FOUND)))
                .flatMap(ContractController::answer);
    }

    private static Mono<ResponseEntity<Resource>> answer(Part part) {
        return Mono.just(ResponseEntity.ok()
                .contentType(part.type())
                .header("Content-Security-Policy", POLICY)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .body(part.content()));
    }

    private static Resource swagger(String name) throws IOException {
        Resource[] found = new PathMatchingResourcePatternResolver().getResources(SWAGGER + name);
        if (found.length == 0) {
            throw new IllegalStateException("the class path lacks " + name);
        }
        return found[0];
    }

    private record Part(Resource content, MediaType type) {}
}
