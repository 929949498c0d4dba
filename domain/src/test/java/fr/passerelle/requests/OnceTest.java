package fr.passerelle.requests;

import static fr.passerelle.testing.Examples.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

class OnceTest {
    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "50, true", "51, false"})
    void decidesAgainWhenItWasOvertaken(int times, boolean getsThrough) {
        Outcome done = new Outcome.Done(aRequest().build(), false);
        AtomicInteger decided = new AtomicInteger();
        Mono<Outcome> command =
                Mono.fromSupplier(() -> decided.getAndIncrement() < times ? new Outcome.Stale(decided.get()) : done);

        Outcome outcome = Once.untilThrough(command).block();

        assertThat(outcome).isEqualTo(getsThrough ? done : new Outcome.Stale(51));
    }
}
