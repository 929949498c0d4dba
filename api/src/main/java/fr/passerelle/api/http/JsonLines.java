package fr.passerelle.api.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;

/**
 * Answers a body of JSON lines (NDJSON) with a line for each, in order. A line that is wrong gets a problem in its place and
 * stops no other.
 *
 * <p>The body is read to its end, within bounds, before the first answer: most clients do not read while they send, and each
 * side would wait for the other. The answers are made as fast as the client takes them, and away from the threads of the
 * connections.
 *
 * @param longestBody of all lines together
 * @param longestLine without its end
 */
public record JsonLines(DataSize longestBody, DataSize longestLine, int mostLines) {
    /** Some milliseconds of work. */
    private static final int AT_ONCE = 50;

    private static final int READY = 2;
    private static final Logger LOG = LoggerFactory.getLogger(JsonLines.class);

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

    /** The answers to the lines of a call; {@code too_large} when there are too many or too much. */
    public <T extends Named> Flux<DataBuffer> answer(
            ServerWebExchange exchange, Class<T> type, BiFunction<T, Locale, Object> answering) {
        Answering<T> lines = new Answering<>(
                WireJson.mapper().constructType(type),
                type,
                answering,
                Sentences.language(exchange),
                TraceId.of(exchange),
                longestLine,
                exchange.getResponse().bufferFactory());
        return DataBufferUtils.join(exchange.getRequest().getBody(), Math.toIntExact(longestBody.toBytes()))
                .map(JsonLines::bytes)
                .flatMapIterable(this::batches)
                .publishOn(Schedulers.parallel(), READY)
                .map(lines::answer);
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
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
            if (number > mostLines) {
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
            DataSize longestLine,
            DataBufferFactory buffers) {

        DataBuffer answer(Batch batch) {
            DataBuffer buffer = buffers.allocateBuffer(batch.spans().size() * 1024);
            for (Span span : batch.spans()) {
                buffer.write(WireJson.mapper().writeValueAsBytes(line(batch.body(), span)));
                buffer.write((byte) '\n');
            }
            return buffer;
        }

        private Line line(byte[] body, Span span) {
            Errors errors = Errors.ofBody();
            @Nullable String reference = null;
            try {
                if (span.end() - span.start() > longestLine.toBytes()) {
                    throw new ApiProblem(ProblemCode.TOO_LARGE);
                }
                byte[] bytes = java.util.Arrays.copyOfRange(body, span.start(), span.end());
                JsonNode document = JsonScan.read(bytes, errors);
                reference = repeatable(document.path("reference"));
                T value = type.cast(JsonBodies.bind(document, javaType, errors));
                return new Line(span.number(), value.reference(), answering.apply(value, language), null);
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

        private Line failed(Span span, @Nullable String reference, ApiProblem problem) {
            return new Line(span.number(), reference, null, Problem.of(problem, language, traceId));
        }

        /** A reference that is one, however wrong the rest of the line. */
        private static @Nullable String repeatable(JsonNode reference) {
            String text = reference.isString() ? reference.asString() : "";
            boolean isOne = !text.isBlank()
                    && text.length() <= 128
                    && text.chars().noneMatch(Character::isISOControl)
                    && TextFaults.in(text).isEmpty();
            return isOne ? text : null;
        }
    }
}
