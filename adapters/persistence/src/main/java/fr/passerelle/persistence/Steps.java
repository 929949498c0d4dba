package fr.passerelle.persistence;

import fr.passerelle.journal.SaveOutcome;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Steps that the saves of all ports share. */
final class Steps {
    private Steps() {}

    /** One step after the other; the first that fails ends it. */
    @SafeVarargs
    static Mono<Void> inOrder(Mono<Void>... steps) {
        return Flux.concat(List.of(steps)).then();
    }

    /** The same step for each of some things, one after the other. */
    static <T> Mono<Void> forEach(List<T> things, Function<T, Mono<Void>> step) {
        return Flux.fromIterable(things).concatMap(step).then();
    }

    /**
     * Stores the next version of a row; refuses as stale when the version before it is not the present one.
     *
     * @param before zero for a new row
     */
    static Mono<Void> storeVersion(Transaction tx, String table, Columns row, long before) {
        return before == 0
                ? tx.change(row.insert())
                        .onErrorMap(ConstraintBroken.class, broken -> ifExists(broken, table))
                        .then()
                : tx.change(row.update(before)).flatMap(Steps::staleIfNone);
    }

    private static Throwable ifExists(ConstraintBroken broken, String table) {
        return broken.is(table + "_pkey") ? new Refusal(new SaveOutcome.Stale()) : broken;
    }

    static Mono<Void> staleIfNone(long changed) {
        return changed == 0 ? Mono.error(new Refusal(new SaveOutcome.Stale())) : Mono.empty();
    }
}
