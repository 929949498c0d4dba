package fr.passerelle.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class SeenThroughTest {
    private final List<String> done = new ArrayList<>();
    private final Sinks.One<String> firstStep = Sinks.one();

    @Test
    void takesTheSecondStepThoughTheClientLeftDuringTheFirst() {
        Disposable client = SeenThrough.of(steps()).subscribe();

        client.dispose();
        firstStep.tryEmitValue("kept").orThrow();

        assertThat(done).containsExactly("kept", "submitted");
    }

    @Test
    void wouldNotTakeItByItself() {
        Disposable client = steps().subscribe();

        client.dispose();
        firstStep.tryEmitValue("kept");

        assertThat(done).isEmpty();
    }

    @Test
    void givesTheAnswerTheFaultAndTheContextOfItsWork() {
        Mono<String> named = Mono.deferContextual(context -> Mono.just(context.get("name")));

        StepVerifier.create(SeenThrough.of(named).contextWrite(context -> context.put("name", "demo")))
                .expectNext("demo")
                .verifyComplete();
        StepVerifier.create(SeenThrough.of(Mono.empty())).verifyComplete();
        StepVerifier.create(SeenThrough.of(Mono.error(new ApiProblem(ProblemCode.NOT_FOUND))))
                .verifyError(ApiProblem.class);
    }

    private Mono<String> steps() {
        return firstStep.asMono().doOnNext(done::add).then(Mono.fromSupplier(this::submit));
    }

    private String submit() {
        done.add("submitted");
        return "submitted";
    }
}
