package fr.passerelle.persistence;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.SaveOutcome;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class TransactionsTest {
    private final R2dbcStore store = R2dbcStore.emptied();
    private final Transactions transactions = new Transactions(store.connections());
    private final TenantId tenant = store.aTenant();

    @Test
    void keepsWhatAStepWroteWhenItCompletes() {
        SaveOutcome outcome = got(transactions.save(tenant, tx -> move(tx, 1)));

        assertThat(outcome).isEqualTo(new SaveOutcome.Stored());
        assertThat(position()).isEqualTo(1);
    }

    @Test
    void rollsBackARefusalAndAnswersIt() {
        SaveOutcome refusal = new SaveOutcome.LeaseLost();

        SaveOutcome outcome = got(transactions.save(tenant, tx -> move(tx, 1).then(Mono.error(new Refusal(refusal)))));

        assertThat(outcome).isEqualTo(refusal);
        assertThat(position()).isZero();
    }

    @Test
    void rollsBackAFaultAndRaisesIt() {
        IllegalStateException fault = new IllegalStateException("a fault");

        assertThatThrownBy(() -> got(transactions.save(tenant, tx -> move(tx, 1).then(Mono.error(fault)))))
                .isSameAs(fault);
        assertThat(position()).isZero();
    }

    @Test
    void forgetsTheTenantAtTheEndOfTheTransaction() {
        got(transactions.save(tenant, tx -> move(tx, 1)));
        Sql setting = Sql.of("select coalesce(current_setting('app.tenant', true), '') as tenant");

        List<String> left = got(Flux.range(0, 32)
                .flatMap(_ -> transactions.asNobody(tx -> tx.one(setting, row -> row.text("tenant"))))
                .collectList());

        assertThat(left).containsOnly("");
    }

    @Test
    void givesUpWhatIsNotAnsweredInTimeAndWorksOn() {
        Transactions impatient = new Transactions(store.connections(), Duration.ofMillis(300));
        Sql slow = Sql.of("select 1 as one from pg_sleep(20)");

        for (int times = 0; times < 20; times++) {
            assertThatThrownBy(() -> got(impatient.write(tenant, tx -> tx.one(slow, row -> row.integer("one")))))
                    .isInstanceOf(R2dbcException.class)
                    .hasMessageContaining("in time");
        }
        assertThatThrownBy(() -> got(impatient.read(tenant, tx -> tx.one(slow, row -> row.integer("one")))))
                .isInstanceOf(StorageUnavailable.class);

        assertThat(got(transactions.save(tenant, tx -> move(tx, 1)))).isEqualTo(new SaveOutcome.Stored());
    }

    @Test
    void writesNothingInARead() {
        assertThatThrownBy(() -> got(transactions.read(tenant, tx -> move(tx, 1).thenReturn(true))))
                .hasMessageContaining("read-only");
    }

    @Test
    void keepsTheContextOfItsSubscriber() {
        String trace = got(transactions
                .read(tenant, _ -> Mono.deferContextual(context -> Mono.just(context.<String>get("trace"))))
                .contextWrite(context -> context.put("trace", "abc")));

        assertThat(trace).isEqualTo("abc");
    }

    @Test
    void triesBothSidesOfADeadlockUntilBothAreStored() {
        TenantId other = store.aTenant();
        CountDownLatch bothHoldOne = new CountDownLatch(2);
        Sql lock = Sql.of("select pg_advisory_xact_lock($1)", 1L);
        Sql otherLock = Sql.of("select pg_advisory_xact_lock($1)", 2L);

        List<SaveOutcome> outcomes = got(Flux.merge(
                        transactions.save(tenant, tx -> inTurn(tx, lock, bothHoldOne, otherLock)),
                        transactions.save(other, tx -> inTurn(tx, otherLock, bothHoldOne, lock)))
                .collectList());

        assertThat(outcomes).hasSize(2).containsOnly(new SaveOutcome.Stored());
    }

    @Test
    void givesUpAfterFiveMoreTries() {
        AtomicInteger tries = new AtomicInteger();

        assertThatThrownBy(() -> got(transactions.write(tenant, tx -> failing(tx, "40001", tries))))
                .isInstanceOf(R2dbcException.class);
        assertThat(tries).hasValue(6);
    }

    @Test
    void triesNothingElseAgain() {
        AtomicInteger tries = new AtomicInteger();

        assertThatThrownBy(() -> got(transactions.write(tenant, tx -> failing(tx, "57014", tries))))
                .isInstanceOf(R2dbcException.class);
        assertThat(tries).hasValue(1);
    }

    @Test
    void saysThatTheDatabaseCannotBeReached() {
        Database database = store.database();
        Database nowhere = new Database(
                database.host(),
                1,
                database.name(),
                database.service(),
                database.owner(),
                database.tls(),
                1,
                1,
                Duration.ofMillis(500),
                database.statementTimeout(),
                database.lockTimeout(),
                database.idleInTransactionTimeout());

        assertThatThrownBy(() -> got(new Transactions(nowhere.open()).read(tenant, tx -> position(tx))))
                .isInstanceOf(StorageUnavailable.class);
    }

    /** The second try of the one that was rolled back no longer waits. */
    private static Mono<Void> inTurn(Transaction tx, Sql first, CountDownLatch met, Sql second) {
        return tx.change(first)
                .then(Mono.fromCallable(() -> meet(met)).subscribeOn(Schedulers.boundedElastic()))
                .then(tx.change(second))
                .then();
    }

    @Test
    void recoversWhenItsConnectionsAreCut() {
        got(transactions.save(tenant, tx -> move(tx, 1)));
        String cut = "select pg_terminate_backend(pid) from pg_stat_activity"
                + " where usename = 'passerelle_service' and datname = current_database()";
        EmbeddedDatabase.shared().query(store.database(), cut);

        List<Long> positions = got(Flux.range(0, 32)
                .concatMap(_ -> transactions
                        .read(tenant, this::position)
                        .onErrorResume(StorageUnavailable.class, _ -> Mono.empty()))
                .collectList());

        assertThat(positions).isNotEmpty().containsOnly(1L);
    }

    private static boolean meet(CountDownLatch met) throws InterruptedException {
        met.countDown();
        return met.await(10, TimeUnit.SECONDS);
    }

    private static Mono<Long> failing(Transaction tx, String sqlState, AtomicInteger tries) {
        return Mono.fromSupplier(tries::incrementAndGet)
                .then(tx.change(Sql.of("do $$ begin raise exception using errcode = '" + sqlState + "'; end $$")));
    }

    private Mono<Void> move(Transaction tx, long position) {
        return tx.change(Columns.of("journal_position")
                        .key("tenant_id", tenant.value())
                        .set("position", position)
                        .upsert())
                .then();
    }

    private long position() {
        return got(transactions.read(tenant, this::position));
    }

    private Mono<Long> position(Transaction tx) {
        return tx.one(Sql.of("select coalesce(max(position), 0) as p from journal_position"), row -> row.number("p"));
    }

    private static <T> T got(Mono<T> answer) {
        return requireNonNull(answer.block(Duration.ofSeconds(30)));
    }
}
