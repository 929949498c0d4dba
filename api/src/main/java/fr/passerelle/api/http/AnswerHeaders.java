package fr.passerelle.api.http;

import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Headers of every answer: nothing is cached, sniffed or framed, and an answer in words says in which language. */
final class AnswerHeaders implements WebFilter {
    private final Duration hsts;

    AnswerHeaders(Duration hsts) {
        this.hsts = hsts;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.setCacheControl("no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        if (!hsts.isZero()) {
            headers.set("Strict-Transport-Security", "max-age=" + hsts.toSeconds());
        }
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> nameLanguage(exchange)));
        return chain.filter(exchange);
    }

    private static void nameLanguage(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        MediaType type = headers.getContentType();
        if (type != null && type.getSubtype().endsWith("json")) {
            headers.setContentLanguage(Sentences.language(exchange));
            headers.set(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        }
    }
}
