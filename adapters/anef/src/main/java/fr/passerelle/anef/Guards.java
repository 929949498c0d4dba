package fr.passerelle.anef;

import fr.passerelle.platform.PlatformRefusal;
import fr.passerelle.platform.PlatformUnavailable;
import fr.passerelle.platform.SessionEnded;
import fr.passerelle.platform.SubmitAnswer;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.reactor.bulkhead.operator.BulkheadOperator;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.github.resilience4j.reactor.timelimiter.TimeLimiterOperator;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * One bulkhead and one circuit breaker for each lane, and one time limit for all. From the inside out: bulkhead, time
 * limit, breaker; a time limit outside the breaker would never count as a failure.
 */
final class Guards {
    private static final Logger log = LoggerFactory.getLogger(Guards.class);

    private final CircuitBreakerRegistry breakers;
    private final BulkheadRegistry bulkheads;
    private final TimeLimiter limit;
    private final Duration longestRetryAfter;

    Guards(PlatformClientProperties properties) {
        longestRetryAfter = properties.longestRetryAfter();
        breakers = CircuitBreakerRegistry.of(breaker(properties.breaker()));
        bulkheads = BulkheadRegistry.of(BulkheadConfig.custom()
                .maxConcurrentCalls(properties.concurrentCalls())
                .maxWaitDuration(Duration.ZERO)
                .build());
        // A net below the client's own deadline, which fires first and keeps the evidence.
        limit = TimeLimiter.of(TimeLimiterConfig.custom()
                .timeoutDuration(properties.exchangeDeadline().plus(properties.connectTimeout()))
                .build());
        for (Lane lane : Lane.values()) {
            bulkheads.bulkhead(lane.code());
            breaker(lane).getEventPublisher().onStateTransition(Guards::tell);
        }
    }

    private static CircuitBreakerConfig breaker(PlatformClientProperties.Breaker settings) {
        return CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(settings.window())
                .minimumNumberOfCalls(settings.minimumCalls())
                .failureRateThreshold(settings.failurePercent())
                .slowCallDurationThreshold(settings.slowCall())
                .slowCallRateThreshold(settings.slowCallPercent())
                .waitDurationInOpenState(settings.openFor())
                .permittedNumberOfCallsInHalfOpenState(1)
                .recordException(Guards::isThePlatformsFault)
                .ignoreException(Guards::saysNothingOfThePlatform)
                .recordResult(Guards::isAFailedSending)
                .build();
    }

    private static boolean isThePlatformsFault(Throwable error) {
        return error instanceof PlatformUnavailable || error instanceof TimeoutException;
    }

    /** Our own refusals and errors. A platform that says no, or that a session is over, is well. */
    private static boolean saysNothingOfThePlatform(Throwable error) {
        return !(isThePlatformsFault(error) || error instanceof PlatformRefusal || error instanceof SessionEnded);
    }

    private static boolean isAFailedSending(Object answer) {
        return answer instanceof SubmitAnswer.Unknown || answer instanceof SubmitAnswer.NotSent;
    }

    private static void tell(CircuitBreakerOnStateTransitionEvent event) {
        log.warn("Circuit of lane {}: {}", event.getCircuitBreakerName(), event.getStateTransition());
    }

    <T> Mono<T> guard(Lane lane, Mono<T> call) {
        return call.transformDeferred(BulkheadOperator.of(bulkhead(lane)))
                .transformDeferred(TimeLimiterOperator.of(limit))
                .transformDeferred(CircuitBreakerOperator.of(breaker(lane)));
    }

    /** Ten years would be a mistake, and one mistake must not stop every filing for as long as it likes. */
    PlatformUnavailable patient(PlatformUnavailable failure) {
        return failure.retryAfter()
                .map(asked -> failure.withRetryAfter(atMostLongest(asked)))
                .orElse(failure);
    }

    SubmitAnswer patient(SubmitAnswer answer) {
        return answer instanceof SubmitAnswer.Unknown(var reason, var exchange, var retryAfter)
                ? new SubmitAnswer.Unknown(reason, exchange, retryAfter.map(this::atMostLongest))
                : answer;
    }

    private Duration atMostLongest(Duration asked) {
        return asked.compareTo(longestRetryAfter) > 0 ? longestRetryAfter : asked;
    }

    void bindTo(MeterRegistry meters) {
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads).bindTo(meters);
    }

    CircuitBreaker breaker(Lane lane) {
        return breakers.circuitBreaker(lane.code());
    }

    Bulkhead bulkhead(Lane lane) {
        return bulkheads.bulkhead(lane.code());
    }
}
