package fr.passerelle.api.http;

import fr.passerelle.ids.ClientReference;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes files of many lines, JSON (NDJSON) or CSV, and answers while they come in, in JSON lines. A line that is wrong gets a problem
 * in its place and stops no other.
 *
 * <p>A file is read no faster than its lines are dealt with, and never held whole. The answers are: most clients do not read while
 * they send, and each side would wait for the other. They are short, and as many as the lines, which are bounded.
 */
public final class FileLines {
    private static final String CSV = "text/csv";
    private static final String REFERENCE = "reference";
    private static final int AHEAD = 2;
    private static final int LISTS_AHEAD = 1;
    private static final Logger LOG = LoggerFactory.getLogger(FileLines.class);

    private final HttpProperties.Files bounds;
    private final Turns turns;

    FileLines(HttpProperties.Files bounds) {
        this.bounds = bounds;
        this.turns = new Turns(bounds.mostOfTenant(), bounds.mostAtOnce());
    }

    /**
     * A line that was read; its value or the problem is there.
     *
     * @param line its number among those that are not blank, from one; the names of the columns are the first of a CSV file
     * @param reference in the client's own words, where it could be read
     */
    public record Read<V>(
            int line,
            @Nullable String reference,
            @Nullable V value,
            @Nullable Object problem) {}

    /**
     * The lines of a file, in order. Signals {@code malformed_json} or {@code malformed_csv} when there are none, {@code too_large}
     * when there are too many or too much, {@code invalid_body} when a column is unknown.
     *
     * @param columns that a CSV file may have
     * @param type of what a line holds beside its {@code reference}
     * @param meaning of a line; an {@link ApiProblem} that it throws is that of the line
     */
    public <T, V> Flux<Read<V>> read(
            ServerWebExchange exchange, Class<T> type, Columns columns, BiFunction<ClientReference, T, V> meaning) {
        return Flux.defer(() -> read(exchange, new Reading<>(exchange, type, format(exchange, columns), meaning)));
    }

    private <V> Flux<Read<V>> read(ServerWebExchange exchange, Reading<?, V> reading) {
        LineSplitter splitter = new LineSplitter(bounds);
        return exchange.getRequest()
                .getBody()
                .map(splitter::add)
                .concatWith(Mono.fromSupplier(splitter::end))
                .publishOn(Schedulers.parallel(), AHEAD)
                .concatMapIterable(lines -> lines, LISTS_AHEAD)
                .switchIfEmpty(Mono.error(() -> nothing(exchange)))
                .handle(reading::read);
    }

    private static LineFormat format(ServerWebExchange exchange, Columns columns) {
        return isCsv(exchange) ? new CsvLines(columns) : LineFormat::json;
    }

    private static boolean isCsv(ServerWebExchange exchange) {
        MediaType type = exchange.getRequest().getHeaders().getContentType();
        if (type != null && type.getCharset() != null && !StandardCharsets.UTF_8.equals(type.getCharset())) {
            throw new ApiProblem(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        }
        return type != null && type.equalsTypeAndSubtype(MediaType.valueOf(CSV));
    }

    private static ApiProblem nothing(ServerWebExchange exchange) {
        return new ApiProblem(isCsv(exchange) ? ProblemCode.MALFORMED_CSV : ProblemCode.MALFORMED_JSON);
    }

    private record Reading<T, V>(
            JavaType javaType,
            Class<T> type,
            LineFormat format,
            BiFunction<ClientReference, T, V> meaning,
            Locale language,
            String traceId) {
        private Reading(
                ServerWebExchange exchange,
                Class<T> type,
                LineFormat format,
                BiFunction<ClientReference, T, V> meaning) {
            this(
                    WireJson.mapper().constructType(type),
                    type,
                    format,
                    meaning,
                    Sentences.language(exchange),
                    TraceId.of(exchange));
        }

        private void read(LineSplitter.Raw line, SynchronousSink<Read<V>> sink) {
            Errors errors = Errors.ofBody();
            @Nullable String reference = null;
            try {
                if (line.isTooLong()) {
                    throw new ApiProblem(ProblemCode.TOO_LARGE);
                }
                JsonNode document = format.read(line.bytes(), errors).orElse(null);
                if (document == null) {
                    return;
                }
                reference = JsonLines.repeatable(document.path(REFERENCE));
                sink.next(new Read<>(line.number(), reference, value(document, errors), null));
            } catch (CsvLines.UnreadableTable unreadable) {
                sink.error(unreadable);
            } catch (ApiProblem problem) {
                sink.next(new Read<>(line.number(), reference, null, Problem.of(problem, language, traceId)));
            } catch (RuntimeException fault) {
                LOG.atError()
                        .addKeyValue("trace_id", traceId)
                        .addKeyValue("error.type", fault.getClass().getName())
                        .log("A line of a file failed through our fault");
                ApiProblem problem = new ApiProblem(ProblemCode.INTERNAL);
                sink.next(new Read<>(line.number(), reference, null, Problem.of(problem, language, traceId)));
            }
        }

        private V value(JsonNode document, Errors errors) {
            ClientReference named = named(document, errors);
            if (document instanceof ObjectNode members) {
                members.remove(REFERENCE);
            }
            T value = type.cast(JsonBodies.bind(document, javaType, errors));
            return meaning.apply(Objects.requireNonNull(named, "no name and nothing noted"), value);
        }

        private static @Nullable ClientReference named(JsonNode document, Errors errors) {
            JsonNode reference = document.path(REFERENCE);
            if (!document.isObject()) {
                return null;
            }
            if (!reference.isString()) {
                errors.at(REFERENCE).add(reference.isMissingNode() ? "required" : "wrong_form");
                return null;
            }
            return errors.parse(REFERENCE, reference.asString(), "invalid_reference", ClientReference::new);
        }
    }

    /** The problem of a line, as it stands in the answer. */
    public Object problem(ServerWebExchange exchange, ApiProblem problem) {
        return Problem.of(problem, Sentences.language(exchange), TraceId.of(exchange));
    }

    /**
     * Writes the answers to a file. What goes wrong before the first of them is answered as ever; afterwards a last line tells of
     * it. Signals {@code rate_limited} when as many such calls as may be are under way.
     */
    public Mono<Void> answer(ServerWebExchange exchange, Flux<? extends List<?>> answers) {
        Flux<DataBuffer> pieces = answers.map(FileLines::written)
                .switchOnFirst((first, all) -> toldAtTheEnd(exchange, first, all))
                .onBackpressureBuffer();
        Mono<Void> written = written(exchange.getResponse(), pieces).takeUntilOther(tooSlow(exchange.getRequest()));
        return turns.during(CallTenant.of(exchange).orElseThrow(), written);
    }

    private static Mono<Void> written(ServerHttpResponse response, Flux<DataBuffer> pieces) {
        response.getHeaders().setContentType(MediaType.APPLICATION_NDJSON);
        return response.writeAndFlushWith(pieces.map(Mono::just));
    }

    private Mono<Void> tooSlow(ServerHttpRequest request) {
        return JsonLines.tooSlow(request, bounds.bodyDeadline().plus(bounds.answerDeadline()));
    }

    /** The end of an answer that was not finished. */
    private record Failure(Problem problem) {}

    private static Flux<DataBuffer> toldAtTheEnd(
            ServerWebExchange exchange, Signal<? extends DataBuffer> first, Flux<DataBuffer> all) {
        return first.isOnNext() ? all.onErrorResume(fault -> Mono.just(failure(exchange, fault))) : all;
    }

    private static DataBuffer failure(ServerWebExchange exchange, Throwable fault) {
        ApiProblem problem = Faults.problem(fault);
        ProblemHandler.logOurs(exchange, problem, fault);
        return written(List.of(new Failure(Problem.of(problem, Sentences.language(exchange), TraceId.of(exchange)))));
    }

    /** On the heap, so that whoever cancels the call need not release it. */
    private static DataBuffer written(List<?> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(lines.size() * 128);
        for (Object line : lines) {
            bytes.writeBytes(WireJson.mapper().writeValueAsBytes(line));
            bytes.write('\n');
        }
        return DefaultDataBufferFactory.sharedInstance.wrap(bytes.toByteArray());
    }
}
