package fr.passerelle.anef;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import reactor.core.publisher.Mono;

/** Times the calls to the platform, by operation and outcome; nothing that names a tenant or a person. */
final class CallTimer {
    static final String CALLS = "passerelle.platform.calls";

    private final MeterRegistry meters;

    CallTimer(MeterRegistry meters) {
        this.meters = meters;
    }

    <T> Mono<T> time(Operation operation, Mono<T> call) {
        return Mono.defer(() -> timed(operation, call, Timer.start(meters)));
    }

    private <T> Mono<T> timed(Operation operation, Mono<T> call, Timer.Sample sample) {
        return call.doOnSuccess(answer -> sample.stop(timer(operation, CallOutcome.ofAnswer(answer))))
                .doOnError(error -> sample.stop(timer(operation, CallOutcome.ofError(error))))
                .doOnCancel(() -> sample.stop(timer(operation, CallOutcome.CANCELLED)));
    }

    private Timer timer(Operation operation, CallOutcome outcome) {
        return Timer.builder(CALLS)
                .tag("operation", operation.code())
                .tag("outcome", outcome.code())
                .register(meters);
    }
}
