package fr.passerelle.api.platform;

import static fr.passerelle.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.api.http.ApiProblem;
import fr.passerelle.api.http.ProblemCode;
import fr.passerelle.ids.TenantId;
import fr.passerelle.platform.PlatformHealth.Availability;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.StepVerifier.FirstStep;
import reactor.test.scheduler.VirtualTimeScheduler;

class StatusStreamTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TenantId tenant = TenantId.next(NOW);
    private final AtomicInteger looks = new AtomicInteger();
    private volatile Availability state = Availability.AVAILABLE;
    private volatile boolean isAway;

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final StatusStream stream = new StatusStream(Mono.fromSupplier(this::look), time);

    private StatusView look() {
        if (isAway) {
            throw new IllegalStateException("away");
        }
        Instant now = NOW.plusSeconds(looks.incrementAndGet());
        return new StatusView(now, state, List.of(), List.of(), List.of(), null);
    }

    @Test
    void saysAtOnceHowThePlatformIsAndThenWhatChanges() {
        listening()
                .assertNext(event -> {
                    assertThat(event.event()).isEqualTo("status");
                    assertThat(event.retry()).isEqualTo(Duration.ofSeconds(5));
                    assertThat(told(event)).isEqualTo(Availability.AVAILABLE);
                })
                .then(() -> pass(StatusStream.LOOK.multipliedBy(3)))
                .then(() -> state = Availability.DEGRADED)
                .then(() -> pass(StatusStream.LOOK))
                .assertNext(event -> assertThat(told(event)).isEqualTo(Availability.DEGRADED))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void showsThatTheConnectionLives() {
        listening()
                .expectNextCount(1)
                .then(() -> pass(StatusStream.BEAT))
                .assertNext(event -> {
                    assertThat(event.comment()).isEmpty();
                    assertThat(event.data()).isNull();
                })
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void looksOnceForAllThatListenAndNotForNobody() {
        Disposable first = stream.open(tenant).subscribe();
        pass(StatusStream.LOOK.multipliedBy(2));
        Disposable second = stream.open(TenantId.next(NOW)).subscribe();
        pass(StatusStream.LOOK.multipliedBy(2));
        assertThat(looks).hasValue(6);

        first.dispose();
        second.dispose();
        pass(StatusStream.LOOK.multipliedBy(10));

        assertThat(looks).hasValue(6);
    }

    @Test
    void tellsWhoComesLaterHowThingsAreAlready() {
        Disposable first = stream.open(tenant).subscribe();
        pass(StatusStream.LOOK);

        listening()
                .assertNext(event -> assertThat(told(event)).isEqualTo(Availability.AVAILABLE))
                .thenCancel()
                .verify(PATIENCE);
        first.dispose();
    }

    @Test
    void failsWhenItCannotBegin() {
        isAway = true;

        listening().verifyErrorMessage("away");

        isAway = false;
        listening().expectNextCount(1).thenCancel().verify(PATIENCE);
    }

    @Test
    void endsWhenNothingCanBeSaidAnyMore() {
        listening()
                .expectNextCount(1)
                .then(() -> isAway = true)
                .then(() -> pass(StatusStream.LOOK))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void endsAfterAWhile() {
        long beats = StatusStream.LONGEST.dividedBy(StatusStream.BEAT);

        listening()
                .expectNextCount(1)
                .then(() -> pass(StatusStream.LONGEST.minusSeconds(1)))
                .expectNextCount(beats - 1)
                .then(() -> pass(Duration.ofSeconds(1)))
                .thenConsumeWhile(event -> event.data() == null)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void endsWhenTheReplicaDoes() {
        listening().expectNextCount(1).then(stream::close).expectComplete().verify(PATIENCE);
    }

    @Test
    void letsATenantListenSoOftenAndNoOftener() {
        List<Disposable> open = IntStream.range(0, StatusStream.MOST_OF_A_TENANT)
                .mapToObj(_ -> stream.open(tenant).subscribe())
                .toList();

        listening()
                .verifyErrorSatisfies(
                        problem -> assertThat(((ApiProblem) problem).code()).isEqualTo(ProblemCode.RATE_LIMITED));
        StepVerifier.create(stream.open(TenantId.next(NOW)))
                .expectNextCount(1)
                .thenCancel()
                .verify(PATIENCE);

        open.getFirst().dispose();
        listening().expectNextCount(1).thenCancel().verify(PATIENCE);
        open.forEach(Disposable::dispose);
    }

    private FirstStep<ServerSentEvent<StatusView>> listening() {
        return StepVerifier.create(stream.open(tenant));
    }

    private void pass(Duration duration) {
        time.advanceTimeBy(duration);
    }

    private static Availability told(ServerSentEvent<StatusView> event) {
        StatusView status = event.data();
        assertThat(status).isNotNull();
        return status.state();
    }
}
