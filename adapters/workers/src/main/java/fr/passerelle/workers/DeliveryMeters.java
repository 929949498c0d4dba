package fr.passerelle.workers;

import fr.passerelle.webhooks.Deliver.Attempted;
import fr.passerelle.webhooks.Delivery;
import fr.passerelle.webhooks.DeliveryTurns;
import fr.passerelle.webhooks.DeliveryTurns.Backlog;
import fr.passerelle.webhooks.DeliveryTurns.Due;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Counts what is sent by this replica, and shows what waits over all of them. */
final class DeliveryMeters {
    private static final List<String> STATES = List.of("enabled", "failing", "unverified", "disabled");

    private final DeliveryTurns turns;
    private final Map<Delivery.State, Timer> attempts;
    private final Timer firstAttempts;
    private volatile Backlog backlog = new Backlog(0, Map.of());

    DeliveryMeters(DeliveryTurns turns, MeterRegistry meters) {
        this.turns = turns;
        this.attempts = Arrays.stream(Delivery.State.values())
                .collect(Collectors.toMap(Function.identity(), state -> attempts(meters, state)));
        this.firstAttempts = Timer.builder("passerelle.webhooks.first_attempt")
                .description("from an event to the end of the first attempt to deliver it")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
        meters.gauge("passerelle.webhooks.backlog", this, meter -> meter.backlog.events());
        STATES.forEach(state -> meters.gauge(
                "passerelle.webhooks.endpoints",
                Tags.of("state", state),
                this,
                meter -> meter.backlog.endpoints().getOrDefault(state, 0L)));
    }

    private static Timer attempts(MeterRegistry meters, Delivery.State state) {
        String outcome =
                state == Delivery.State.PENDING ? "failed" : state.name().toLowerCase(Locale.ROOT);
        return meters.timer("passerelle.webhooks.attempts", "outcome", outcome);
    }

    void count(Attempted attempted, Due due, Instant now) {
        Delivery delivery = attempted.delivery();
        Objects.requireNonNull(attempts.get(delivery.state()))
                .record(attempted.posted().took());
        if (delivery.attempts() == 1 && delivery.position() > 0) {
            firstAttempts.record(Duration.between(due.message().event().occurredAt(), now));
        }
    }

    /** Looks at what waits; what was last seen stays while the store does not answer. */
    Mono<Void> look() {
        return turns.backlog().doOnNext(latest -> backlog = latest).then().onErrorComplete();
    }
}
