package fr.passerelle.api.http;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerRequest;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;

/**
 * Answers a body of JSON lines (NDJSON) with a line for each, in order. A line that is wrong gets a problem in its place and
 * stops no other.
 *
 * <p>The body is read to its end, within bounds, before the first answer: most clients do not read while they send, and each
 * side would wait for the other. The answers are made as fast as the client takes them, and away from the threads of the
 * connections. Since each call holds its body in memory, few go on at once, and none for long.
 */
public final class JsonLines {
    /** Lines in a piece of the answer: the server asks for up to 128 pieces before the client has taken one. */
    private static final int AT_ONCE = 16;

    private static final int READY = 2;
    private static final Logger LOG = LoggerFactory.getLogger(JsonLines.class);

    private final HttpProperties.Lines bounds;
    private final Turns turns;

    JsonLines(HttpProperties.Lines bounds) {
        this.bounds = bounds;
        this.turns = new Turns(bounds.mostOfTenant(), bounds.mostAtOnce());
    }

    /** A line that names itself. */
    public interface Named {
        /** In the client's own words, to be given back. */
        @Nullable
        String reference();
    }

    /** What an answer's line holds: one of the last two. */
    record Line(
            int line,
            @Nullable String reference,
            @Nullable Object answer,
            @Nullable Problem problem) {}

    /**
     * Writes the answers to the lines of a call. Signals {@code too_large} when there are too many or too much, {@code
     * rate_limited} when as many such calls as may be are under way.
     */
    public <T extends Named> Mono<Void> answer(
            ServerWebExchange exchange, Class<T> type, BiFunction<T, Locale, Object> answering) {
        Answering<T> lines = new Answering<>(
                WireJson.mapper().constructType(type),
                type,
                answering,
                Sentences.language(exchange),
                TraceId.of(exchange),
                bounds.longestLine());
        Flux<DataBuffer> answers = gathered(exchange.getRequest())
                .flatMapIterable(this::batches)
                .publishOn(Schedulers.parallel(), READY)
                .map(lines::answer);
        Mono<Void> written = written(exchange.getResponse(), answers)
                .takeUntilOther(
                        tooSlow(exchange.getRequest(), bounds.bodyDeadline().plus(bounds.answerDeadline())));
        return turns.during(CallTenant.of(exchange).orElseThrow(), written);
    }

    /** Is over when the client has taken it, rather than when it is made: until then it is held in memory. */
    private static Mono<Void> written(ServerHttpResponse response, Flux<DataBuffer> answers) {
        response.getHeaders().setContentType(MediaType.APPLICATION_NDJSON);
        return response.writeAndFlushWith(answers.map(Mono::just));
    }

    private Mono<byte[]> gathered(ServerHttpRequest request) {
        long announced = request.getHeaders().getContentLength();
        int most = Math.toIntExact(bounds.longestBody().toBytes());
        return request.getBody()
                .collect(() -> new GatheredBody(announced, most), GatheredBody::add)
                .map(GatheredBody::bytes);
    }

    /** From the beginning of the call. A client that takes nothing would hold up the error too: its connection is closed. */
    static Mono<Void> tooSlow(ServerHttpRequest request, Duration allowed) {
        return Mono.delay(allowed)
                .doOnNext(_ -> close(request))
                .then(Mono.error(() -> new ApiProblem(ProblemCode.REQUEST_TIMEOUT)));
    }

    private static void close(ServerHttpRequest request) {
        if (ServerHttpRequestDecorator.getNativeRequest(request) instanceof HttpServerRequest netty) {
            netty.withConnection(connection -> connection.channel().close());
        }
    }

    private List<Batch> batches(byte[] body) {
        List<Batch> batches = new ArrayList<>();
        List<Span> spans = new ArrayList<>(AT_ONCE);
        int number = 0;
        int start = 0;
        while (start < body.length) {
            int end = endOfLine(body, start);
            if (!isBlank(body, start, end)) {
                number++;
                spans.add(new Span(number, start, end));
            }
            if (number > bounds.mostLines()) {
                throw new ApiProblem(ProblemCode.TOO_LARGE);
            }
            if (spans.size() == AT_ONCE) {
                batches.add(new Batch(body, spans));
                spans = new ArrayList<>(AT_ONCE);
            }
            start = end + 1;
        }
        if (!spans.isEmpty()) {
            batches.add(new Batch(body, spans));
        }
        if (batches.isEmpty()) {
            throw new ApiProblem(ProblemCode.MALFORMED_JSON);
        }
        return batches;
    }

    private static int endOfLine(byte[] body, int start) {
        int end = start;
        while (end < body.length && body[end] != '\n') {
            end++;
        }
        return end;
    }

    private static boolean isBlank(byte[] body, int start, int end) {
        for (int i = start; i < end; i++) {
            if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private record Span(int number, int start, int end) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Batch(byte[] body, List<Span> spans) {}

    private record Answering<T extends Named>(
            JavaType javaType,
            Class<T> type,
            BiFunction<T, Locale, Object> answering,
            Locale language,
            String traceId,
            DataSize longestLine) {

        /** On the heap, so that whoever cancels the call need not release it. */
        DataBuffer answer(Batch batch) {
            ByteArrayOutputStream answers =
                    new ByteArrayOutputStream(batch.spans().size() * 1024);
            for (Span span : batch.spans()) {
                answers.writeBytes(line(batch.body(), span));
                answers.write('\n');
            }
            return DefaultDataBufferFactory.sharedInstance.wrap(answers.toByteArray());
        }

        private byte[] line(byte[] body, Span span) {
            Errors errors = Errors.ofBody();
            @Nullable String reference = null;
            try {
                if (span.end() - span.start() > longestLine.toBytes()) {
                    throw new ApiProblem(ProblemCode.TOO_LARGE);
                }
                byte[] bytes = Arrays.copyOfRange(body, span.start(), span.end());
                JsonNode document = JsonScan.read(bytes, errors);
                reference = repeatable(document.path("reference"));
                T value = type.cast(JsonBodies.bind(document, javaType, errors));
                return written(new Line(span.number(), value.reference(), answering.apply(value, language), null));
            } catch (ApiProblem problem) {
                return failed(span, reference, problem);
            } catch (RuntimeException fault) {
                LOG.atError()
                        .addKeyValue("trace_id", traceId)
                        .addKeyValue("error.type", fault.getClass().getName())
                        .log("A line of a call failed through our fault");
                return failed(span, reference, new ApiProblem(ProblemCode.INTERNAL));
            }
        }

        private byte[] failed(Span span, @Nullable String reference, ApiProblem problem) {
            return written(new Line(span.number(), reference, null, Problem.of(problem, language, traceId)));
        }

        private static byte[] written(Line line) {
            return WireJson.mapper().writeValueAsBytes(line);
        }
    }

    /** A reference that is one, however wrong the rest of the line. */
    static @Nullable String repeatable(JsonNode reference) {
        String text = reference.isString() ? reference.asString() : "";
        boolean isOne = !text.isBlank()
                && text.length() <= 128
                && text.chars().noneMatch(Character::isISOControl)
                && TextFaults.in(text).isEmpty();
        return isOne ? text : null;
    }
}
