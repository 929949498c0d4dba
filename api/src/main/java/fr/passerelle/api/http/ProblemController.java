package fr.passerelle.api.http;

import java.net.URI;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Explains problems: where their {@code type} leads. */
@RestController
final class ProblemController {

    /** What a code means and what to do about it. */
    record Explanation(
            URI type, String code, int status, String title, String detail, String remedy, boolean retryable) {
        static Explanation of(ProblemCode code, Locale language) {
            return new Explanation(
                    code.type(),
                    code.text(),
                    code.status().value(),
                    Problem.sentence(code, "title", language),
                    Problem.sentence(code, "detail", language),
                    Problem.sentence(code, "remedy", language),
                    code.isRetryable());
        }
    }

    @GetMapping("/problems/{code}")
    Mono<Explanation> explain(@PathVariable String code, ServerWebExchange exchange) {
        return Mono.justOrEmpty(ProblemCode.of(code))
                .switchIfEmpty(Mono.error(() -> new ApiProblem(ProblemCode.NOT_FOUND)))
                .map(known -> Explanation.of(known, Sentences.language(exchange)));
    }
}
