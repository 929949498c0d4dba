package fr.passerelle.simulator;

import static fr.passerelle.simulator.Filing.aFiling;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.simulator.Browser.Reply;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftsTest {
    private static final int LIMIT = 2 * 1024 * 1024;

    @RegisterExtension
    static final RunningSimulator simulator = new RunningSimulator();

    @Test
    void createsADraftAndShowsItsSummary() {
        Browser employer = simulator.employer();

        Reply created = employer.post("/portail/brouillons", aFiling().json());
        Reply read = employer.get("/portail/brouillons/" + created.text("/numero_brouillon"));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("/numero_brouillon")).matches("B-20[0-9]{2}-0000001");
        assertThat(created.text("/etat")).isEqualTo("brouillon");
        assertThat(created.text("/siret")).isEqualTo(Filing.SIRET);
        assertThat(created.text("/reference_libre")).isEqualTo("PSR-1");
        assertThat(created.text("/salarie/prenoms/1")).isEqualTo("Élie");
        assertThat(created.text("/salarie/numero_passeport")).isEqualTo("AB1234567");
        assertThat(created.text("/contrat/debut")).isEqualTo("2027-02-01");
        assertThat(created.json().path("pieces")).isEmpty();
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json()).isEqualTo(created.json());
    }

    @Test
    void takesTheSameFormTwiceAsItKnowsNoIdempotency() {
        Browser employer = simulator.employer();

        assertThat(employer.createDraft(aFiling())).isNotEqualTo(employer.createDraft(aFiling()));
    }

    @Test
    void namesEveryFieldThatIsMissing() {
        Reply reply = simulator.employer().post("/portail/brouillons", "{}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("FORMULAIRE_INVALIDE");
        assertThat(reply.text("/message")).isNotEmpty();
        assertThat(reply.json()
                        .path("erreurs")
                        .valueStream()
                        .map(e -> e.path("champ").stringValue()))
                .containsExactlyInAnyOrder(
                        "siret",
                        "reference_libre",
                        "type_demande",
                        "salarie.nom",
                        "salarie.date_naissance",
                        "contrat.intitule",
                        "contrat.debut");
    }

    @ParameterizedTest
    @CsvSource({
        "73282932000074, 7328293200007, siret",
        "PSR-1, 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', reference_libre",
        "1990-04-12, 12/04/1990, salarie.date_naissance",
        "2027-02-01, 2027-02-30, contrat.debut",
        "Cuisinier, Cuisinier [scenario:grented], contrat.intitule"
    })
    void refusesAWrongValue(String right, String wrong, String field) {
        Reply reply = simulator
                .employer()
                .post("/portail/brouillons", aFiling().json().replace(right, wrong));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text("/erreurs/0/champ")).isEqualTo(field);
        assertThat(reply.json().path("erreurs")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"1990", "1990-04", "1990-04-12"})
    void takesABirthDateOfWhichOnlyAPartIsKnown(String birthDate) {
        assertThat(simulator
                        .employer()
                        .post(
                                "/portail/brouillons",
                                aFiling().of("BENALI", birthDate).json())
                        .text("/salarie/date_naissance"))
                .isEqualTo(birthDate);
    }

    @Test
    void refusesAScenarioHeaderThatItDoesNotKnow() {
        Reply reply =
                simulator.employer().post("/portail/brouillons", aFiling().json(), Map.of("X-Scenario", "grented"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("REQUETE_INVALIDE");
    }

    @Test
    void findsDraftsByEstablishmentAndReference() {
        Browser employer = simulator.employer();
        employer.createDraft(aFiling().referring("A"));
        employer.createDraft(aFiling().referring("B"));
        employer.createDraft(aFiling().referring("B").at(Filing.OTHER_SIRET));

        assertThat(found(employer, "")).isEqualTo(3);
        assertThat(found(employer, "?reference_libre=B")).isEqualTo(2);
        assertThat(found(employer, "?siret=" + Filing.SIRET + "&reference_libre=B"))
                .isEqualTo(1);
        assertThat(found(employer, "?reference_libre=C")).isZero();
    }

    @Test
    void listsNeitherDeletedNorDepositedDraftsNorThoseOfOtherAccounts() {
        Browser employer = simulator.employer();
        String deleted = employer.createDraft(aFiling());
        employer.file(aFiling());
        simulator.employer("other@exemple.fr").createDraft(aFiling());

        employer.delete("/portail/brouillons/" + deleted);

        assertThat(found(employer, "")).isZero();
    }

    @Test
    void doesNotShowTheDraftOfAnotherAccount() {
        String draft = simulator.employer("other@exemple.fr").createDraft(aFiling());

        assertThat(simulator.employer().get("/portail/brouillons/" + draft).code())
                .isEqualTo("BROUILLON_INTROUVABLE");
    }

    @Test
    void refusesAnEstablishmentThatTheAccountDoesNotHold() {
        Browser employer = simulator.employer();
        String draft = employer.createDraft(aFiling());
        simulator.visitor().put("/simulateur/comptes/rh@exemple.fr", "{\"sirets\":[\"" + Filing.OTHER_SIRET + "\"]}");

        Reply created = employer.post("/portail/brouillons", aFiling().json());

        assertThat(created.status()).isEqualTo(403);
        assertThat(created.code()).isEqualTo("SIRET_NON_RATTACHE");
        assertThat(employer.get("/portail/brouillons/" + draft).status()).isEqualTo(403);
        assertThat(employer.submit(draft).status()).isEqualTo(403);
        assertThat(employer.get("/portail/brouillons?siret=" + Filing.SIRET).status())
                .isEqualTo(403);
        assertThat(employer.post(
                                "/portail/brouillons",
                                aFiling().at(Filing.OTHER_SIRET).json())
                        .status())
                .isEqualTo(201);
    }

    @Test
    void keepsTheSummaryOfADocument() {
        Browser employer = simulator.employer();
        String draft = employer.createDraft(aFiling());

        Reply attached = employer.attach(
                "/portail/brouillons/" + draft + "/pieces/MANDATE",
                "application/pdf",
                "mandat%20sign%C3%A9.pdf",
                Browser.PDF);

        assertThat(attached.status()).isEqualTo(201);
        assertThat(attached.text("/code")).isEqualTo("MANDATE");
        assertThat(attached.text("/nom_fichier")).isEqualTo("mandat signé.pdf");
        assertThat(attached.json().path("taille").intValue()).isEqualTo(Browser.PDF.length);
        assertThat(attached.text("/sha256"))
                .isEqualTo("14bcd090baf31edba64e9cbd8cdfc15f943344aa72cb3675ad8e91bfcbce03ad");
        assertThat(employer.get("/portail/brouillons/" + draft).json().at("/pieces/0"))
                .isEqualTo(attached.json());
    }

    @Test
    void replacesADocumentOfTheSameCode() {
        Browser employer = simulator.employer();
        String draft = employer.createDraft(aFiling());
        String path = "/portail/brouillons/" + draft + "/pieces/";

        employer.attach(path + "MANDATE", Browser.PDF);
        employer.attach(path + "DIPLOMA", Browser.PDF);
        employer.attach(path + "MANDATE", Arrays.copyOf(Browser.PDF, 100));

        Reply read = employer.get("/portail/brouillons/" + draft);
        assertThat(read.json().path("pieces")).hasSize(2);
        assertThat(read.json().at("/pieces/1/taille").intValue()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({"0, 201, ''", "1, 413, PIECE_TROP_LOURDE", "6500000, 413, PIECE_TROP_LOURDE"})
    void refusesADocumentBeyondTwoMegabytes(int beyond, int status, String code) {
        Browser employer = simulator.employer();
        String draft = employer.createDraft(aFiling());

        Reply reply = employer.attach(
                "/portail/brouillons/" + draft + "/pieces/MANDATE", Arrays.copyOf(Browser.PDF, LIMIT + beyond));

        assertThat(reply.status()).isEqualTo(status);
        assertThat(status == 201 ? "" : reply.code()).isEqualTo(code);
    }

    @Test
    void refusesADocumentOfAnotherFormat() {
        Browser employer = simulator.employer();
        String path = "/portail/brouillons/" + employer.createDraft(aFiling()) + "/pieces/MANDATE";

        assertThat(employer.attach(path, "image/png", "mandat.png", Browser.PDF).status())
                .isEqualTo(415);
        assertThat(employer.attach(path, "image/png", "mandat.png", Browser.PDF).code())
                .isEqualTo("FORMAT_REFUSE");
    }

    @Test
    void refusesADocumentThatOnlyPretendsToBeAPdf() {
        Browser employer = simulator.employer();
        String path = "/portail/brouillons/" + employer.createDraft(aFiling()) + "/pieces/MANDATE";

        assertThat(employer.attach(path, new byte[] {1, 2, 3}).status()).isEqualTo(422);
        assertThat(employer.attach(path, new byte[0]).code()).isEqualTo("PIECE_REFUSEE");
        assertThat(employer.attach(path + "%20X", Browser.PDF).code()).isEqualTo("PIECE_REFUSEE");
    }

    @Test
    void deletesADraftOnce() {
        Browser employer = simulator.employer();
        String path = "/portail/brouillons/" + employer.createDraft(aFiling());

        assertThat(employer.delete(path).status()).isEqualTo(204);
        assertThat(employer.delete(path).status()).isEqualTo(404);
        assertThat(employer.get(path).code()).isEqualTo("BROUILLON_INTROUVABLE");
        assertThat(employer.attach(path + "/pieces/MANDATE", Browser.PDF).code())
                .isEqualTo("BROUILLON_INTROUVABLE");
    }

    @Test
    void keepsADepositedDraftAsItWas() {
        Browser employer = simulator.employer();
        String draft = employer.createDraft(aFiling());
        employer.submit(draft);
        String path = "/portail/brouillons/" + draft;

        assertThat(employer.get(path).text("/etat")).isEqualTo("depose");
        assertThat(employer.delete(path).status()).isEqualTo(409);
        assertThat(employer.delete(path).code()).isEqualTo("BROUILLON_DEPOSE");
        assertThat(employer.attach(path + "/pieces/MANDATE", Browser.PDF).code())
                .isEqualTo("BROUILLON_DEPOSE");
    }

    private static int found(Browser employer, String query) {
        return employer.get("/portail/brouillons" + query)
                .json()
                .path("brouillons")
                .size();
    }
}
