package fr.passerelle.persistence;

import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.SaveOutcome;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;
import reactor.util.retry.Retry;

/**
 * Runs every read and write of this module, each in one transaction that first says whose rows it may see.
 *
 * <p>A transaction, once begun, runs to its end even if its subscriber goes away: a cancelled one would be left open on its
 * pooled connection when the cancellation meets the BEGIN under way, and a later write on that connection would be lost
 * with it. It is detached from cancellation and keeps the context of its subscriber, so that traces go on.
 *
 * <p>Deadlocks and failed serializations are the only faults that are tried again, as whole transactions: PostgreSQL has
 * rolled these back for certain.
 */
final class Transactions {
    private static final int MOST_RETRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    /** Of a whole transaction. The server's own limits end nothing when the server is gone and its host says nothing. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private static final Set<String> LOST_CONNECTION = Set.of("08", "53", "57P");
    private static final Set<String> ROLLED_BACK_BY_CONFLICT = Set.of("40001", "40P01");

    private final ConnectionFactory connections;
    private final Duration longest;

    Transactions(ConnectionFactory connections) {
        this(connections, LONGEST);
    }

    /**
     * Transactions of another limit than production's.
     *
     * @param longest what takes longer is given up, with its connection; whether it is committed is not known then
     */
    Transactions(ConnectionFactory connections, Duration longest) {
        this.connections = connections;
        this.longest = longest;
    }

    /** Reads as a tenant. */
    <T> Mono<T> read(TenantId tenant, Function<Transaction, Mono<T>> work) {
        return run("begin read only; " + actingFor(tenant), work)
                .onErrorMap(Transactions::isLostConnection, StorageUnavailable::new);
    }

    /** Reads by a function that says itself whose rows it may see: one round trip. */
    <T> Mono<T> readBy(Function<Transaction, Mono<T>> function) {
        return call(function).onErrorMap(Transactions::isLostConnection, StorageUnavailable::new);
    }

    /**
     * Calls a function that says itself whose rows it may see, as its only statement: a transaction of one round trip. What
     * the function writes is committed when it returns; when it raises, nothing is.
     */
    <T> Mono<T> call(Function<Transaction, Mono<T>> function) {
        Mono<T> whole = Mono.usingWhen(
                connection(),
                connection -> inTime(connection, function.apply(new Transaction(connection))),
                Connection::close);
        return detached(retried(whole));
    }

    /** Writes as a tenant; commits when the work completes, rolls back when it fails. */
    <T> Mono<T> write(TenantId tenant, Function<Transaction, Mono<T>> work) {
        return run("begin; " + actingFor(tenant), work);
    }

    /** Writes as a tenant. A {@link Refusal} among the steps rolls back and is the outcome. */
    Mono<SaveOutcome> save(TenantId tenant, Function<Transaction, Mono<Void>> steps) {
        return write(tenant, steps)
                .thenReturn((SaveOutcome) new SaveOutcome.Stored())
                .onErrorResume(Refusal.class, refusal -> Mono.just(refusal.outcome()));
    }

    /** Reads or leases the queue of all tenants, which is all that the worker's role may see. */
    <T> Mono<T> asWorker(Function<Transaction, Mono<T>> work) {
        return run("begin; set local role passerelle_worker", work);
    }

    /** Calls what is open to nobody's tenant. */
    <T> Mono<T> asNobody(Function<Transaction, Mono<T>> work) {
        return run("begin", work);
    }

    /** A tenant's id is a UUID, so it can be written into the text: begin and setting are then one round trip. */
    private static String actingFor(TenantId tenant) {
        return "select set_config('app.tenant', '" + tenant.value() + "', true)";
    }

    private <T> Mono<T> run(String begin, Function<Transaction, Mono<T>> work) {
        Mono<T> whole = Mono.usingWhen(
                connection(), connection -> inTime(connection, transact(connection, begin, work)), Connection::close);
        return detached(retried(whole));
    }

    /** Retries are set up once one is needed: they cost more than the statements of a read. */
    private static <T> Mono<T> retried(Mono<T> whole) {
        return whole.onErrorResume(Transactions::wasRolledBackByConflict, _ -> again(whole));
    }

    private static <T> Mono<T> again(Mono<T> whole) {
        return whole.delaySubscription(FIRST_PAUSE)
                .retryWhen(Retry.backoff(MOST_RETRIES - 1, FIRST_PAUSE.multipliedBy(2))
                        .jitter(0.5)
                        .filter(Transactions::wasRolledBackByConflict)
                        .onRetryExhaustedThrow((_, signal) -> signal.failure()));
    }

    private static <T> Mono<T> detached(Mono<T> work) {
        return Mono.deferContextual(context -> Mono.fromFuture(() -> started(work, context), true));
    }

    private static <T> CompletableFuture<T> started(Mono<T> work, ContextView context) {
        return work.contextWrite(context).toFuture();
    }

    private Mono<Connection> connection() {
        return Mono.<Connection>from(connections.create()).onErrorMap(StorageUnavailable::new);
    }

    private <T> Mono<T> inTime(Connection connection, Mono<T> work) {
        return work.timeout(longest, Mono.defer(() -> abandoned(connection)));
    }

    /** To say goodbye to a server that does not answer takes long as well. */
    private static <T> Mono<T> abandoned(Connection connection) {
        Throwable late = new R2dbcNonTransientResourceException("no answer of the database in time");
        return Mono.from(discard(connection)).timeout(GOODBYE).onErrorComplete().then(Mono.error(late));
    }

    private static <T> Mono<T> transact(Connection connection, String begin, Function<Transaction, Mono<T>> work) {
        return begun(connection, begin)
                .then(Mono.defer(() -> work.apply(new Transaction(connection))))
                .singleOptional()
                .flatMap(value -> committed(connection, value))
                .onErrorResume(failure -> rolledBack(connection).then(Mono.error(failure)))
                .flatMap(Mono::justOrEmpty);
    }

    private static Mono<Void> begun(Connection connection, String begin) {
        return Flux.from(connection.createStatement(begin).execute())
                .concatMap(Result::getRowsUpdated)
                .onErrorMap(Transactions::isLostConnection, StorageUnavailable::new)
                .then();
    }

    private static <T> Mono<Optional<T>> committed(Connection connection, Optional<T> value) {
        return Mono.from(connection.commitTransaction()).thenReturn(value);
    }

    /** A connection that cannot even roll back is thrown away: nobody may find its transaction open. */
    private static Mono<Void> rolledBack(Connection connection) {
        return Mono.from(connection.rollbackTransaction()).onErrorResume(_ -> Mono.from(discard(connection)));
    }

    private static Publisher<Void> discard(Connection connection) {
        PostgresqlConnection bare =
                connection instanceof Wrapped<?> wrapped ? wrapped.unwrap(PostgresqlConnection.class) : null;
        return bare == null ? Mono.empty() : bare.close();
    }

    /** The driver itself says so without a code; the server does when it stops, or has no room. */
    private static boolean isLostConnection(Throwable failure) {
        if (!(failure instanceof R2dbcException database)) {
            return false;
        }
        String code = database.getSqlState();
        return code == null
                ? failure instanceof R2dbcNonTransientResourceException
                : LOST_CONNECTION.stream().anyMatch(code::startsWith);
    }

    private static boolean wasRolledBackByConflict(Throwable failure) {
        return failure instanceof R2dbcException database
                && database.getSqlState() != null
                && ROLLED_BACK_BY_CONFLICT.contains(database.getSqlState());
    }
}
