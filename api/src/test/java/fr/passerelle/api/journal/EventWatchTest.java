package fr.passerelle.api.journal;

import static fr.passerelle.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

class EventWatchTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final TenantId tenant = TenantId.next(NOW);
    private final Map<TenantId, Long> heads = new ConcurrentHashMap<>(Map.of(tenant, 5L));
    private final List<Set<TenantId>> looks = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private boolean isAway;

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final EventWatch watch = new EventWatch(this::look, time);

    private Mono<Map<TenantId, Long>> look(Set<TenantId> tenants) {
        looks.add(tenants);
        return isAway ? Mono.error(new IllegalStateException("away")) : Mono.just(Map.copyOf(heads));
    }

    @Test
    void answersWhenTheJournalGoesFurther() {
        waiting(tenant);
        pass(EventWatch.LOOK.multipliedBy(3));
        assertThat(answers).isEmpty();

        heads.put(tenant, 6L);
        pass(EventWatch.LOOK);

        assertThat(answers).containsExactly("news");
    }

    @Test
    void answersWhenTheTimeIsUp() {
        waiting(tenant);

        pass(LONG);

        assertThat(answers).containsExactly("nothing");
    }

    @Test
    void looksOnceForAllThatWaitAndNotForNobody() {
        TenantId other = TenantId.next(NOW);
        Disposable first = waiting(tenant);
        Disposable second = waiting(tenant);
        Disposable third = waiting(other);
        pass(EventWatch.LOOK.multipliedBy(2));
        assertThat(looks).containsExactly(Set.of(tenant, other), Set.of(tenant, other));

        first.dispose();
        second.dispose();
        pass(EventWatch.LOOK);
        assertThat(looks).hasSize(3).last().isEqualTo(Set.of(other));

        third.dispose();
        pass(LONG);
        assertThat(looks).hasSize(3);
    }

    @Test
    void looksAgainAfterAFailure() {
        waiting(tenant);
        isAway = true;
        pass(EventWatch.LOOK.multipliedBy(2));
        isAway = false;
        heads.put(tenant, 6L);
        pass(EventWatch.LOOK);

        assertThat(answers).containsExactly("news");
    }

    @Test
    void letsNoTenantWaitWithoutBounds() {
        List<Disposable> most = IntStream.range(0, EventWatch.MOST_OF_A_TENANT)
                .mapToObj(_ -> waiting(tenant))
                .toList();
        assertThat(answers).isEmpty();

        waiting(tenant);
        assertThat(answers).containsExactly("nothing");

        most.getFirst().dispose();
        waiting(tenant);
        assertThat(answers).hasSize(1);
    }

    @Test
    void answersAllBeforeTheReplicaEnds() {
        waiting(tenant);
        waiting(TenantId.next(NOW));

        watch.close();

        assertThat(answers).containsExactly("nothing", "nothing");
    }

    private Disposable waiting(TenantId waiter) {
        return watch.during(waiter, LONG, watch.further(waiter, 5).thenReturn("news"), "nothing")
                .subscribe(answers::add);
    }

    private void pass(Duration duration) {
        time.advanceTimeBy(duration);
    }
}
