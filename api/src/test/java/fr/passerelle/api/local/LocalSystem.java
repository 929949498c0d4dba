package fr.passerelle.api.local;

import fr.passerelle.api.PasserelleApplication;
import fr.passerelle.persistence.Database;
import fr.passerelle.simulator.Simulator;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * The whole of Passerelle on one machine: the service on a given database, the simulator of the platform and the token
 * issuer. One clock drives business time of the service and the simulator; tokens live in real time.
 */
public final class LocalSystem implements AutoCloseable {
    static final String AUDIENCE = "passerelle";

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Simulator simulator;
    private final LocalIssuer issuer;
    private final ConfigurableApplicationContext service;

    private LocalSystem(
            Database database,
            Ports ports,
            Path issuerKey,
            Map<String, Object> simulated,
            Map<String, Object> settings) {
        this.simulator = closedAtEnd(Simulator.start(ports.simulator(), simulated));
        this.issuer = closedAtEnd(
                LocalIssuer.start(ports.issuer(), issuerKey, ports.issuerUrl(), AUDIENCE, InstantSource.system()));
        Map<String, Object> all = new HashMap<>(properties(database, ports));
        all.putAll(settings);
        this.service = closedAtEnd(new SpringApplicationBuilder(PasserelleApplication.class)
                .profiles("local")
                .registerShutdownHook(false)
                .initializers(context -> prepare((GenericApplicationContext) context, all))
                .run());
    }

    private void prepare(GenericApplicationContext context, Map<String, Object> settings) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("local system", settings));
        context.registerBean(InstantSource.class, simulator::clock);
    }

    /**
     * Starts everything and returns once it serves.
     *
     * @param simulated settings of the simulator that differ from its defaults
     * @param settings of the service that differ from those of the local run
     */
    public static LocalSystem start(
            Database database,
            Ports ports,
            Path issuerKey,
            Map<String, Object> simulated,
            Map<String, Object> settings) {
        return new LocalSystem(database, ports, issuerKey, simulated, settings);
    }

    private Map<String, Object> properties(Database database, Ports ports) {
        return Map.ofEntries(
                Map.entry("server.port", ports.service()),
                Map.entry("management.server.port", ports.management()),
                Map.entry("passerelle.database.host", database.host()),
                Map.entry("passerelle.database.port", database.port()),
                Map.entry("passerelle.database.name", database.name()),
                Map.entry("passerelle.database.tls", "disable"),
                Map.entry("passerelle.database.service.user", database.service().user()),
                Map.entry(
                        "passerelle.database.service.password",
                        database.service().password()),
                Map.entry("passerelle.database.owner.user", database.owner().user()),
                Map.entry("passerelle.database.owner.password", database.owner().password()),
                Map.entry("passerelle.platform.base-url", simulator.uri().toString()),
                Map.entry("passerelle.security.issuer", ports.issuerUrl()),
                Map.entry("passerelle.security.jwks-uri", "http://localhost:" + issuer.port() + "/oauth2/jwks"),
                Map.entry("passerelle.security.audience", AUDIENCE),
                // Tests alone have springdoc, whose advice at start is met: only the contract and its page are let
                // through.
                Map.entry("logging.level.org.springdoc.core.events", "error"));
    }

    private <T extends AutoCloseable> T closedAtEnd(T part) {
        parts.push(part);
        return part;
    }

    public URI url() {
        String port = service.getEnvironment().getRequiredProperty("local.server.port");
        return URI.create("http://localhost:" + port);
    }

    public URI managementUrl() {
        String port = service.getEnvironment().getRequiredProperty("local.management.port");
        return URI.create("http://localhost:" + port);
    }

    public URI issuerUrl() {
        return URI.create("http://localhost:" + issuer.port());
    }

    public Simulator simulator() {
        return simulator;
    }

    public ConfigurableApplicationContext service() {
        return service;
    }

    /** Stops the parts, the one that was started last first. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a part of the local run did not stop", e);
            }
        }
    }
}
