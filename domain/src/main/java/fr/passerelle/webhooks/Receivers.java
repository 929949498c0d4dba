package fr.passerelle.webhooks;

import java.net.URI;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * The way to the addresses that clients give. Nothing but public addresses is ever connected to, whatever a name resolves to and
 * whenever it does; no redirect is followed.
 */
public interface Receivers {

    /**
     * Why an address can never be posted to, found without asking anybody about it: the same rules stand before each connection.
     * Empty where nothing speaks against it; its name may still turn out to lead nowhere, or inside.
     */
    Optional<AddressFault> fault(URI address);

    /**
     * Signs a message and posts it once, within the time limit of an attempt. What the receiver does, or the way to it, is an
     * outcome and never an error signal. May be repeated: the message keeps its id, and gets the timestamp of each attempt.
     *
     * @param keys under which it is signed; several while keys are replaced
     */
    Mono<Posted> post(URI address, Message message, SigningKeys keys);
}
