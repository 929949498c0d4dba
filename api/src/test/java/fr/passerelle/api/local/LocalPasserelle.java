package fr.passerelle.api.local;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import fr.passerelle.persistence.EmbeddedDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * The local run: the service with a real PostgreSQL, the simulator of the platform and a token issuer, nothing of which is
 * installed by hand. It stands among the tests so that nothing of it can reach the production jar. Data stay in a folder
 * between runs; {@code PASSERELLE_RESET=true} begins anew.
 */
public final class LocalPasserelle {
    private LocalPasserelle() {}

    public static void main(String[] arguments) throws IOException {
        logForPeople();
        Path folder =
                Path.of(setting("PASSERELLE_FOLDER", ".local")).toAbsolutePath().normalize();
        if (!OnlyRun.in(folder)) {
            stop(List.of("A run has its data in %s already. End it, or choose another folder: PASSERELLE_FOLDER=%s"
                    .formatted(folder, folder + "-2")));
        }
        EmbeddedDatabase.stopLeftOver(folder.resolve("postgres"));
        Ports ports = ports();
        List<String> taken = ports.taken();
        if (!taken.isEmpty()) {
            stop(taken);
        }
        if (Boolean.parseBoolean(setting("PASSERELLE_RESET", "false"))) {
            empty(folder);
        }
        EmbeddedDatabase server = EmbeddedDatabase.keptIn(folder.resolve("postgres"), ports.database());
        LocalSystem system = LocalSystem.start(
                server.database("passerelle"),
                ports,
                folder.resolve("issuer.jwk"),
                Map.of(
                        "simulator.visibility-delay",
                        "5s",
                        "simulator.memory",
                        folder.resolve("simulator.json").toString()),
                Map.of());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(system, server), "end of the local run"));
        System.out.println(welcome(ports, folder));
    }

    private static void stop(List<String> sentences) {
        sentences.forEach(System.err::println);
        System.exit(1);
    }

    /** Here and not in the profile: tests run under the profile too, and read the lines as production writes them. */
    private static void logForPeople() {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        System.setProperty("logging.structured.format.console", "");
        System.setProperty("logging.level.root", "warn");
        System.setProperty("logging.level.fr.passerelle", "info");
        System.setProperty("logging.level.fr.passerelle.api.http.AccessLog", "warn");
    }

    private static void close(LocalSystem system, EmbeddedDatabase server) {
        system.close();
        server.close();
    }

    private static Ports ports() {
        return new Ports(
                port("SERVICE", Ports.USUAL.service()),
                port("MANAGEMENT", Ports.USUAL.management()),
                port("SIMULATOR", Ports.USUAL.simulator()),
                port("ISSUER", Ports.USUAL.issuer()),
                port("DATABASE", Ports.USUAL.database()));
    }

    private static int port(String name, int usual) {
        return Integer.parseInt(setting("PASSERELLE_PORT_" + name, String.valueOf(usual)));
    }

    private static String setting(String name, String otherwise) {
        String given = System.getenv(name);
        return given == null || given.isBlank() ? otherwise : given;
    }

    private static void empty(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> data = files.filter(file -> !file.equals(folder))
                    .filter(file -> !file.endsWith(OnlyRun.LOCK))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            for (Path file : data) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String welcome(Ports ports, Path folder) {
        String text = resource("welcome.txt");
        return text.replace("{service}", "http://localhost:" + ports.service())
                .replace("{issuer}", "http://localhost:" + ports.issuer())
                .replace("{simulator}", "http://localhost:" + ports.simulator())
                .replace("{management}", "http://localhost:" + ports.management())
                .replace("{folder}", folder.toString());
    }

    private static String resource(String name) {
        try (InputStream in = LocalPasserelle.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
