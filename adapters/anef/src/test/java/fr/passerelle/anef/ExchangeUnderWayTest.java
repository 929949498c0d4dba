package fr.passerelle.anef;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.test.StepVerifier;

/** The race between a deadline and the first byte: whoever comes first decides. */
class ExchangeUnderWayTest {
    private final ScriptedPortal portal = new ScriptedPortal();
    private final ExchangeUnderWay exchange =
            new ExchangeUnderWay(Operation.SUBMIT, InstantSource.fixed(ScriptedPortal.NOW), 1024, 1024);

    @AfterEach
    void close() {
        portal.close();
    }

    @Test
    void stopsARequestThatWasGivenUpBeforeItLeft() {
        boolean unsent = exchange.giveUpUnsent();

        StepVerifier.create(sending()).verifyError();
        assertThat(unsent).isTrue();
        assertThat(portal.requests()).isZero();
        assertThat(exchange.giveUpUnsent()).isTrue();
    }

    @Test
    void neverTakesARequestThatLeftForUnsent() {
        portal.answers(201, "{}");

        StepVerifier.create(sending()).expectNext(201).verifyComplete();

        assertThat(exchange.giveUpUnsent()).isFalse();
        assertThat(portal.requests()).isEqualTo(1);
    }

    private Mono<Integer> sending() {
        return HttpClient.create(ConnectionProvider.newConnection())
                .disableRetry(true)
                .observe(exchange)
                .post()
                .uri(portal.url())
                .send(ByteBufFlux.fromString(Mono.just("{}")))
                .response()
                .map(response -> response.status().code())
                .timeout(Duration.ofSeconds(5));
    }
}
