package fr.passerelle.api.webhooks;

import fr.passerelle.webhooks.Delivery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of one message. */
public record DeliveryView(
        String eventId,
        String eventType,
        @Nullable Long position,
        Delivery.State state,
        int attempts,
        @Nullable Instant firstAttemptAt,
        @Nullable Instant lastAttemptAt,
        @Nullable Instant nextAttemptAt,
        @Nullable String lastOutcome,
        @Nullable Long tookMs) {
    static DeliveryView of(Delivery delivery) {
        return new DeliveryView(
                delivery.event().text(),
                delivery.type().publicName(),
                delivery.position() == 0 ? null : delivery.position(),
                delivery.state(),
                delivery.attempts(),
                delivery.firstAttemptAt(),
                delivery.lastAttemptAt(),
                delivery.nextAttemptAt(),
                delivery.lastOutcome(),
                delivery.took() == null ? null : delivery.took().toMillis());
    }
}
