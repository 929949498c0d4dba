package fr.passerelle.api.law;

import fr.passerelle.api.http.FieldError;
import fr.passerelle.api.http.InvalidBody;
import fr.passerelle.api.http.JsonLines;
import fr.passerelle.api.http.Sentences;
import fr.passerelle.law.right.Facts;
import fr.passerelle.law.right.PostChange;
import fr.passerelle.law.right.WorkRight;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers questions on work right, one or a whole workforce. Keeps nothing and writes nothing down. */
@RestController
final class WorkRightController {
    private static final String PATH = "/v1/work-right-checks";
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final WorkRight rules;
    private final JsonLines lines;
    private final InstantSource clock;

    WorkRightController(WorkRight rules, JsonLines lines, InstantSource clock) {
        this.rules = rules;
        this.lines = lines;
        this.clock = clock;
    }

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<WorkRightView> check(@RequestBody WorkRightBody body, ServerWebExchange exchange) {
        return Mono.just(answer(body, Sentences.language(exchange)));
    }

    @PostMapping(
            path = PATH,
            consumes = MediaType.APPLICATION_NDJSON_VALUE,
            produces = MediaType.APPLICATION_NDJSON_VALUE)
    Mono<Void> checkAll(ServerWebExchange exchange) {
        return lines.answer(exchange, WorkRightBody.class, this::answer);
    }

    private WorkRightView answer(WorkRightBody body, Locale language) {
        Facts facts = body.toFacts(today());
        if (rules.isOfUnknownTitle(facts)) {
            throw new InvalidBody(List.of(FieldError.at("/title/code", "unknown_title")));
        }
        PostChange change = body.toChange();
        return WorkRightView.of(
                body.reference(),
                facts.on(),
                rules.check(facts),
                change == null ? null : change.check(rules, facts),
                language);
    }

    private LocalDate today() {
        return clock.instant().atZone(PARIS).toLocalDate();
    }
}
