package fr.passerelle.simulator;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.MapPropertySource;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.netty.ChannelBindException;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/**
 * A running simulator of the employers' portal. It keeps everything in memory and shares nothing with another one in the
 * same process, nor with the application that started it: no Spring context, no configuration file of that application.
 */
public final class Simulator implements AutoCloseable {
    static final String HEADER = "X-Passerelle-Simulator";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** A document somewhat too large is read to its end, so that its sender gets to read the refusal. */
    private static final int READ_BEYOND_LIMIT = 4;
    /** However small the limit of documents is set, a form is read. */
    private static final long READ_AT_LEAST = DataSize.ofMegabytes(1).toBytes();

    private final Door door;
    private final Lines lines;
    private final LoopResources loops;
    private final PortalClock clock;
    private final @Nullable Memory memory;

    private Simulator(Door door, Lines lines, LoopResources loops, PortalClock clock, @Nullable Memory memory) {
        this.memory = memory;
        this.door = door;
        this.lines = lines;
        this.loops = loops;
        this.clock = clock;
    }

    /**
     * Starts a simulator that is ready for calls when this returns.
     *
     * @param port 0 for any that is free
     * @param properties settings that differ from the defaults, such as {@code simulator.visibility-delay}; the system's
     *     properties and the environment are not looked at
     * @throws IllegalStateException when the port is taken
     */
    public static Simulator start(int port, Map<String, Object> properties) {
        properties.keySet().forEach(Simulator::refuseForeign);
        return start(port, bound(properties), InstantSource.system());
    }

    static SimulatorProperties bound(Map<String, Object> properties) {
        return SimulatorProperties.bind(List.of(new MapPropertySource(SimulatorProperties.GIVEN, properties)));
    }

    static Simulator start(int port, SimulatorProperties properties, InstantSource time) {
        PortalClock clock = new PortalClock(time);
        Portal portal = new Portal(properties, clock);
        LoopResources loops = LoopResources.create("simulator", LoopResources.DEFAULT_IO_WORKER_COUNT, true);
        Strikes strikes = new Strikes();
        Lines lines = new Lines(strikes);
        HttpServer server = HttpServer.create()
                .host(properties.host())
                .runOn(loops)
                .handle(new ReactorHttpHandlerAdapter(handler(portal, properties, clock, strikes, lines)));
        try {
            Door door = lines.open(server.port(port));
            if (properties.badCertificates()) {
                lines.certify(BadCertificates.start(server, strikes));
            }
            return new Simulator(door, lines, loops, clock, memory(portal, properties));
        } catch (ChannelBindException e) {
            loops.dispose();
            throw new IllegalStateException(
                    "the simulator cannot listen on %s:%d: is another one running there?"
                            .formatted(properties.host(), port),
                    e);
        }
    }

    private static @Nullable Memory memory(Portal portal, SimulatorProperties properties) {
        Path file = properties.memory();
        return file == null ? null : Memory.of(file, portal);
    }

    private static HttpHandler handler(
            Portal portal, SimulatorProperties properties, PortalClock clock, Strikes strikes, Lines lines) {
        Calls calls = new Calls();
        Faults faults = new Faults(portal, clock, strikes);
        long limit = properties.documentLimit().toBytes();
        int largestBody = Math.toIntExact(Math.max(limit * READ_BEYOND_LIMIT, READ_AT_LEAST));
        PortalRoutes routes = new PortalRoutes(portal, clock, new Gate(faults, calls), limit);
        HandlerStrategies strategies = HandlerStrategies.builder()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(largestBody))
                .webFilter(Simulator::sayWhoAnswers)
                .build();
        return RouterFunctions.toHttpHandler(
                routes.routes()
                        .and(new ControlRoutes(portal, clock, calls, faults, strikes, lines).routes())
                        .and(routes.elsewhere()),
                strategies);
    }

    /** On every answer, so that nobody takes this for the State's platform. */
    private static Mono<Void> sayWhoAnswers(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse().getHeaders().set(HEADER, version());
        return chain.filter(exchange);
    }

    static String version() {
        return Objects.requireNonNullElse(Simulator.class.getPackage().getImplementationVersion(), "dev");
    }

    private static void refuseForeign(String property) {
        if (!property.startsWith("simulator.")) {
            throw new IllegalArgumentException("not a setting of the simulator: " + property);
        }
    }

    public int port() {
        return door.address().getPort();
    }

    /** Where it is reached from this machine. */
    public URI uri() {
        InetSocketAddress address = door.address();
        String host = address.getAddress().isAnyLocalAddress() ? "localhost" : address.getHostString();
        return URI.create("http://" + host + ":" + port());
    }

    /** The portal's clock, to be moved. */
    public PortalClock clock() {
        return clock;
    }

    void awaitClose() throws InterruptedException {
        door.awaitClose();
    }

    /** Frees the port and its threads; connections that are open are cut. */
    @Override
    public void close() {
        lines.close();
        if (memory != null) {
            memory.close();
        }
        loops.disposeLater(Duration.ZERO, PATIENCE).block(PATIENCE.multipliedBy(2));
    }
}
