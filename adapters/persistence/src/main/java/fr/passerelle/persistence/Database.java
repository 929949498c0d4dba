package fr.passerelle.persistence;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.client.SSLMode;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.Map;

/**
 * Where the database is, who speaks to it, and how long anything may take.
 *
 * @param service runs the service: a member of {@code passerelle_app}, neither superuser nor owner
 * @param owner runs the migrations and owns the tables
 * @param tls how the connection is protected
 * @param poolSize most connections of this replica for its callers; PostgreSQL commits most with 8 to 32 over all replicas
 *     and core pairs
 * @param workerPoolSize most connections of this replica for its workers and its health check, beside those
 * @param acquireTimeout how long a call waits for a connection before it is told that there is none
 * @param statementTimeout after which PostgreSQL ends a statement
 * @param lockTimeout after which a statement stops waiting for a lock
 * @param idleInTransactionTimeout after which PostgreSQL ends a transaction that was left open
 */
public record Database(
        String host,
        int port,
        String name,
        Login service,
        Login owner,
        Tls tls,
        int poolSize,
        int workerPoolSize,
        Duration acquireTimeout,
        Duration statementTimeout,
        Duration lockTimeout,
        Duration idleInTransactionTimeout) {
    private static final Duration LONGEST_IDLE = Duration.ofMinutes(10);
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(30);

    /** A user and its password. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }

    /** How the connection is protected; the names are those of PostgreSQL's {@code sslmode}. */
    public enum Tls {
        /** Plain text: on one machine, or a network that is protected otherwise. */
        DISABLE("disable"),
        /** Encrypted, the server not verified. */
        REQUIRE("require"),
        /** Encrypted, the server's certificate and name verified by the trust store of the JVM. */
        VERIFY_FULL("verify-full");

        private final String mode;

        Tls(String mode) {
            this.mode = mode;
        }
    }

    /** The connections for callers; whoever opens them disposes of them. */
    public ConnectionPool open() {
        return open("passerelle", poolSize);
    }

    /** The connections for workers and the health check, which no crowd of callers can exhaust. */
    public ConnectionPool openForWorkers() {
        return open("passerelle-workers", workerPoolSize);
    }

    private ConnectionPool open(String pool, int size) {
        return new ConnectionPool(ConnectionPoolConfiguration.builder(connections(pool))
                .name(pool)
                .initialSize(Math.min(size, 4))
                .maxSize(size)
                .maxAcquireTime(acquireTimeout)
                .maxCreateConnectionTime(acquireTimeout)
                .maxIdleTime(LONGEST_IDLE)
                .maxLifeTime(LONGEST_LIFE)
                .validationDepth(ValidationDepth.LOCAL)
                .build());
    }

    private PostgresqlConnectionFactory connections(String pool) {
        return new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .host(host)
                .port(port)
                .database(name)
                .username(service.user())
                .password(service.password())
                .sslMode(SSLMode.fromValue(tls.mode))
                .applicationName(pool)
                .connectTimeout(acquireTimeout)
                .tcpKeepAlive(true)
                .options(Map.of(
                        "statement_timeout", milliseconds(statementTimeout),
                        "lock_timeout", milliseconds(lockTimeout),
                        "idle_in_transaction_session_timeout", milliseconds(idleInTransactionTimeout)))
                .build());
    }

    private static String milliseconds(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    /** Verifies by the trust store of the JVM, as the connections of the service do, and not by files of the user's. */
    String jdbcUrl() {
        String verifier = tls == Tls.VERIFY_FULL ? "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory" : "";
        return "jdbc:postgresql://" + host + ":" + port + "/" + name + "?sslmode=" + tls.mode + verifier;
    }
}
