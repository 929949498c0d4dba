package fr.passerelle.sender;

import fr.passerelle.webhooks.Posted.Failure;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.resolver.dns.DnsNameResolverException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Our reading of what goes wrong before an answer. */
final class Failures {
    private static final Logger log = LoggerFactory.getLogger(Failures.class);
    private static final int DEEPEST_CAUSE = 10;

    private Failures() {}

    static Failure of(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .map(Failures::known)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> lost(error));
    }

    private static @Nullable Failure known(Throwable error) {
        return switch (error) {
            case AddressNotPublic _ -> Failure.ADDRESS_NOT_PUBLIC;
            case TooManyConnections _ -> Failure.HELD_BACK;
            case ConnectTimeoutException _, SslHandshakeTimeoutException _, TimeoutException _ -> Failure.TIMEOUT;
            case UnknownHostException _, DnsNameResolverException _ -> Failure.NAME_NOT_RESOLVED;
            case ConnectException _, NoRouteToHostException _ -> Failure.CONNECTION_REFUSED;
            case SSLException _ -> Failure.TLS;
            default -> null;
        };
    }

    /** Its class alone is told, to whoever asks: its message may quote what the receiver sent, and receivers could fill our log. */
    private static Failure lost(Throwable error) {
        log.debug("An attempt to post ended in {}", error.getClass().getName());
        return Failure.CONNECTION_LOST;
    }
}
