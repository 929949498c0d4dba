package fr.passerelle.simulator;

import static fr.passerelle.simulator.Filing.aFiling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;

class SimulatorTest {

    @Test
    void listensOnAFreePortUntilItIsClosed() {
        Browser visitor;
        try (Simulator simulator = Simulator.start(0, Map.of())) {
            visitor = new Browser(simulator.uri());
            assertThat(simulator.port()).isPositive();
            assertThat(visitor.get("/portail/etat").status()).isEqualTo(200);
        }

        assertThatThrownBy(() -> visitor.get("/portail/etat")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void saysThatItsPortIsTaken() {
        try (Simulator first = Simulator.start(0, Map.of())) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> Simulator.start(first.port(), Map.of()))
                    .withMessageContaining("127.0.0.1:" + first.port());
        }
    }

    @Test
    void sharesNothingWithAnotherOne() {
        try (Simulator one = Simulator.start(0, Map.of());
                Simulator other = Simulator.start(0, Map.of())) {
            new Browser(one.uri()).logIn("rh@exemple.fr", "secret").file(aFiling());
            one.clock().advance(Duration.ofDays(1));

            assertThat(new Browser(other.uri())
                            .get("/simulateur/registre")
                            .json()
                            .path("total")
                            .intValue())
                    .isZero();
            assertThat(other.clock().instant()).isBefore(one.clock().instant());
        }
    }

    @Test
    void obeysItsSettings() {
        Map<String, Object> settings = Map.of(
                "simulator.visibility-delay", "0s",
                "simulator.document-limit", "1KB",
                "simulator.capacity", 2,
                "simulator.review.starts-after", "0s");
        try (Simulator simulator = Simulator.start(0, settings)) {
            Browser employer = new Browser(simulator.uri()).logIn("rh@exemple.fr", "secret");
            String draft = employer.createDraft(aFiling());

            assertThat(employer.attach("/portail/brouillons/" + draft + "/pieces/MANDATE", new byte[1025])
                            .status())
                    .isEqualTo(413);
            assertThat(employer.get("/portail/demandes/"
                                    + employer.submit(draft).text("/numero_depot"))
                            .text("/statut"))
                    .isEqualTo("En cours d'instruction");
            assertThat(employer.get("/portail/demandes").json().path("total").intValue())
                    .isEqualTo(1);
        }
    }

    @Test
    void saysThatItIsFull() {
        try (Simulator simulator = Simulator.start(0, Map.of("simulator.capacity", 1))) {
            Browser employer = new Browser(simulator.uri()).logIn("rh@exemple.fr", "secret");
            employer.file(aFiling());

            assertThat(employer.post("/portail/brouillons", aFiling().json()).code())
                    .isEqualTo("PORTAIL_SATURE");
            assertThat(employer.post("/simulateur/demandes", "{\"par_defaut\":true}")
                            .status())
                    .isEqualTo(503);
            assertThat(employer.post("/portail/session", "{\"identifiant\":\"x\",\"mot_de_passe\":\"y\"}")
                            .code())
                    .isEqualTo("PORTAIL_SATURE");
        }
    }

    @Test
    void refusesASettingThatItDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Simulator.start(0, Map.of("server.port", 1)))
                .withMessageContaining("server.port");
        assertThatThrownBy(() -> Simulator.start(0, Map.of("simulator.visibilty-delay", "1s")))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> Simulator.start(0, Map.of("simulator.session-length", "0s")))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void takesItsPortFromEitherName() {
        assertThat(SimulatorProperties.port(List.of())).isEqualTo(8090);
        assertThat(SimulatorProperties.port(List.of(new MapPropertySource("a", Map.of("server.port", "1")))))
                .isEqualTo(1);
        assertThat(SimulatorProperties.port(
                        List.of(new MapPropertySource("a", Map.of("port", "2", "server.port", "1")))))
                .isEqualTo(2);
    }
}
