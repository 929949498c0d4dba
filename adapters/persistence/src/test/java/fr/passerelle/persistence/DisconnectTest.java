package fr.passerelle.persistence;

import static fr.passerelle.testing.Examples.aRequest;
import static fr.passerelle.testing.Examples.aStep;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.journal.SaveOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Clients that go away in the middle of their calls. */
class DisconnectTest {
    private static final int CLIENTS = 64;
    private static final String LEFT_OPEN = """
        select pid from pg_stat_activity
        where datname = current_database() and usename = 'passerelle_service' and state like 'idle in transaction%'
        """;

    private final R2dbcStore store = R2dbcStore.emptied();
    private final TenantId tenant = store.aTenant();

    @RepeatedTest(3)
    void finishesWhatItBeganAndLeavesNoTransactionOpen() {
        List<Disposable> calls =
                IntStream.range(0, CLIENTS).mapToObj(_ -> save().subscribe()).toList();
        calls.forEach(Disposable::dispose);

        List<RecordedEvent> stored =
                got(allStored().repeatWhenEmpty(200, times -> times.delayElements(Duration.ofMillis(50))));

        assertThat(stored).hasSize(CLIENTS);
        assertThat(stored.stream().map(RecordedEvent::position)).isSorted().doesNotHaveDuplicates();
        assertThat(EmbeddedDatabase.shared().query(store.database(), LEFT_OPEN)).isEmpty();
    }

    private Mono<SaveOutcome> save() {
        return store.requests().save(aStep(aRequest().of(tenant).build()).build());
    }

    private Mono<List<RecordedEvent>> allStored() {
        return store.journal()
                .read(tenant, 0, Set.of(), 2 * CLIENTS)
                .filter(events -> events.size() >= CLIENTS
                        && store.connections().getMetrics().orElseThrow().acquiredSize() == 0);
    }

    private static <T> T got(Mono<T> answer) {
        return requireNonNull(answer.block(Duration.ofSeconds(30)));
    }
}
