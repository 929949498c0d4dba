package fr.passerelle.api.production;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import fr.passerelle.api.PasserelleApplication;
import fr.passerelle.api.local.LocalIssuer;
import fr.passerelle.persistence.Database;
import fr.passerelle.persistence.EmbeddedDatabase;
import fr.passerelle.simulator.Simulator;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Makes the production folder of a packaged jar, and trains its cache: the service starts as in production on a database whose
 * schema is up to date, files requests, and is asked to end.
 */
public final class MakeProductionFolder {
    private static final String AUDIENCE = "passerelle";
    private static final int SECRET = 32;

    private MakeProductionFolder() {}

    /** Takes the folder to make, the jar, the file with the options of Java, and a folder for the log. */
    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        Path work = Path.of(arguments[3]).toAbsolutePath();
        Files.createDirectories(work);
        ProductionFolder folder =
                ProductionFolder.of(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
        Database database = EmbeddedDatabase.shared().fresh();
        String issuerUrl = "http://localhost:" + freePort();
        try (Simulator simulator = Simulator.start(0, simulated());
                LocalIssuer issuer =
                        LocalIssuer.start(0, work.resolve("issuer.jwk"), issuerUrl, AUDIENCE, InstantSource.system())) {
            Map<String, Object> settings = settings(database, simulator, issuer, issuerUrl);
            folder.choosePartsOf(
                    PasserelleApplication.class.getName(),
                    Files.createTempDirectory(work, "parts"),
                    arguments(settings));
            folder.dateJars();
            train(folder, work.resolve("training.log"), settings, issuer);
        }
        System.exit(0);
    }

    private static void train(ProductionFolder folder, Path log, Map<String, Object> settings, LocalIssuer issuer)
            throws IOException, InterruptedException {
        int port = freePort();
        int management = freePort();
        Process service = folder.train(log, arguments(settings, port, management));
        try {
            TrainingClient client = new TrainingClient(
                    "http://localhost:" + port,
                    "http://localhost:" + management,
                    "http://localhost:" + issuer.port(),
                    service::isAlive);
            client.awaitReady();
            client.fileRequests();
            folder.keep(service, log);
        } finally {
            service.destroyForcibly();
        }
    }

    private static List<String> arguments(Map<String, Object> settings) {
        return settings.entrySet().stream()
                .map(given -> "--" + given.getKey() + "=" + given.getValue())
                .toList();
    }

    private static List<String> arguments(Map<String, Object> settings, int port, int management) {
        List<String> arguments = new ArrayList<>(arguments(settings));
        arguments.add("--server.port=" + port);
        arguments.add("--management.server.port=" + management);
        return arguments;
    }

    /** A platform that decides at once. */
    private static Map<String, Object> simulated() {
        return Map.of(
                "simulator.visibility-delay", "1s",
                "simulator.review.starts-after", "1s",
                "simulator.review.decided-after", "1s");
    }

    private static Map<String, Object> settings(
            Database database, Simulator simulator, LocalIssuer issuer, String issuerUrl) {
        return Map.ofEntries(
                Map.entry("spring.profiles.active", "local"),
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
                Map.entry("passerelle.secrets.key", secret()),
                Map.entry("passerelle.security.issuer", issuerUrl),
                Map.entry("passerelle.security.jwks-uri", "http://localhost:" + issuer.port() + "/oauth2/jwks"),
                Map.entry("passerelle.security.audience", AUDIENCE),
                Map.entry("passerelle.http.closing-grace", "0s"),
                Map.entry("passerelle.http.rate.quota", 1_000_000),
                Map.entry("passerelle.paces.visibility-delay", "2s"),
                Map.entry("passerelle.paces.first-poll", "500ms"),
                Map.entry("passerelle.pace.window", "1s"));
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
}
