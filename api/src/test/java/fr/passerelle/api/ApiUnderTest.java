package fr.passerelle.api;

import fr.passerelle.api.local.LocalSystem;
import fr.passerelle.api.local.Ports;
import fr.passerelle.persistence.Database;
import fr.passerelle.persistence.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The whole service with its simulator and issuer, which all tests of the API share; it ends with the process. */
final class ApiUnderTest {
    static final Contract CONTRACT = Contract.ofRecord();

    private static final Database DATABASE = EmbeddedDatabase.shared().fresh();
    private static final LocalSystem SYSTEM = started();

    private ApiUnderTest() {}

    static LocalSystem system() {
        return SYSTEM;
    }

    static Database database() {
        return DATABASE;
    }

    static Api demo() {
        return Api.of("demo");
    }

    static Api other() {
        return Api.of("other");
    }

    private static LocalSystem started() {
        Runtime.getRuntime().addShutdownHook(new Thread(ApiUnderTest::end));
        return start(DATABASE, Map.of());
    }

    /**
     * Another system, for what the shared one must not bear. It ends with the process: the first that is closed takes the event
     * loops along, which all share.
     *
     * @param settings of the service that differ from those of the shared one
     */
    static LocalSystem start(Database database, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "passerelle.http.rate.quota", 1_000_000,
                "passerelle.http.rate.failures", 1_000_000,
                "logging.level.fr.passerelle.api.http.AccessLog", "warn"));
        all.putAll(settings);
        LocalSystem system = LocalSystem.start(
                database,
                Ports.ANY,
                temporary().resolve("issuer.json"),
                Map.of(
                        "simulator.visibility-delay", "5s",
                        "simulator.review.starts-after", "1h",
                        "simulator.review.decided-after", "1h",
                        "simulator.review.complement-asked-after", "1h",
                        "simulator.review.complement-reviewed-after", "1h",
                        "simulator.review.closed-after", "1h"),
                all);
        Runtime.getRuntime().addShutdownHook(new Thread(system::close));
        return system;
    }

    /** Says which statuses of the contract no test has provoked, once all tests are over. */
    private static void end() {
        try {
            Files.write(Path.of("target", "unseen-statuses.txt"), CONTRACT.unseen());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("passerelle");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
