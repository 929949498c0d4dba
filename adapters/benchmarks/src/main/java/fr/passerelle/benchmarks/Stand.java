package fr.passerelle.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;

/**
 * What a proof runs against: the packaged service on a database of its own, the packaged simulator of the platform, and a token
 * issuer. The waits are those of production divided, so that a proof ends within minutes.
 */
final class Stand implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration VISIBILITY = Duration.ofSeconds(1);
    private static final int SECRET = 32;
    private static final String DEMO = "demo";

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final ProofDatabase database;
    private final ProofIssuer issuer;
    private final String simulator;
    private final int port;

    private Stand(Duration poll) throws Exception {
        Path logs = Files.createDirectories(Path.of("adapters/benchmarks/target/proof"));
        this.database = closedAtEnd(ProofDatabase.start());
        this.issuer = closedAtEnd(ProofIssuer.start());
        int simulatorPort = freePort();
        this.simulator = "http://127.0.0.1:" + simulatorPort;
        this.port = freePort();
        try {
            startJars(logs, simulatorPort, poll);
        } catch (Exception | Error e) {
            close();
            throw e;
        }
    }

    /** Starts everything and returns once it serves. */
    static Stand start(Duration poll) throws Exception {
        return new Stand(poll);
    }

    private void startJars(Path logs, int simulatorPort, Duration poll) throws Exception {
        JarProcess platform = closedAtEnd(JarProcess.start(
                Path.of("adapters/simulator"),
                logs.resolve("simulator.log"),
                List.of("-Xmx512m"),
                List.of("--port=" + simulatorPort, "--simulator.visibility-delay=" + VISIBILITY.toSeconds() + "s")));
        awaitOk(platform, simulator + "/simulateur/horloge");
        int management = freePort();
        JarProcess service = closedAtEnd(JarProcess.start(
                Path.of("api"), logs.resolve("service.log"), List.of("-Xmx768m"), serviceSettings(management, poll)));
        awaitOk(service, "http://localhost:" + management + "/actuator/health/readiness");
    }

    /** The profile that bears a simulator. The packaged jar has no settings for it, so that all others are those of production. */
    private List<String> serviceSettings(int management, Duration poll) {
        return List.of(
                "--spring.profiles.active=local",
                "--server.port=" + port,
                "--management.server.port=" + management,
                "--passerelle.database.host=localhost",
                "--passerelle.database.port=" + database.port(),
                "--passerelle.database.name=" + ProofDatabase.NAME,
                "--passerelle.database.tls=disable",
                "--passerelle.database.service.user=passerelle_service",
                "--passerelle.database.service.password=service",
                "--passerelle.database.owner.user=passerelle_owner",
                "--passerelle.database.owner.password=owner",
                "--passerelle.platform.base-url=" + simulator,
                "--passerelle.platform.breaker.open-for=1s",
                "--passerelle.secrets.key=" + secret(),
                "--passerelle.security.issuer=" + issuer.url(),
                "--passerelle.security.jwks-uri=" + issuer.url() + "/oauth2/jwks",
                "--passerelle.security.audience=" + ProofIssuer.AUDIENCE,
                "--passerelle.http.rate.quota=1000000",
                "--passerelle.paces.visibility-delay=2s",
                "--passerelle.paces.first-poll=" + poll,
                "--passerelle.paces.later-poll=" + poll,
                "--passerelle.paces.slow-poll=" + poll,
                "--passerelle.paces.retry=200ms",
                "--passerelle.paces.longest-retry=2s",
                "--passerelle.work.idle-pause=50ms");
    }

    private static String secret() {
        byte[] bytes = new byte[SECRET];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitOk(JarProcess process, String url) throws InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!answersOk(url)) {
            process.requireAlive();
            if (System.nanoTime() > end) {
                throw new IllegalStateException(url + " did not answer within " + START);
            }
            Thread.sleep(200);
        }
    }

    private static boolean answersOk(String url) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private <T extends AutoCloseable> T closedAtEnd(T part) {
        parts.push(part);
        return part;
    }

    int port() {
        return port;
    }

    String url() {
        return "http://localhost:" + port;
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
