package fr.passerelle.sender;

import fr.passerelle.webhooks.AddressFault;
import fr.passerelle.webhooks.Message;
import fr.passerelle.webhooks.Posted;
import fr.passerelle.webhooks.Posted.Failure;
import fr.passerelle.webhooks.Receivers;
import fr.passerelle.webhooks.SigningKeys;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslProvider;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Receivers over HTTP/1.1. Each host has connections of its own, so that a slow one takes nobody else's. Redirects are not followed;
 * no proxy, cookie or compression is spoken of. One for each replica; to be closed with it.
 */
public final class HttpReceivers implements Receivers, AutoCloseable {
    static final String CONNECTIONS = "passerelle.webhooks.connections";
    private static final int LONGEST_HEADERS = 16 * 1024;
    /** Shorter than most servers keep a connection: it is better to close it than to find it closed. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(15);

    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);
    private static final Duration SWEEP = Duration.ofSeconds(5);
    private static final Duration FORGET_HOST = Duration.ofMinutes(1);

    private final SenderSettings settings;
    private final InstantSource clock;
    private final AddressRules rules;
    private final AttemptTimer timer;
    private final LoopResources loops;
    private final ConnectionProvider connections;
    private final PublicNames names;
    private final HttpClient client;

    private HttpReceivers(SenderSettings settings, InstantSource clock, MeterRegistry meters) {
        PublicAddresses addresses = new PublicAddresses(settings.allowedNetworks());
        ConnectGuard guard = new ConnectGuard(settings, addresses);
        Gauge.builder(CONNECTIONS, guard, ConnectGuard::open).register(meters);
        this.settings = settings;
        this.clock = clock;
        this.rules = new AddressRules(settings, addresses);
        this.timer = new AttemptTimer(meters);
        // Apart from those that serve the API: handshakes with hosts of others' choice would hold its calls up.
        this.loops = LoopResources.create("webhooks", Runtime.getRuntime().availableProcessors(), true);
        this.connections = connections(settings);
        this.names = new PublicNames(NameServers.of(settings.nameServers()).resolver(loops), addresses);
        this.client = client(guard);
    }

    public static HttpReceivers create(SenderSettings settings, InstantSource clock, MeterRegistry meters) {
        return new HttpReceivers(settings, clock, meters);
    }

    private static ConnectionProvider connections(SenderSettings settings) {
        return ConnectionProvider.builder("webhooks")
                .maxConnections(settings.connectionsPerHost())
                .pendingAcquireMaxCount(-1) // whoever posts has a limit of their own
                .pendingAcquireTimeout(settings.attemptLimit())
                .maxIdleTime(LONGEST_IDLE)
                .maxLifeTime(LONGEST_LIFE)
                .evictInBackground(SWEEP)
                .disposeInactivePoolsInBackground(FORGET_HOST, FORGET_HOST)
                .lifo()
                .build();
    }

    private HttpClient client(ConnectGuard guard) {
        return HttpClient.create(connections)
                .runOn(loops)
                .protocol(HttpProtocol.HTTP11)
                .noProxy()
                .followRedirect(false)
                .compress(false)
                .resolver(names)
                .doOnChannelInit((_, channel, _) -> guard.guard(channel))
                .secure(ssl -> ssl.sslContext(tls()).handshakeTimeout(settings.connectLimit()))
                .httpResponseDecoder(spec -> spec.maxHeaderSize(LONGEST_HEADERS))
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(settings.connectLimit().toMillis()));
    }

    /** The JDK's own trust store, and the names in certificates are compared; there is no "accept anyway". */
    private static Http11SslContextSpec tls() {
        return Http11SslContextSpec.forClient()
                .configure(context -> context.sslProvider(SslProvider.JDK)
                        .protocols("TLSv1.3", "TLSv1.2")
                        .endpointIdentificationAlgorithm("HTTPS"));
    }

    @Override
    public Optional<AddressFault> fault(URI address) {
        return rules.fault(address);
    }

    @Override
    public Mono<Posted> post(URI address, Message message, SigningKeys keys) {
        return Mono.defer(() -> attempt(address, message, keys)).doOnNext(timer::record);
    }

    private Mono<Posted> attempt(URI address, Message message, SigningKeys keys) {
        Attempt attempt = new Attempt(settings.mostBytesRead());
        if (rules.fault(address).isPresent()) {
            return Mono.just(attempt.failed(Failure.ADDRESS_NOT_PUBLIC));
        }
        return exchange(attempt, address, SignedMessage.at(clock.instant(), message, keys));
    }

    /** Past the rules: what stands before each connection stands on its own. */
    Mono<Posted> exchange(Attempt attempt, URI address, SignedMessage message) {
        return client.post()
                .uri(address)
                .send(message::send)
                .responseConnection((response, connection) -> drained(attempt, response, connection))
                .then(Mono.fromSupplier(attempt::answered))
                .timeout(settings.attemptLimit())
                .onErrorResume(error -> Mono.just(attempt.ended(error)));
    }

    /** To stop before the end closes the connection. */
    private Publisher<Void> drained(Attempt attempt, HttpClientResponse response, Connection connection) {
        attempt.answeredBy(response, clock.instant());
        return connection.inbound().receive().takeUntil(attempt::isEnough).then();
    }

    @Override
    public void close() {
        connections.dispose();
        names.close();
        loops.dispose();
    }
}
