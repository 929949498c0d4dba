package fr.passerelle.api.http;

import java.util.Locale;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Writes a problem as the answer to a call, whatever the client said it accepts. */
public final class ProblemWriter {
    private ProblemWriter() {}

    /** Answers with the problem; signals it on when the answer has begun, so that the connection is cut rather than ended well. */
    public static Mono<Void> write(ServerWebExchange exchange, ApiProblem problem) {
        ServerHttpResponse response = exchange.getResponse();
        if (!response.setStatusCode(problem.code().status())) {
            return Mono.error(problem);
        }
        Locale language = Sentences.language(exchange);
        byte[] body = json(problem, language, TraceId.of(exchange));
        describe(response.getHeaders(), problem, language, body.length);
        DataBuffer buffer = response.bufferFactory().wrap(body);
        return response.writeWith(Mono.just(buffer));
    }

    static byte[] json(ApiProblem problem, Locale language, String traceId) {
        return WireJson.mapper().writeValueAsBytes(Problem.of(problem, language, traceId));
    }

    private static void describe(HttpHeaders headers, ApiProblem problem, Locale language, int length) {
        headers.remove(HttpHeaders.ETAG);
        headers.remove(HttpHeaders.LOCATION);
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLength(length);
        headers.setContentLanguage(language);
        if (!headers.getVary().contains(HttpHeaders.ACCEPT_LANGUAGE)) {
            headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        }
        problem.content().writeHeaders(headers);
    }
}
