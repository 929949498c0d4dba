package fr.passerelle.persistence;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An open transaction, and the only way to run a statement. Statements run one after the other. */
final class Transaction {
    private final Connection connection;

    Transaction(Connection connection) {
        this.connection = connection;
    }

    /** Runs a statement and counts the rows it changed. */
    Mono<Long> change(Sql sql) {
        return results(sql)
                .concatMap(Result::getRowsUpdated)
                .reduce(0L, Long::sum)
                .onErrorMap(R2dbcException.class, ConstraintBroken::named);
    }

    /** Reads the row of a statement that answers at most one; empty when it answers none. */
    <T> Mono<T> one(Sql sql, Function<StoredRow, T> read) {
        return rows(sql, read).singleOrEmpty();
    }

    <T> Mono<List<T>> all(Sql sql, Function<StoredRow, T> read) {
        return rows(sql, read).collectList();
    }

    private <T> Flux<T> rows(Sql sql, Function<StoredRow, T> read) {
        Function<Readable, T> mapping = row -> read.apply(new StoredRow(row));
        return results(sql)
                .<T>concatMap(result -> result.map(mapping))
                .onErrorMap(R2dbcException.class, ConstraintBroken::named);
    }

    private Flux<Result> results(Sql sql) {
        return Flux.defer(() -> execute(sql));
    }

    private Flux<Result> execute(Sql sql) {
        Statement statement = connection.createStatement(sql.text());
        sql.bindTo(statement);
        return Flux.from(statement.execute());
    }
}
