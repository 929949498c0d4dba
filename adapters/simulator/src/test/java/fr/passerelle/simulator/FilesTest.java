package fr.passerelle.simulator;

import static fr.passerelle.simulator.Filing.aFiling;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.simulator.Browser.Reply;
import java.time.Duration;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class FilesTest {
    private static final Duration VISIBILITY_DELAY = Duration.ofSeconds(30);

    @RegisterExtension
    static final RunningSimulator simulator = new RunningSimulator();

    @Test
    void showsANewFileByItsNumberAtOnce() {
        Browser employer = simulator.employer();

        Reply reply = employer.get("/portail/demandes/" + employer.file(aFiling()));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("/statut")).isEqualTo("Déposée");
        assertThat(reply.text("/statut_depuis")).isEqualTo(reply.text("/date_enregistrement"));
        assertThat(reply.text("/numero_brouillon")).startsWith("B-");
        assertThat(reply.text("/historique/0/libelle")).isEqualTo("Déposée");
        assertThat(reply.json().path("complements").isArray()).isTrue();
        assertThat(reply.json().has("decision")).isFalse();
    }

    @Test
    void listsANewFileOnlyAfterTheVisibilityDelay() {
        Browser employer = simulator.employer();
        employer.file(aFiling());

        assertThat(found(employer, "?reference_libre=PSR-1")).isZero();
        simulator.clock().advance(VISIBILITY_DELAY.minusMillis(1));
        assertThat(found(employer, "?reference_libre=PSR-1")).isZero();
        simulator.clock().advance(Duration.ofMillis(1));
        assertThat(found(employer, "?reference_libre=PSR-1")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 3",
        "?siret=73282932000074, 2",
        "?reference_libre=PSR-2, 1",
        "?nom=muller, 1",
        "?nom=M%C3%BCller&date_naissance=1985, 1",
        "?nom=BENALI&date_naissance=1985, 0",
        "?date_naissance=1990-04-12, 2"
    })
    void findsFilesByWhatTheyHold(String query, int expected) {
        Browser employer = simulator.employer();
        employer.file(aFiling());
        employer.file(aFiling().referring("PSR-2"));
        employer.file(aFiling().referring("PSR-3").at(Filing.OTHER_SIRET).of("MÜLLER", "1985"));
        simulator.clock().advance(VISIBILITY_DELAY);

        assertThat(found(employer, query)).isEqualTo(expected);
    }

    @Test
    void listsFiftyFilesAPageNewestFirstAndInShort() {
        Browser employer = simulator.employer();
        for (int i = 1; i <= 51; i++) {
            employer.file(aFiling().referring("PSR-" + i));
        }
        simulator.clock().advance(VISIBILITY_DELAY);

        JsonNode first = employer.get("/portail/demandes").json();
        JsonNode second = employer.get("/portail/demandes?page=2").json();

        assertThat(first.path("demandes")).hasSize(50);
        assertThat(first.path("page").intValue()).isEqualTo(1);
        assertThat(first.path("pages").intValue()).isEqualTo(2);
        assertThat(first.path("total").intValue()).isEqualTo(51);
        assertThat(first.at("/demandes/0/reference_libre").stringValue()).isEqualTo("PSR-51");
        assertThat(first.at("/demandes/0").has("historique")).isFalse();
        assertThat(first.at("/demandes/0").has("complements")).isFalse();
        assertThat(second.path("demandes")).hasSize(1);
        assertThat(employer.get("/portail/demandes?page=3").json().path("demandes"))
                .isEmpty();
        assertThat(employer.get("/portail/demandes?page=0").code()).isEqualTo("REQUETE_INVALIDE");
    }

    @Test
    void listsOnePageWhenThereIsNothing() {
        JsonNode none = simulator.employer().get("/portail/demandes").json();

        assertThat(none.path("pages").intValue()).isEqualTo(1);
        assertThat(none.path("total").intValue()).isZero();
    }

    @Test
    void showsNoFileOfAnotherAccount() {
        String file = simulator.employer("other@exemple.fr").file(aFiling());
        simulator.clock().advance(VISIBILITY_DELAY);
        Browser employer = simulator.employer();

        assertThat(found(employer, "")).isZero();
        assertThat(employer.get("/portail/demandes/" + file).status()).isEqualTo(404);
        assertThat(employer.get("/portail/demandes/" + file).code()).isEqualTo("DEMANDE_INTROUVABLE");
    }

    @Test
    void showsAllFilesOfTheEstablishmentsThatAnAccountIsGiven() {
        String file = simulator.employer("other@exemple.fr").file(aFiling());
        simulator.clock().advance(VISIBILITY_DELAY);
        simulator.visitor().put("/simulateur/comptes/rh@exemple.fr", "{\"sirets\":[\"" + Filing.SIRET + "\"]}");
        Browser employer = simulator.employer();

        assertThat(found(employer, "")).isEqualTo(1);
        assertThat(employer.get("/portail/demandes/" + file).status()).isEqualTo(200);
    }

    @Test
    void refusesTheFileOfAnEstablishmentThatTheAccountDoesNotHold() {
        String file = simulator.employer("other@exemple.fr").file(aFiling());
        simulator.visitor().put("/simulateur/comptes/rh@exemple.fr", "{\"sirets\":[\"" + Filing.OTHER_SIRET + "\"]}");
        Browser employer = simulator.employer();

        assertThat(employer.get("/portail/demandes/" + file).code()).isEqualTo("SIRET_NON_RATTACHE");
        assertThat(employer.get("/portail/demandes?siret=" + Filing.SIRET).status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "GRANTED, P1D, En cours d'instruction",
        "GRANTED, P11D, Favorable",
        "REFUSED, P11D, Défavorable",
        "CLOSED, P32D, Clôturée",
        "SILENT, P400D, En cours d'instruction"
    })
    void movesAFileOnAsTheClockAdvances(Scenario scenario, Period time, String label) {
        String file = simulator.employer().file(Filing.of(scenario));

        simulator.clock().advance(time);

        Reply reply = simulator.employer().get("/portail/demandes/" + file);
        assertThat(reply.text("/statut")).isEqualTo(label);
        assertThat(reply.text("/historique/1/libelle")).isEqualTo("En cours d'instruction");
    }

    @Test
    void grantsAnAuthorisation() {
        String file = simulator.employer().file(aFiling());
        simulator.clock().advance(Period.ofDays(11));

        Reply reply = simulator.employer().get("/portail/demandes/" + file);

        assertThat(reply.text("/decision/nature")).isEqualTo("favorable");
        assertThat(reply.text("/decision/date")).isEqualTo("2026-12-04");
        assertThat(reply.text("/decision/numero_autorisation")).isEqualTo("AT-2026-0000001");
        assertThat(reply.text("/decision/valide_du")).isEqualTo("2027-02-01");
        assertThat(reply.text("/decision/valide_au")).isEqualTo("2028-01-31");
        assertThat(reply.json().path("decision").has("motifs")).isFalse();
    }

    @Test
    void refusesWithReasons() {
        String file = simulator.employer().file(Filing.of(Scenario.REFUSED));
        simulator.clock().advance(Period.ofDays(11));

        Reply reply = simulator.employer().get("/portail/demandes/" + file);

        assertThat(reply.text("/decision/nature")).isEqualTo("defavorable");
        assertThat(reply.text("/decision/motifs")).isNotEmpty();
        assertThat(reply.json().path("decision").has("numero_autorisation")).isFalse();
    }

    @Test
    void handsOutTheAttestation() {
        Browser employer = simulator.employer();

        Reply pdf = employer.get("/portail/demandes/" + employer.file(aFiling()) + "/attestation");

        assertThat(pdf.status()).isEqualTo(200);
        assertThat(pdf.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(pdf.latin())
                .startsWith("%PDF-1.4")
                .contains("D-2026-0000001")
                .contains("2026-11-23T10:15:30+01:00")
                .contains("Plateforme MOE de Béthune")
                .contains("réputée refusée le : 2027-01-23")
                .contains("DOCUMENT SANS VALEUR");
    }

    @Test
    void handsOutADecisionOnceThereIsOne() {
        Browser employer = simulator.employer();
        String path = "/portail/demandes/" + employer.file(aFiling()) + "/decision";

        assertThat(employer.get(path).status()).isEqualTo(404);
        assertThat(employer.get(path).code()).isEqualTo("DECISION_INTROUVABLE");

        simulator.clock().advance(Period.ofDays(11));
        Reply pdf = simulator.employer().get(path);
        assertThat(pdf.status()).isEqualTo(200);
        assertThat(pdf.latin()).contains("DÉCISION FAVORABLE").contains("AT-20");
    }

    @Test
    void knowsNoFileOfANumberThatWasNotGiven() {
        assertThat(simulator
                        .employer()
                        .get("/portail/demandes/D-2026-0000009/attestation")
                        .code())
                .isEqualTo("DEMANDE_INTROUVABLE");
        assertThat(simulator
                        .employer()
                        .get("/portail/demandes/D-2026-0000009/decision")
                        .code())
                .isEqualTo("DEMANDE_INTROUVABLE");
    }

    private static int found(Browser employer, String query) {
        return employer.get("/portail/demandes" + query).json().path("total").intValue();
    }
}
