package fr.passerelle.api.http;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Answers every exception of the server as a problem: those of controllers, filters, codecs, security and routing alike. What is
 * our fault is logged once, by the classes and frames of its exceptions: their messages may hold what a client sent.
 */
@Order(ProblemHandler.BEFORE_THOSE_OF_BOOT)
final class ProblemHandler implements ErrorWebExceptionHandler {
    static final int BEFORE_THOSE_OF_BOOT = -10;

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
    private static final int FRAMES = 40;
    private static final int CAUSES = 4;

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable fault) {
        ApiProblem problem = Faults.problem(fault);
        logOurs(exchange, problem, fault);
        return ProblemWriter.write(exchange, problem);
    }

    /** Logs what is our fault, and nothing else. */
    static void logOurs(ServerWebExchange exchange, ApiProblem problem, Throwable fault) {
        if (problem.code().status().is5xxServerError()) {
            log(exchange, problem, fault);
        }
    }

    private static void log(ServerWebExchange exchange, ApiProblem problem, Throwable fault) {
        LOG.atError()
                .addKeyValue("trace_id", TraceId.of(exchange))
                .addKeyValue("problem", problem.code().text())
                .addKeyValue("error.type", fault.getClass().getName())
                .addKeyValue("error.stack_trace", stack(fault))
                .log("A call failed through our fault");
    }

    private static String stack(Throwable fault) {
        return Stream.iterate(fault, t -> t != null, Throwable::getCause)
                .limit(CAUSES)
                .flatMap(ProblemHandler::withSuppressed)
                .map(ProblemHandler::frames)
                .collect(Collectors.joining("\n"));
    }

    /** Reactor moves most frames of an exception into one that it suppresses. */
    private static Stream<Throwable> withSuppressed(Throwable fault) {
        return Stream.concat(Stream.of(fault), Stream.of(fault.getSuppressed()).limit(CAUSES));
    }

    private static String frames(Throwable fault) {
        return Stream.of(fault.getStackTrace())
                .limit(FRAMES)
                .map(frame -> "\n\tat " + frame)
                .collect(Collectors.joining("", fault.getClass().getName(), ""));
    }
}
