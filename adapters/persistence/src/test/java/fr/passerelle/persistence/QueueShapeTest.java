package fr.passerelle.persistence;

import static fr.passerelle.testing.Examples.NOW;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.work.WorkQueue;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** In a long queue, a place is told from counts; it must be the one that counting for each would tell. */
class QueueShapeTest {
    private static final int SHORT = 10;
    private static final int LONG = 700;

    /** The first five of each are urgent; no two of a tenant are due in the same hour. */
    private static final String JOBS = """
        insert into job (tenant_id, request_id, employer_id, due_at, deadline)
        select '%1$s', gen_random_uuid(), gen_random_uuid(), '%2$s',
            timestamptz '%2$s' + n * interval '12 hours' + interval '%4$d minutes'
        from generate_series(1, %3$d) as n
        """;

    private static final String IDS = "select request_id from job where tenant_id = '%s' order by deadline";

    private final R2dbcStore store = R2dbcStore.emptied();
    /** Of its own: the shared one would remember the long queue into the next test. */
    private final WorkQueue queue = new R2dbcWorkQueue(new Transactions(store.connections()));

    private final TenantId tenant = store.aTenant();
    private final TenantId other = store.aTenant();

    @Test
    void tellsTheSamePlaceInALongQueueAsCountingDoes() {
        add(tenant, LONG, 10);
        add(other, LONG, 20);
        List<UUID> mine = ids(tenant);

        assertThat(rank(mine.get(0))).isEqualTo(1 + sameHour(1));
        assertThat(rank(mine.get(4))).isEqualTo(9 + sameHour(5));
        assertThat(rank(mine.get(5))).isEqualTo(urgent() + 2);
        assertThat(rank(mine.get(LONG - 1))).isEqualTo(2 * LONG);
    }

    @Test
    void countsAtMostAsManyOfOthersAsOfOnesOwn() {
        add(tenant, SHORT, 10);
        add(other, 2 * LONG, 20);

        assertThat(rank(ids(tenant).get(SHORT - 1))).isEqualTo(urgent() + 2 * (SHORT - 5));
    }

    @Test
    void knowsWhoDoesNotWait() {
        add(other, 2 * LONG, 20);

        assertThat(queue.place(tenant, RequestId.next(NOW), NOW).blockOptional(Duration.ofSeconds(30)))
                .isEmpty();
    }

    /** A place in an hour is behind all of that hour, here one more of the other tenant. */
    private static int sameHour(int nth) {
        return nth > 5 ? 0 : 1;
    }

    private static int urgent() {
        return 2 * 5;
    }

    private void add(TenantId owner, int count, int minutes) {
        EmbeddedDatabase.shared().run(store.database(), JOBS.formatted(owner.value(), NOW, count, minutes));
    }

    private List<UUID> ids(TenantId owner) {
        return EmbeddedDatabase.shared().query(store.database(), IDS.formatted(owner.value())).stream()
                .map(UUID::fromString)
                .toList();
    }

    private long rank(UUID request) {
        return got(queue.place(tenant, new RequestId(request), NOW)).rank();
    }

    private static <T> T got(Mono<T> answer) {
        return requireNonNull(answer.block(Duration.ofSeconds(30)));
    }
}
