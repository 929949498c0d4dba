package fr.passerelle.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real PostgreSQL beside the tests and the local run, with the roles of {@code roles.sql}. It keeps what it confirms, as
 * the real one must: zonky turns that off by default.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "full_page_writes", "on", "synchronous_commit", "on");
    private static final Database.Login OWNER = new Database.Login("passerelle_owner", "owner");
    private static final Database.Login SERVICE = new Database.Login("passerelle_service", "service");
    private static final String SUPERUSER = "postgres";
    static final Database.Login ROOT = new Database.Login(SUPERUSER, "unused");
    private static final String TEMPLATE = "migrated";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final EmbeddedPostgres postgres;
    private boolean templateIsThere;

    private EmbeddedDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** The server that all tests of this process share; it ends with the process. */
    public static EmbeddedDatabase shared() {
        return Shared.SERVER;
    }

    private static final class Shared {
        private static final EmbeddedDatabase SERVER = started(durable());
    }

    /** A server whose data stay in a folder from run to run. Whoever starts it closes it, after all who use it. */
    public static EmbeddedDatabase keptIn(Path folder, int port) {
        stopLeftOver(folder);
        return started(durable()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port));
    }

    /** Stops the server of a folder that outlived its run: one that was killed could not stop it. */
    public static void stopLeftOver(Path folder) {
        leftOver(folder.resolve("postmaster.pid")).ifPresent(EmbeddedDatabase::stop);
    }

    private static Optional<ProcessHandle> leftOver(Path pidFile) {
        try (Stream<String> lines = Files.lines(pidFile)) {
            return lines.findFirst()
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
                    .filter(EmbeddedDatabase::isPostgres);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number in the file may by now be another program's. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.endsWith("postgres"))
                .isPresent();
    }

    /** On SIGTERM it waits for its clients to leave; these are gone with their run, or soon will be. */
    private static void stop(ProcessHandle server) {
        server.destroy();
        server.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** A server of one's own with other settings, to see what becomes of them. */
    static EmbeddedDatabase with(Map<String, String> settings) {
        EmbeddedPostgres.Builder builder = builder();
        settings.forEach(builder::setServerConfig);
        return started(builder);
    }

    private static EmbeddedPostgres.Builder durable() {
        EmbeddedPostgres.Builder builder = builder();
        DURABLE.forEach(builder::setServerConfig);
        return builder;
    }

    private static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("max_connections", "200");
    }

    private static EmbeddedDatabase started(EmbeddedPostgres.Builder builder) {
        try {
            EmbeddedDatabase server = new EmbeddedDatabase(builder.start());
            server.createRoles();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void createRoles() {
        run(SUPERUSER, resource("/db/roles/roles.sql"));
        run(SUPERUSER, login("passerelle_owner", OWNER, ""));
        run(SUPERUSER, login("passerelle_service", SERVICE, "in role passerelle_app"));
    }

    private static String login(String name, Database.Login login, String membership) {
        return """
            do $$ begin
                if not exists (select from pg_roles where rolname = '%s') then
                    create role %s login password '%s' %s;
                end if;
            end $$\
            """.formatted(name, name, login.password(), membership);
    }

    /** What the server shows for a setting. */
    public String show(String setting) {
        return query(SUPERUSER, "show " + setting).getFirst();
    }

    /** The database of the given name with the newest schema; made when it is not there. */
    public Database database(String name) {
        if (query(SUPERUSER, "select datname from pg_database where datname = '" + name + "'")
                .isEmpty()) {
            run(SUPERUSER, "create database " + name + " owner passerelle_owner");
        }
        Database database = properties(name);
        Migrations.apply(database);
        return database;
    }

    /** A database that nobody else uses, with the newest schema and no rows. */
    public synchronized Database fresh() {
        if (!templateIsThere) {
            database(TEMPLATE);
            templateIsThere = true;
        }
        String name = "fresh_" + DATABASES.incrementAndGet();
        run(SUPERUSER, "create database " + name + " template " + TEMPLATE + " owner passerelle_owner");
        return properties(name);
    }

    private Database properties(String name) {
        return new Database(
                "localhost",
                postgres.getPort(),
                name,
                SERVICE,
                OWNER,
                Database.Tls.DISABLE,
                16,
                4,
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10));
    }

    /** Runs statements past all protection, for what only a test may do. */
    public void run(Database database, String sql) {
        run(database.name(), sql);
    }

    /** The first column of what a query past all protection answers. */
    public List<String> query(Database database, String sql) {
        return query(database.name(), sql);
    }

    /** The same database, entered by someone else. */
    static Database enteredBy(Database.Login login, Database database) {
        return entered(login, database.poolSize(), database);
    }

    /** The same database through one connection, which every transaction takes up from the one before. */
    static Database throughOneConnection(Database database) {
        return entered(database.service(), 1, database);
    }

    private static Database entered(Database.Login login, int poolSize, Database database) {
        return new Database(
                database.host(),
                database.port(),
                database.name(),
                login,
                database.owner(),
                database.tls(),
                poolSize,
                database.workerPoolSize(),
                database.acquireTimeout(),
                database.statementTimeout(),
                database.lockTimeout(),
                database.idleInTransactionTimeout());
    }

    private void run(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> query(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect(String database) throws SQLException {
        return postgres.getDatabase(SUPERUSER, database).getConnection();
    }

    private static String resource(String path) {
        try (InputStream in = Database.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
