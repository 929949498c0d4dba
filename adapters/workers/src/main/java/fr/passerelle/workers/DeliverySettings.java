package fr.passerelle.workers;

import java.time.Duration;

/**
 * How one replica sends webhooks.
 *
 * @param endpointsAtOnce how many endpoints are sent to at once; one that is slow holds up no other before so many are
 * @param messagesAtOnce how many messages one endpoint is sent at once: its whole share, however slow it is
 * @param page how many events are read, and how many outcomes stored, at a time
 * @param lease how long an endpoint is ours; renewed with each store, and longer than an attempt may take. What a dead replica
 *     was sending waits so long
 * @param turn after which an endpoint gives way to others that wait
 * @param idlePause between two looks for something to send
 * @param drain how long a stopping replica waits for what it is sending
 */
public record DeliverySettings(
        int endpointsAtOnce,
        int messagesAtOnce,
        int page,
        Duration lease,
        Duration turn,
        Duration idlePause,
        Duration drain) {
    public DeliverySettings {
        if (endpointsAtOnce < 1 || messagesAtOnce < 1 || page < 2) {
            throw new IllegalArgumentException("at least one message is sent to one endpoint, and two are read");
        }
        if (!lease.isPositive() || !turn.isPositive() || !idlePause.isPositive()) {
            throw new IllegalArgumentException("lease, turn and pause are longer than nothing");
        }
    }

    public static DeliverySettings usual() {
        return new DeliverySettings(
                128,
                64,
                500,
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofMillis(250),
                Duration.ofSeconds(20));
    }
}
