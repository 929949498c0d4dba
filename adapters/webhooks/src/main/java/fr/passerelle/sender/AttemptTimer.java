package fr.passerelle.sender;

import fr.passerelle.webhooks.Posted;
import fr.passerelle.webhooks.Posted.Answered;
import fr.passerelle.webhooks.Posted.Failed;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Times the attempts by how they ended; nothing that names a receiver or a tenant. */
final class AttemptTimer {
    static final String ATTEMPTS = "passerelle.webhooks.attempts";

    private final Map<Enum<?>, Timer> timers = new HashMap<>();

    /** All from the start, so that a first failure is seen to be a change. */
    AttemptTimer(MeterRegistry meters) {
        Stream.<Enum<?>>concat(Stream.of(Answer.values()), Stream.of(Posted.Failure.values()))
                .forEach(outcome -> timers.put(outcome, timer(meters, outcome)));
    }

    /** How a receiver answered, by the class of its status. */
    private enum Answer {
        KEPT,
        /** Which is not followed. */
        REDIRECTED,
        GONE,
        REFUSED,
        FAILING,
        /** Of no class that HTTP knows. */
        STRANGE;

        static Answer of(Answered answer) {
            if (answer.isGone()) {
                return GONE;
            }
            return switch (answer.status() / 100) {
                case 2 -> KEPT;
                case 3 -> REDIRECTED;
                case 4 -> REFUSED;
                case 5 -> FAILING;
                default -> STRANGE;
            };
        }
    }

    void record(Posted posted) {
        Enum<?> outcome = switch (posted) {
            case Answered answer -> Answer.of(answer);
            case Failed(var failure, var _) -> failure;
        };
        Objects.requireNonNull(timers.get(outcome)).record(posted.took());
    }

    private static Timer timer(MeterRegistry meters, Enum<?> outcome) {
        return Timer.builder(ATTEMPTS)
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(meters);
    }
}
