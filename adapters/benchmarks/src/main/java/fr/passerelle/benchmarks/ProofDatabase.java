package fr.passerelle.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** A PostgreSQL of the proof alone, that keeps what it confirms, with the roles of production. */
final class ProofDatabase implements AutoCloseable {
    static final String NAME = "passerelle";
    private static final Path ROLES = Path.of("adapters/persistence/src/main/resources/db/roles/roles.sql");

    private final EmbeddedPostgres postgres;
    private final Path files;

    private ProofDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
        this.files = Path.of(
                query(postgres.getPostgresDatabase(), "show data_directory").getFirst());
    }

    static ProofDatabase start() throws IOException {
        return startWith("fsync", "on");
    }

    /** Starts one in which a setting is another than in production. */
    static ProofDatabase startWith(String setting, String value) throws IOException {
        ProofDatabase database = new ProofDatabase(EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("max_connections", "200")
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_destination", "jsonlog")
                .setServerConfig(setting, value)
                .start());
        database.runInCluster(Files.readString(ROLES));
        database.runInCluster("create role passerelle_owner login password 'owner'");
        database.runInCluster("create role passerelle_service login password 'service' in role passerelle_app");
        database.runInCluster("create database " + NAME + " owner passerelle_owner");
        return database;
    }

    int port() {
        return postgres.getPort();
    }

    /** Where it writes its log, in JSON. */
    Path log() {
        return files.resolve("log");
    }

    ProcessHandle server() throws IOException {
        return ProcessHandle.of(serverPid()).orElseThrow();
    }

    /** Of a superuser, whom no row-level security holds back; whoever asks closes it. */
    Connection connection() throws SQLException {
        return postgres.getDatabase("postgres", NAME).getConnection();
    }

    private void runInCluster(String sql) {
        run(postgres.getPostgresDatabase(), sql);
    }

    /** Runs what a superuser may. */
    void run(String sql) {
        run(postgres.getDatabase("postgres", NAME), sql);
    }

    private static void run(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Backends of the service whose transaction has waited for the service at least so long. */
    long idleInTransaction(Duration atLeast) {
        String sql = """
            select pid from pg_stat_activity
            where usename = 'passerelle_service' and state like 'idle in transaction%%'
              and state_change <= clock_timestamp() - interval '%d milliseconds'\
            """.formatted(atLeast.toMillis());
        return texts(sql).size();
    }

    /** The different values of the one column that a query gives, as a superuser sees them. */
    Set<String> texts(String sql) {
        try (Connection connection = postgres.getDatabase("postgres", NAME).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            Set<String> texts = new HashSet<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of what a query answers that no row-level security holds back. */
    List<String> query(String sql) {
        return query(postgres.getDatabase("postgres", NAME), sql);
    }

    private static List<String> query(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Kills the server and all its backends at once, in the midst of whatever they do. */
    void kill() throws IOException {
        ProcessHandle server = server();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(server), server.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    private long serverPid() throws IOException {
        return Long.parseLong(
                Files.readAllLines(files.resolve("postmaster.pid")).getFirst().strip());
    }

    /**
     * Stops the server if it runs, as an administrator does who does not wait for clients, and starts it on the same files.
     * Returns once it takes connections.
     */
    void restart() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // PostgreSQL refuses root: in a namespace of its own it sees somebody else, as at its first start.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(pgCtl(), "restart", "-m", "fast", "-w", "-t", "60", "-D", files.toString()));
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(files.resolve("restart.log").toFile())
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException(
                    "the database did not start again:\n" + Files.readString(files.resolve("restart.log")));
        }
    }

    /** Beside the server, which noted its own command line. */
    private String pgCtl() throws IOException {
        String server = Files.readString(files.resolve("postmaster.opts")).split(" ")[0];
        return Path.of(server).resolveSibling("pg_ctl").toString();
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
