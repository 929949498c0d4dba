package fr.passerelle.simulator;

import static fr.passerelle.simulator.Filing.aFiling;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.simulator.Browser.Reply;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ControlTest {
    @RegisterExtension
    static final RunningSimulator simulator = new RunningSimulator();

    private final Browser visitor = simulator.visitor();

    @ParameterizedTest
    @CsvSource({"PT1H, 2026-03-28T12:00:00Z", "P1D, 2026-03-29T10:00:00Z", "P1DT1H, 2026-03-29T11:00:00Z"})
    void advancesTheClock(String amount, Instant expected) {
        visitor.post("/simulateur/horloge", "{\"instant\":\"2026-03-28T12:00:00+01:00\"}");

        Reply reply = visitor.post("/simulateur/horloge", "{\"avancer\":\"" + amount + "\"}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(OffsetDateTime.parse(reply.text("/instant")).toInstant()).isEqualTo(expected);
        assertThat(simulator.clock().instant()).isEqualTo(expected);
        assertThat(visitor.get("/simulateur/horloge").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"avancer\":\"demain\"}",
                "{\"avancer\":\"T\"}",
                "{\"avancer\":\"P-1D\"}",
                "{\"avancer\":\"P999999999D\"}",
                "{\"avancer\":\"PT999999999999999H\"}",
                "{\"instant\":\"hier\"}",
                "{\"instant\":\"1970-01-01T00:00:00Z\"}"
            })
    void leavesTheClockAloneWhenItDoesNotUnderstand(String body) {
        Reply reply = visitor.post("/simulateur/horloge", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("REQUETE_INVALIDE");
        assertThat(simulator.clock().instant()).isEqualTo(RunningSimulator.NOW);
    }

    @Test
    void changesAnAccountAndNeverShowsItsPassword() {
        Reply reply = visitor.put(
                "/simulateur/comptes/rh@exemple.fr",
                "{\"mot_de_passe\":\"secret\",\"sirets\":[\"73282932000074\"],\"verrouille\":true}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.latin())
                .isEqualTo("{\"identifiant\":\"rh@exemple.fr\",\"sirets\":[\"73282932000074\"],\"verrouille\":true}");
    }

    @Test
    void addsAFileMadeByOtherHands() {
        Reply made =
                visitor.post("/simulateur/demandes", aFiling().referring("").json());
        Browser employer = simulator.employer();
        simulator.clock().advance(Duration.ofSeconds(30));

        JsonNode listed = employer.get("/portail/demandes?nom=BENALI").json();

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().get("numero_brouillon").isNull()).isTrue();
        assertThat(made.json().has("reference_libre")).isFalse();
        assertThat(made.json().path("historique")).hasSize(1);
        assertThat(listed.path("total").intValue()).isEqualTo(1);
        assertThat(listed.at("/demandes/0").get("numero_brouillon").isNull()).isTrue();
        assertThat(visitor.get("/simulateur/registre").json().path("total").intValue())
                .isZero();
    }

    @Test
    void fillsInAFileWhenAskedTo() {
        Reply made = visitor.post(
                "/simulateur/demandes",
                "{\"par_defaut\":true,\"siret\":\"55208131766522\",\"salarie\":{\"nom\":\"DIALLO\"}}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/siret")).isEqualTo("55208131766522");
        assertThat(made.text("/salarie/nom")).isEqualTo("DIALLO");
        assertThat(made.text("/salarie/date_naissance")).isNotEmpty();
        assertThat(visitor.post("/simulateur/demandes", "{}").code()).isEqualTo("FORMULAIRE_INVALIDE");
        assertThat(visitor.post(
                                "/simulateur/demandes",
                                Filing.of(Scenario.NOT_ACCEPTED).json())
                        .status())
                .isEqualTo(422);
    }

    @Test
    void forgetsEverythingWhenReset() {
        Browser employer = simulator.employer();
        employer.file(aFiling());
        simulator.clock().advance(Duration.ofDays(3));

        assertThat(visitor.delete("/simulateur/etat").status()).isEqualTo(204);

        assertThat(employer.get("/portail/demandes").status()).isEqualTo(401);
        assertThat(visitor.get("/simulateur/registre").json().path("total").intValue())
                .isZero();
        assertThat(simulator.clock().instant()).isEqualTo(RunningSimulator.NOW);
        assertThat(visitor.logIn("rh@exemple.fr", "other").createDraft(aFiling()))
                .endsWith("0000001");
    }

    @Test
    void tellsItsScenarios() {
        JsonNode scenarios = visitor.get("/simulateur/scenarios").json().path("scenarios");

        assertThat(scenarios.valueStream().map(s -> s.path("code").stringValue()))
                .containsExactly(
                        "granted",
                        "refused",
                        "complements-once",
                        "complements-twice",
                        "closed",
                        "silent",
                        "not-accepted");
        assertThat(scenarios.at("/1/valeur_magique").stringValue()).isEqualTo("[scenario:refused]");
    }

    @Test
    void countsCallsByOperationStatusAndFault() {
        Browser employer = simulator.employer();
        employer.file(aFiling());
        String draft = employer.createDraft(Filing.suffering(FaultKind.ANSWER_LOST));
        try {
            employer.submit(draft);
        } catch (UncheckedIOException lost) {
            employer.submit(draft);
        }

        JsonNode calls = visitor.get("/simulateur/appels").json();

        assertThat(count(calls, "log_in", 201, "")).isEqualTo(1);
        assertThat(count(calls, "create_draft", 201, "")).isEqualTo(2);
        assertThat(count(calls, "submit", 201, "")).isEqualTo(1);
        assertThat(count(calls, "submit", 201, "answer-lost")).isEqualTo(1);
        assertThat(count(calls, "submit", 409, "")).isEqualTo(1);
        assertThat(calls.path("total").intValue()).isEqualTo(6);
    }

    private static int count(JsonNode calls, String operation, int status, String fault) {
        return calls.path("appels")
                .valueStream()
                .filter(c -> c.path("operation").stringValue().equals(operation))
                .filter(c -> c.path("statut").intValue() == status)
                .filter(c -> c.path("faute").asString("").equals(fault))
                .mapToInt(c -> c.path("nombre").intValue())
                .sum();
    }
}
