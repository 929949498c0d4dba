package fr.passerelle.simulator;

import static fr.passerelle.simulator.Filing.aFiling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.passerelle.simulator.Browser.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SubmissionTest {
    @RegisterExtension
    static final RunningSimulator simulator = new RunningSimulator();

    @Test
    void givesAReceipt() {
        Browser employer = simulator.employer();
        String draft = employer.createDraft(aFiling());

        Reply receipt = employer.submit(draft);

        assertThat(receipt.status()).isEqualTo(201);
        assertThat(receipt.text("/numero_depot")).isEqualTo("D-2026-0000001");
        assertThat(receipt.text("/numero_brouillon")).isEqualTo(draft);
        assertThat(receipt.text("/reference_libre")).isEqualTo("PSR-1");
        assertThat(receipt.text("/date_enregistrement")).isEqualTo("2026-11-23T10:15:30+01:00");
        assertThat(receipt.text("/service_instructeur")).isEqualTo("Plateforme MOE de Béthune");
        assertThat(receipt.text("/siret")).isEqualTo(Filing.SIRET);
        assertThat(receipt.text("/salarie/nom")).isEqualTo("BENALI");
        assertThat(receipt.json().path("salarie").has("numero_passeport")).isFalse();
        assertThat(receipt.text("/attestation")).isEqualTo("/portail/demandes/D-2026-0000001/attestation");
        assertThat(receipt.text("/date_decision_implicite")).isEqualTo("2027-01-23");
    }

    @Test
    void sendsSeasonalWorkToAvignon() {
        Browser employer = simulator.employer();
        String draft = employer.createDraft(aFiling().ofType("saisonnier"));

        assertThat(employer.submit(draft).text("/service_instructeur")).isEqualTo("Plateforme MOE d'Avignon");
    }

    @Test
    void refusesASecondSubmitOfTheSameDraft() {
        Browser employer = simulator.employer();
        String draft = employer.createDraft(aFiling());
        employer.submit(draft);

        Reply second = employer.submit(draft);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("BROUILLON_DEPOSE");
        assertThat(ledger("")).hasSize(1);
    }

    @Test
    void acceptsOneOfManySubmitsAtOnce() {
        Browser employer = simulator.employer();
        String draft = employer.createDraft(aFiling());

        List<Integer> statuses = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> employer.submit(draft).status())
                .toList();

        assertThat(statuses).containsOnlyOnce(201).filteredOn(s -> s == 409).hasSize(15);
        assertThat(ledger("")).hasSize(1);
    }

    @Test
    void refusesTheSubmitOfADeletedDraft() {
        Browser employer = simulator.employer();
        String draft = employer.createDraft(aFiling());
        employer.delete("/portail/brouillons/" + draft);

        Reply reply = employer.submit(draft);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo("BROUILLON_INTROUVABLE");
        assertThat(ledger("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'{}', declaration_honneur",
        "'{\"declaration_honneur\":\"true\",\"signataire\":\"Jeanne Martin\"}', declaration_honneur",
        "'{\"declaration_honneur\":true}', signataire"
    })
    void rejectsASubmitWithoutADeclaration(String body, String field) {
        Browser employer = simulator.employer();
        String draft = employer.createDraft(aFiling());

        Reply reply = employer.post("/portail/brouillons/" + draft + "/depot", body);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("DEPOT_REJETE");
        assertThat(reply.text("/erreurs/0/champ")).isEqualTo(field);
        assertThat(employer.submit(draft).status()).isEqualTo(201);
    }

    @Test
    void rejectsEverySubmitOfAFormThatIsNotAccepted() {
        Browser employer = simulator.employer();
        String draft = employer.createDraft(Filing.of(Scenario.NOT_ACCEPTED));

        for (int attempt = 0; attempt < 3; attempt++) {
            Reply reply = employer.submit(draft);

            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.code()).isEqualTo("DEPOT_REJETE");
            assertThat(reply.text("/erreurs/0/champ")).isEqualTo("contrat.intitule");
        }
        assertThat(employer.get("/portail/brouillons/" + draft).text("/etat")).isEqualTo("brouillon");
        assertThat(ledger("")).isEmpty();
    }

    @Test
    void losesTheAnswerButKeepsTheFile() {
        Browser employer = simulator.employer();
        String draft = employer.createDraft(Filing.suffering(FaultKind.ANSWER_LOST));

        assertThatThrownBy(() -> employer.submit(draft)).isInstanceOf(UncheckedIOException.class);

        assertThat(ledger("")).hasSize(1);
        assertThat(ledger("").getFirst().path("numero_brouillon").stringValue()).isEqualTo(draft);
        assertThat(ledger("").getFirst().path("scenario").stringValue()).isEqualTo("answer-lost");
        assertThat(employer.submit(draft).code()).isEqualTo("BROUILLON_DEPOSE");
        assertThat(employer.get("/portail/demandes/D-" + draft.substring(2)).text("/statut"))
                .isEqualTo("Déposée");
    }

    @Test
    void losesTheAnswerWithoutSendingAByte() throws IOException {
        Browser employer = simulator.employer();
        String draft = employer.createDraft(Filing.suffering(FaultKind.ANSWER_LOST));

        try (Socket socket =
                new Socket(simulator.uri().getHost(), simulator.uri().getPort())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(rawSubmit(draft, employer.cookie()));

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(ledger("")).hasSize(1);
    }

    @Test
    void tellsARefusalEvenWhereItWouldLoseAReceipt() {
        Browser employer = simulator.employer();
        String draft = employer.createDraft(Filing.suffering(FaultKind.ANSWER_LOST));

        assertThat(employer.post("/portail/brouillons/" + draft + "/depot", "{}")
                        .code())
                .isEqualTo("DEPOT_REJETE");
        assertThat(ledger("")).isEmpty();
    }

    @Test
    void obeysTheHeaderOfTheDraftBeforeTheTitle() {
        Browser employer = simulator.employer();
        String draft = employer.post(
                        "/portail/brouillons", Filing.of(Scenario.NOT_ACCEPTED).json(), Map.of("X-Scenario", "refused"))
                .text("/numero_brouillon");

        assertThat(employer.submit(draft).status()).isEqualTo(201);
        assertThat(ledger("").getFirst().path("scenario").stringValue()).isEqualTo("refused");
    }

    @Test
    void obeysTheHeaderOfTheSubmitBeforeAll() {
        Browser employer = simulator.employer();
        String draft = employer.createDraft(Filing.suffering(FaultKind.ANSWER_LOST));
        String path = "/portail/brouillons/" + draft + "/depot";

        assertThat(employer.post(path, Filing.DECLARATION, Map.of("X-Scenario", "?"))
                        .status())
                .isEqualTo(400);
        assertThat(employer.post(path, Filing.DECLARATION, Map.of("X-Scenario", "silent"))
                        .status())
                .isEqualTo(201);
        assertThat(ledger("").getFirst().path("scenario").stringValue()).isEqualTo("silent");
    }

    @Test
    void keepsALedgerOfAcceptedSubmitsInOrder() {
        Browser employer = simulator.employer();
        employer.file(aFiling().referring("A"));
        List<JsonNode> before = ledger("");
        employer.file(aFiling().referring("B"));
        simulator.employer("other@exemple.fr").file(aFiling().referring("A"));

        assertThat(ledger("")).hasSize(3).startsWith(before.toArray(JsonNode[]::new));
        assertThat(ledger("?reference_libre=A")).hasSize(2);
        assertThat(ledger("?reference_libre=C")).isEmpty();
        assertThat(before.getFirst().properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        "numero_depot",
                        "numero_brouillon",
                        "reference_libre",
                        "siret",
                        "accepte_le",
                        "scenario",
                        "par_plateforme");
    }

    @Test
    void offersNoWayToRewriteTheLedger() {
        simulator.employer().file(aFiling());
        Browser visitor = simulator.visitor();

        assertThat(visitor.delete("/simulateur/registre").status()).isEqualTo(404);
        assertThat(visitor.put("/simulateur/registre", "{}").status()).isEqualTo(404);
        assertThat(visitor.post("/simulateur/registre", "{}").status()).isEqualTo(404);
        assertThat(ledger("")).hasSize(1);
    }

    private static byte[] rawSubmit(String draft, String cookie) {
        return """
            POST /portail/brouillons/%s/depot HTTP/1.1
            Host: localhost
            Cookie: %s
            Content-Type: application/json
            Content-Length: %d

            %s\
            """.formatted(draft, cookie, Filing.DECLARATION.length(), Filing.DECLARATION)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static List<JsonNode> ledger(String query) {
        JsonNode ledger =
                simulator.visitor().get("/simulateur/registre" + query).json();
        List<JsonNode> entries = ledger.path("depots").valueStream().toList();
        assertThat(ledger.path("total").intValue()).isEqualTo(entries.size());
        return entries;
    }
}
