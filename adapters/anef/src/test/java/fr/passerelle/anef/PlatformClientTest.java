package fr.passerelle.anef;

import static fr.passerelle.anef.ScriptedPortal.SESSION;
import static fr.passerelle.anef.ScriptedPortal.SUBMISSION;
import static fr.passerelle.anef.ScriptedPortal.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.passerelle.platform.PlatformUnavailable;
import fr.passerelle.platform.PlatformUnavailable.Fault;
import fr.passerelle.platform.SubmitAnswer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformClientTest {
    private final ScriptedPortal portal = new ScriptedPortal();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @AfterEach
    void close() {
        portal.close();
    }

    @Test
    void speaksToThePortalThroughItsGuards() {
        try (PlatformClient client = client(portal.properties())) {
            portal.answers(201, receipt());

            SubmitAnswer answer = client.platform().submit(SESSION, SUBMISSION).block(Duration.ofSeconds(20));

            assertThat(answer).isInstanceOf(SubmitAnswer.Accepted.class);
            assertThat(meters.get(CallTimer.CALLS)
                            .tag("operation", "submit")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(meters.get("resilience4j.circuitbreaker.state").meters()).isNotEmpty();
            assertThat(meters.get("resilience4j.bulkhead.available.concurrent.calls")
                            .meters())
                    .hasSize(Lane.values().length);
        }
    }

    @Test
    void opensTheCircuitWhenOnlyTimeoutsOccur() {
        PlatformClientProperties impatient = ScriptedPortal.properties(portal.url(), Duration.ofMillis(300));
        try (PlatformClient client = client(impatient)) {
            for (int i = 0; i < impatient.breaker().window(); i++) {
                portal.answers(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE));
                assertThat(fault(client)).isEqualTo(Fault.TIMEOUT);
            }

            assertThat(fault(client)).isEqualTo(Fault.HELD_BACK);
            assertThat(portal.requests()).isEqualTo(impatient.breaker().window());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://portail.example",
                "portail.example",
                "http:portail",
                "http://a:b@portail.example",
                "http://p/?q"
            })
    void refusesAnAddressThatIsNoPortals(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> PlatformClientProperties.of(URI.create(url)));
    }

    @Test
    void refusesAConnectTimeoutThatTheDeadlineWouldHide() {
        PlatformClientProperties good = PlatformClientProperties.of(URI.create("https://portail.example"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlatformClientProperties(
                        good.baseUrl(),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        good.concurrentCalls(),
                        good.largestJson(),
                        good.largestPdf(),
                        good.keptEvidence(),
                        Duration.ofHours(24),
                        good.breaker()));
    }

    private PlatformClient client(PlatformClientProperties properties) {
        return PlatformClient.create(properties, InstantSource.system(), meters);
    }

    private static Fault fault(PlatformClient client) {
        return catchThrowableOfType(
                        PlatformUnavailable.class,
                        () -> client.platform().state().block(Duration.ofSeconds(20)))
                .fault();
    }
}
