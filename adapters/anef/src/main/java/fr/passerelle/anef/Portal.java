package fr.passerelle.anef;

import fr.passerelle.platform.PlatformUnavailable;
import fr.passerelle.platform.PlatformUnavailable.Fault;
import io.netty.channel.ChannelOption;
import io.netty.resolver.dns.DnsNameResolverException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * The portal's HTTP. One deadline covers an exchange from the first attempt to connect to the last byte; redirects
 * are not followed, bodies not decompressed and not read beyond their limit; no request is ever repeated.
 */
final class Portal implements AutoCloseable {
    private static final String US = "passerelle";
    private static final int LONGEST_HEADERS = 16 * 1024;
    private static final int DEEPEST_CAUSE = 10;
    /** A name that did not resolve is looked up again soon, and an address that changed is noticed. */
    private static final Duration REMEMBERED_FAILURE = Duration.ofSeconds(10);

    private static final Duration REMEMBERED_ADDRESS = Duration.ofMinutes(1);

    private final PlatformClientProperties properties;
    private final InstantSource clock;
    private final ConnectionProvider connections;
    private final WebClient client;
    private final HttpClient fresh;

    Portal(PlatformClientProperties properties, InstantSource clock) {
        this.properties = properties;
        this.clock = clock;
        this.connections = ConnectionProvider.builder("platform")
                .maxConnections(Lane.values().length * properties.concurrentCalls())
                .pendingAcquireTimeout(properties.connectTimeout())
                .maxIdleTime(Duration.ofSeconds(20))
                .build();
        this.client = speaking(http(connections));
        this.fresh = http(ConnectionProvider.newConnection());
    }

    private HttpClient http(ConnectionProvider provider) {
        return HttpClient.create(provider)
                .protocol(HttpProtocol.HTTP11)
                .followRedirect(false)
                .compress(false)
                .disableRetry(true)
                .resolver(
                        spec -> spec.cacheNegativeTimeToLive(REMEMBERED_FAILURE).cacheMaxTimeToLive(REMEMBERED_ADDRESS))
                .httpResponseDecoder(spec -> spec.maxHeaderSize(LONGEST_HEADERS))
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(properties.connectTimeout().toMillis()));
    }

    private static WebClient speaking(HttpClient http) {
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http))
                .defaultHeader(HttpHeaders.USER_AGENT, US)
                .defaultHeader(HttpHeaders.ACCEPT_ENCODING, "identity")
                .build();
    }

    /** Asks for JSON. Fails with {@link PlatformUnavailable} when no whole answer comes. */
    Mono<PortalAnswer> ask(PortalRequest request) {
        return ask(request, properties.largestJson());
    }

    /** Asks for a PDF. */
    Mono<PortalAnswer> askForPdf(PortalRequest request) {
        return ask(request, properties.largestPdf());
    }

    /** Sends a request at most once, on a connection of its own. Never fails. */
    Mono<Sending> sendOnce(PortalRequest request) {
        return Mono.defer(() -> sendOnce(request, underWay(request, properties.largestJson())));
    }

    private Mono<PortalAnswer> ask(PortalRequest request, DataSize limit) {
        return Mono.defer(() -> exchange(client, request, underWay(request, limit)))
                .onErrorMap(error -> unavailable(request.operation(), error));
    }

    private Mono<Sending> sendOnce(PortalRequest request, ExchangeUnderWay exchange) {
        return Mono.defer(() -> exchange(speaking(fresh.observe(exchange)), request, exchange))
                .<Sending>map(Sending.Answered::new)
                .onErrorResume(error -> Mono.just(ended(exchange, error)));
    }

    private ExchangeUnderWay underWay(PortalRequest request, DataSize limit) {
        return new ExchangeUnderWay(
                request.operation(),
                clock,
                Math.toIntExact(limit.toBytes()),
                Math.toIntExact(properties.keptEvidence().toBytes()));
    }

    private Mono<PortalAnswer> exchange(WebClient through, PortalRequest request, ExchangeUnderWay exchange) {
        WebClient.RequestBodySpec spec = through.method(request.method())
                .uri(request.uri(properties.baseUrl()))
                .headers(headers -> headers.setAll(request.headers()));
        byte[] body = request.body();
        return (body == null ? spec : spec.bodyValue(body))
                .exchangeToMono(response -> read(response, exchange))
                .timeout(properties.exchangeDeadline());
    }

    private static Mono<PortalAnswer> read(ClientResponse response, ExchangeUnderWay exchange) {
        exchange.answeredBy(response);
        return response.body(BodyExtractors.toDataBuffers())
                .collect(() -> exchange, ExchangeUnderWay::take)
                .map(ExchangeUnderWay::answer);
    }

    private static Sending ended(ExchangeUnderWay exchange, Throwable error) {
        String reason = reason(error);
        return exchange.giveUpUnsent()
                ? new Sending.NeverLeft(unsent(error), reason, exchange.evidence())
                : new Sending.Unanswered(reason, exchange.evidence());
    }

    private static String reason(Throwable error) {
        Throwable cause = withoutAddress(error);
        return cause instanceof UnusableAnswer unusable
                ? unusable.reason()
                : cause.getClass().getSimpleName();
    }

    private static PlatformUnavailable unavailable(Operation operation, Throwable error) {
        Throwable cause = withoutAddress(error);
        return new PlatformUnavailable(operation.code(), fault(cause), saysNothingPersonal(cause) ? cause : null);
    }

    private static Fault unsent(Throwable error) {
        return fault(withoutAddress(error)) == Fault.UNTRUSTED ? Fault.UNTRUSTED : Fault.UNREACHABLE;
    }

    private static Fault fault(Throwable cause) {
        if (isBadCertificate(cause)) {
            return Fault.UNTRUSTED;
        }
        return switch (cause) {
            case TimeoutException _ -> Fault.TIMEOUT;
            case ConnectException _ -> Fault.UNREACHABLE;
            case UnknownHostException _ -> Fault.UNREACHABLE;
            case SSLException _ -> Fault.UNREACHABLE;
            case DnsNameResolverException _ -> Fault.UNREACHABLE;
            default -> Fault.UNUSABLE_ANSWER;
        };
    }

    /** Expired, of another host, or signed by nobody whom we trust. There is no "accept anyway". */
    private static boolean isBadCertificate(Throwable cause) {
        return cause instanceof SSLException
                && Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
                        .limit(DEEPEST_CAUSE)
                        .anyMatch(CertificateException.class::isInstance);
    }

    /** Those of the network name the portal; others may quote what was sent. */
    private static boolean saysNothingPersonal(Throwable cause) {
        return cause instanceof IOException || cause instanceof TimeoutException || cause instanceof UnusableAnswer;
    }

    /** Spring's exception quotes the address, in which a search holds a name. */
    private static Throwable withoutAddress(Throwable error) {
        return error instanceof WebClientRequestException && error.getCause() != null ? error.getCause() : error;
    }

    @Override
    public void close() {
        connections.dispose();
    }
}
