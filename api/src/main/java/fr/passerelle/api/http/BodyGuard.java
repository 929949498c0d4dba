package fr.passerelle.api.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/** Refuses compressed bodies, which may be bombs, and cuts bodies that are not complete in time. */
final class BodyGuard implements WebFilter {
    private static final String PLAIN = "identity";
    private static final String FILES = "/v1/permits:";

    private final Duration deadline;
    private final Duration deadlineOfLines;
    private final Duration deadlineOfFiles;

    /**
     * Guards bodies.
     *
     * @param deadlineOfLines of JSON lines, which are longer
     * @param deadlineOfFiles of those that are stored while they come in
     */
    BodyGuard(Duration deadline, Duration deadlineOfLines, Duration deadlineOfFiles) {
        this.deadline = deadline;
        this.deadlineOfLines = deadlineOfLines;
        this.deadlineOfFiles = deadlineOfFiles;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        boolean isPlain =
                headers.getOrEmpty(HttpHeaders.CONTENT_ENCODING).stream().allMatch(PLAIN::equalsIgnoreCase);
        if (!isPlain) {
            return Mono.error(
                    new ApiProblem(ProblemCode.UNSUPPORTED_MEDIA_TYPE).withHeader(HttpHeaders.ACCEPT_ENCODING, PLAIN));
        }
        return hasBody(headers) ? chain.filter(timed(exchange)) : chain.filter(exchange);
    }

    private static boolean hasBody(HttpHeaders headers) {
        return headers.getContentLength() > 0 || headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }

    private ServerWebExchange timed(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        return exchange.mutate()
                .request(new TimedRequest(request, allowed(request)))
                .build();
    }

    private Duration allowed(ServerHttpRequest request) {
        if (request.getPath().value().startsWith(FILES)) {
            return deadlineOfFiles;
        }
        return isLines(request.getHeaders()) ? deadlineOfLines : deadline;
    }

    /** As the client wrote it, which need not be a media type at all. */
    private static boolean isLines(HttpHeaders headers) {
        String type = Objects.requireNonNullElse(headers.getFirst(HttpHeaders.CONTENT_TYPE), "");
        return type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_NDJSON_VALUE);
    }

    private static final class TimedRequest extends ServerHttpRequestDecorator {
        private final Duration deadline;

        TimedRequest(ServerHttpRequest request, Duration deadline) {
            super(request);
            this.deadline = deadline;
        }

        /** Whoever goes in the middle of a body is told nothing: the end of the connection, which follows, cancels the call. */
        @Override
        public Flux<DataBuffer> getBody() {
            return super.getBody()
                    .onErrorResume(TimedRequest::isConnectionLost, _ -> Flux.never())
                    .takeUntilOther(Mono.delay(deadline).then(tooSlow()));
        }

        private static boolean isConnectionLost(Throwable fault) {
            return fault instanceof IOException || fault instanceof AbortedException;
        }

        private static Mono<Void> tooSlow() {
            return Mono.error(() -> new ApiProblem(ProblemCode.REQUEST_TIMEOUT));
        }
    }
}
