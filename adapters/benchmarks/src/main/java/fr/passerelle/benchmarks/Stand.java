package fr.passerelle.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a proof runs against: the packaged service on a database of its own, the packaged simulator of the platform, and a token
 * issuer. The waits are those of production divided, so that a proof ends within minutes.
 */
final class Stand implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration VISIBILITY = Duration.ofSeconds(1);
    static final Path LOGS = Path.of("adapters/benchmarks/target/proof");
    private static final Path SERVICE = Path.of("api");
    private static final List<String> SOON = List.of("-Xmx384m", "-XX:TieredStopAtLevel=1");
    private static final int SECRET = 32;
    private static final String DEMO = "demo";

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final ProofDatabase database;
    private final ProofIssuer issuer;
    private final String simulator;
    private final List<Replica> replicas = new ArrayList<>();
    private final Map<String, String> settings;
    private @Nullable JarProcess platform;

    private Stand(Duration poll, Layout layout) throws Exception {
        Files.createDirectories(LOGS);
        this.database = closedAtEnd(ProofDatabase.start());
        this.issuer = closedAtEnd(ProofIssuer.start());
        int simulatorPort = freePort();
        this.simulator = "http://127.0.0.1:" + simulatorPort;
        this.settings = new TreeMap<>(settings(poll));
        settings.putAll(layout.settings());
        try {
            startJars(simulatorPort, layout);
        } catch (Exception | Error e) {
            close();
            throw e;
        }
    }

    /** Starts everything and returns once it serves. */
    static Stand start(Duration poll, Layout layout) throws Exception {
        return new Stand(poll, layout);
    }

    private void startJars(int simulatorPort, Layout layout) throws Exception {
        Files.deleteIfExists(LOGS.resolve("simulator.log"));
        platform = closedAtEnd(JarProcess.start(
                Path.of("adapters/simulator"),
                LOGS.resolve("simulator.log"),
                List.of("-Xmx512m"),
                Stream.concat(
                                Stream.of(
                                        "--port=" + simulatorPort,
                                        "--simulator.visibility-delay=" + VISIBILITY.toSeconds() + "s"),
                                layout.platform().stream())
                        .toList()));
        platform.awaitOk(simulator + "/simulateur/horloge", START);
        List<String> what = layout.trapped()
                ? trappedService()
                : List.of("-jar", JarProcess.jar(SERVICE).toString());
        if (layout.replicas() == 1) {
            startReplica("service", what, List.of("-Xmx768m"));
            return;
        }
        for (int number = 1; number <= layout.replicas(); number++) {
            startReplica("replica-" + number, what, SOON);
        }
    }

    /** One after the other: the first brings the schema up to date. */
    private void startReplica(String name, List<String> what, List<String> options) throws Exception {
        Replica replica = new Replica(name, freePort(), freePort(), what, options, settings, LOGS);
        replicas.add(closedAtEnd(replica));
        replica.awaitReady();
    }

    /** The packaged service taken apart, with the jar of this module beside it. */
    private static List<String> trappedService() throws Exception {
        Path jar = JarProcess.jar(SERVICE);
        Path apart = LOGS.resolve("service-apart");
        Path launcher = apart.resolve(jar.getFileName());
        takeApart(jar, apart);
        return List.of("-cp", launcher + File.pathSeparator + traps(), "fr.passerelle.api.PasserelleApplication");
    }

    private static void takeApart(Path jar, Path apart) throws Exception {
        List<String> extract = List.of("extract", "--force", "--destination", apart.toString());
        try (JarProcess process = JarProcess.start(
                List.of("-jar", jar.toString()), LOGS.resolve("apart.log"), List.of("-Djarmode=tools"), extract)) {
            if (process.status(START).orElse(1) != 0) {
                throw new IllegalStateException("the service was not taken apart:\n" + process.printed());
            }
        }
    }

    private static Path traps() throws IOException {
        String executable = JarProcess.jar(Path.of("adapters/benchmarks")).toString();
        return Path.of(executable.replace("-exec.jar", ".jar"));
    }

    /** A service beside the one of the proof, which is asked for nothing but to start: soon, then, and not to be fast. */
    Replica startService(String name, Map<String, String> settings) throws IOException {
        List<String> what = List.of("-jar", JarProcess.jar(SERVICE).toString());
        return new Replica(name, freePort(), freePort(), what, SOON, settings, LOGS);
    }

    /** The platform as a process. */
    JarProcess simulator() {
        return Objects.requireNonNull(platform);
    }

    List<Replica> replicas() {
        return List.copyOf(replicas);
    }

    /** The profile that bears a simulator. The packaged jar has no settings for it, so that all others are those of production. */
    private Map<String, String> settings(Duration poll) {
        return Map.ofEntries(
                Map.entry("spring.profiles.active", "local"),
                Map.entry("passerelle.database.host", "localhost"),
                Map.entry("passerelle.database.port", String.valueOf(database.port())),
                Map.entry("passerelle.database.name", ProofDatabase.NAME),
                Map.entry("passerelle.database.tls", "disable"),
                Map.entry("passerelle.database.service.user", "passerelle_service"),
                Map.entry("passerelle.database.service.password", "service"),
                Map.entry("passerelle.database.owner.user", "passerelle_owner"),
                Map.entry("passerelle.database.owner.password", "owner"),
                Map.entry("passerelle.platform.base-url", simulator),
                Map.entry("passerelle.platform.breaker.open-for", "1s"),
                Map.entry("passerelle.secrets.key", secret()),
                Map.entry("passerelle.security.issuer", issuer.url()),
                Map.entry("passerelle.security.jwks-uri", issuer.url() + "/oauth2/jwks"),
                Map.entry("passerelle.security.audience", ProofIssuer.AUDIENCE),
                Map.entry("passerelle.http.rate.quota", "1000000"),
                Map.entry("passerelle.paces.visibility-delay", "2s"),
                Map.entry("passerelle.paces.first-poll", String.valueOf(poll)),
                Map.entry("passerelle.paces.later-poll", String.valueOf(poll)),
                Map.entry("passerelle.paces.slow-poll", String.valueOf(poll)),
                Map.entry("passerelle.paces.retry", "200ms"),
                Map.entry("passerelle.paces.longest-retry", "2s"),
                Map.entry("passerelle.pace.window", "1s"),
                Map.entry("passerelle.pace.read-calls", "2000"),
                Map.entry("passerelle.pace.write-calls", "1000"),
                Map.entry("passerelle.pace.login-calls", "500"),
                Map.entry("passerelle.pace.probe", "2s"),
                Map.entry("passerelle.pace.push-back", "200ms"),
                Map.entry("passerelle.work.idle-pause", "50ms"));
    }

    /** Those under which the service of the proof runs, but for its ports. */
    Map<String, String> settings() {
        return settings;
    }

    private static String secret() {
        byte[] bytes = new byte[SECRET];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private <T extends AutoCloseable> T closedAtEnd(T part) {
        parts.push(part);
        return part;
    }

    int port() {
        return URI.create(url()).getPort();
    }

    String url() {
        return replicas.getFirst().url();
    }

    String simulatorUrl() {
        return simulator;
    }

    String issuerUrl() {
        return issuer.url();
    }

    String token() {
        return issuer.token(DEMO);
    }

    /** Of a client that the issuer knows by this name. */
    String token(String client) {
        return issuer.token(client);
    }

    ProofDatabase database() {
        return database;
    }

    /** A client of the service. */
    Client client() {
        return client(DEMO);
    }

    /** A client of the service that the issuer knows by another name. */
    Client client(String name) {
        return new Client(url(), issuer.token(name));
    }

    /** A patient client of whatever replica is next. */
    Client client(Supplier<String> replicas, Duration timeout, Duration patience) {
        return Client.patient(replicas, token(), timeout, patience);
    }

    /** A client of the simulator, whose control interface asks for no token. */
    Client platform() {
        return new Client(simulator, "none");
    }

    /** Stops the parts, the one that was started last first. */
    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            closeQuietly(parts.pop());
        }
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            System.err.println("a part did not stop: " + e);
        }
    }
}
