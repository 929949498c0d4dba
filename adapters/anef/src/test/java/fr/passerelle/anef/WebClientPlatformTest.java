package fr.passerelle.anef;

import static fr.passerelle.anef.ScriptedPortal.DRAFT;
import static fr.passerelle.anef.ScriptedPortal.JSON;
import static fr.passerelle.anef.ScriptedPortal.SESSION;
import static fr.passerelle.anef.ScriptedPortal.draft;
import static fr.passerelle.anef.ScriptedPortal.error;
import static fr.passerelle.anef.ScriptedPortal.file;
import static fr.passerelle.anef.ScriptedPortal.page;
import static fr.passerelle.anef.ScriptedPortal.properties;
import static fr.passerelle.anef.ScriptedPortal.response;
import static fr.passerelle.platform.FilingForms.ESTABLISHMENT;
import static fr.passerelle.platform.FilingForms.aForm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.passerelle.parties.BirthDate;
import fr.passerelle.parties.PersonName;
import fr.passerelle.platform.Attachment;
import fr.passerelle.platform.Credentials;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.Draft;
import fr.passerelle.platform.DraftCreation;
import fr.passerelle.platform.DraftDeletion;
import fr.passerelle.platform.DraftReading;
import fr.passerelle.platform.FileReading;
import fr.passerelle.platform.FileSearch;
import fr.passerelle.platform.FileStatus;
import fr.passerelle.platform.FileSummary;
import fr.passerelle.platform.LogIn;
import fr.passerelle.platform.Platform;
import fr.passerelle.platform.PlatformFile;
import fr.passerelle.platform.PlatformRefusal;
import fr.passerelle.platform.PlatformUnavailable;
import fr.passerelle.platform.PlatformUnavailable.Fault;
import fr.passerelle.platform.PortalState;
import fr.passerelle.platform.Session;
import fr.passerelle.platform.SessionEnded;
import fr.passerelle.platform.Upload;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WebClientPlatformTest {
    private static final Credentials ACCOUNT = new Credentials("rh@example.org", "secret");
    private static final DepositNumber DEPOSIT = new DepositNumber("D-2026-0000001");
    private static final byte[] PDF = "%PDF-1.7\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
    private static final Upload PASSPORT = new Upload("passeport", "Passeport d'été.pdf", PDF, "00");

    private final ScriptedPortal portal = new ScriptedPortal();
    private final Platform platform = portal.platform();

    @AfterEach
    void close() {
        portal.close();
    }

    @Test
    void opensASession() {
        portal.answers(response(201, JSON, """
            {"expire_a": "2026-11-23T10:35:30+01:00", "identifiant": "rh@example.org"}\
            """)
                .addHeader("Set-Cookie", "PORTAIL_SESSION=jeton-9;" + " Path=/;" + " HttpOnly;" + " Secure"));

        LogIn answer = got(platform.logIn(ACCOUNT));

        assertThat(answer).isEqualTo(new LogIn.Opened(new Session("jeton-9", Instant.parse("2026-11-23T09:35:30Z"))));
        RecordedRequest request = portal.request();
        assertThat(request.getRequestLine()).isEqualTo("POST /portail/session HTTP/1.1");
        assertThat(request.getBody().utf8())
                .isEqualTo("{\"identifiant\":\"rh@example.org\",\"mot_de_passe\":\"secret\"}");
    }

    @Test
    void tellsALockedAccountFromARefusedPassword() {
        portal.answers(423, error("COMPTE_VERROUILLE"));
        portal.answers(401, error("IDENTIFIANTS_REFUSES"));

        assertThat(got(platform.logIn(ACCOUNT))).isEqualTo(new LogIn.Locked());
        assertThat(got(platform.logIn(ACCOUNT))).isEqualTo(new LogIn.PasswordRefused());
    }

    /** A page that looks like a refusal must not stop an employer's account. */
    @ParameterizedTest
    @ValueSource(ints = {200, 401, 423})
    void neverTakesAPageForTheStateOfAnAccount(int status) {
        portal.answers(response(status, "text/html", "<h1>Connexion</h1>"));

        assertUnavailable(platform.logIn(ACCOUNT), Fault.UNUSABLE_ANSWER);
    }

    @ParameterizedTest
    @CsvSource({
        "200, '<div class=\"g-recaptcha\" data-sitekey=\"x\"></div>'",
        "403, '<form><input name=\"captcha_reponse\"></form>'",
        "401, '<input autocomplete=\"one-time-code\" inputmode=\"numeric\">'"
    })
    void stopsWhereThePortalWantsToSeeAHuman(int status, String page) {
        portal.answers(response(status, "text/html; charset=utf-8", page));

        assertThat(got(platform.logIn(ACCOUNT))).isEqualTo(new LogIn.HumanCheck());
    }

    @Test
    void takesNoErrorPageForAQuestionToAHuman() {
        portal.answers(response(503, "text/html", "<div class=\"captcha\"></div>"));
        portal.answers(response(200, "text/plain", "captcha"));

        assertUnavailable(platform.logIn(ACCOUNT), Fault.SERVER_ERROR);
        assertUnavailable(platform.logIn(ACCOUNT), Fault.UNUSABLE_ANSWER);
    }

    /** Its clock is a day behind ours, and says so. */
    @Test
    void keepsASessionByOurClock() {
        portal.answers(response(201, JSON, """
            {"expire_a": "2026-11-22T10:35:30+01:00", "identifiant": "rh@example.org"}\
            """)
                .addHeader("Set-Cookie", "PORTAIL_SESSION=jeton-9")
                .addHeader(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                ScriptedPortal.NOW.minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))));

        assertThat(got(platform.logIn(ACCOUNT)))
                .isEqualTo(new LogIn.Opened(new Session("jeton-9", Instant.parse("2026-11-23T09:35:30Z"))));
    }

    @ParameterizedTest
    @CsvSource({"other@example.org, jeton-9", "rh@example.org, ''", "rh@example.org, 'a,b'"})
    void opensNoSessionThatIsNotOurs(String login, String token) {
        portal.answers(response(201, JSON, """
            {"expire_a": "2026-11-23T10:35:30+01:00", "identifiant": "%s"}\
            """.formatted(login)).addHeader("Set-Cookie", "PORTAIL_SESSION=" + token));

        assertUnavailable(platform.logIn(ACCOUNT), Fault.UNUSABLE_ANSWER);
    }

    @Test
    void endsASession() {
        portal.answers(new MockResponse.Builder().code(204));

        platform.logOut(SESSION).block(Duration.ofSeconds(10));

        RecordedRequest request = portal.request();
        assertThat(request.getRequestLine()).isEqualTo("DELETE /portail/session HTTP/1.1");
        assertThat(request.getHeaders().get("Cookie")).isEqualTo("PORTAIL_SESSION=jeton-1");
    }

    @Test
    void typesTheWholeForm() {
        portal.answers(201, draft(""));

        DraftCreation answer =
                got(platform.createDraft(SESSION, aForm().reference("PSR-0001").build()));

        assertThat(answer).isInstanceOf(DraftCreation.Created.class);
        RecordedRequest request = portal.request();
        assertThat(request.getRequestLine()).isEqualTo("POST /portail/brouillons HTTP/1.1");
        assertThat(tree(request)).isEqualTo(tree("""
            {"siret": "73282932000074", "reference_libre": "PSR-0001", "type_demande": "salarie",
             "motif": "renouvellement", "numero_autorisation_precedente": "AT-2025-1", "residence": "france",
             "employeur": {"raison_sociale": "Bâtisseurs du Lac", "siren": "732829320", "code_naf": "4120A",
               "idcc": "1597", "effectif": 12, "nature": "entreprise",
               "signataire": {"nom": "Anne Durand", "fonction": "Gérante", "courriel": "anne.durand@example.org",
                 "telephone": "+33102030405"}},
             "salarie": {"nom": "El Amrani", "prenoms": ["Youssef", "Ali"], "sexe": "M",
               "date_naissance": "1990-04-12", "lieu_naissance": "Fès", "pays_naissance": "MA",
               "nationalites": ["MA"], "numero_etranger": "9912345678",
               "passeport": {"numero": "AB1234567", "delivre_le": "2022-01-01", "expire_le": "2032-01-01",
                 "pays": "MA"},
               "titre_sejour": {"type": "titre_sejour", "numero": "T1234567", "valide_du": "2025-01-01",
                 "valide_au": "2027-01-31", "mention": "salarié"},
               "adresse": "3 rue Haute, 62400 Béthune, FR", "courriel": "youssef@example.org",
               "telephone": "+33600000000"},
             "contrat": {"intitule": "Maçon", "code_rome": "F1703", "code_fap": "B2Z40", "code_pcs": "632a",
               "type_contrat": "CDD", "reference": "CT-7", "debut": "2027-02-01", "fin": "2027-07-31",
               "heures_hebdo": 35, "salaire_brut_mensuel": "2150.50", "profession_reglementee": false,
               "lieu_travail": {"adresse": "Chantier du Lac, 62400 Béthune, FR", "commune_insee": "62119",
                 "departement": "62"}, "autres_lieux": [], "itinerant": false},
             "logement": {"fourni": true, "adresse": "2 rue Basse, 62400 Béthune, FR", "decence_declaree": true},
             "offre": {"organisme": "France Travail", "numero": "193XYZ", "du": "2026-10-01", "au": "2026-10-22",
               "candidatures": 3}}\
            """));
    }

    @Test
    void typesABirthDateAsItIsKnown() {
        portal.answers(201, draft(""));
        PersonName oneName = new PersonName("Sukarno", null, List.of());

        got(platform.createDraft(
                SESSION,
                aForm().reference("PSR-0001")
                        .person(oneName, BirthDate.parse("1990"))
                        .foreignerNumber(null)
                        .build()));

        JsonNode typed = tree(portal.request()).get("salarie");
        assertThat(typed.get("date_naissance").asString()).isEqualTo("1990");
        assertThat(typed.get("prenoms").size()).isZero();
        assertThat(typed.has("numero_etranger")).isFalse();
    }

    @Test
    void handsOnWhatThePortalRefusesInAForm() {
        portal.answers(422, error("FORMULAIRE_INVALIDE"));

        DraftCreation answer = got(platform.createDraft(SESSION, aForm().build()));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        DraftCreation.FormRefused.class,
                        refused -> assertThat(refused.rejection().errors()).hasSize(1));
    }

    @Test
    void takesNoDraftOfAnotherEstablishmentOrReference() {
        portal.answers(201, draft("").replace("73282932000074", "55210055400021"));
        portal.answers(201, draft("").replace("PSR-0001", "PSR-0002"));
        Mono<DraftCreation> creation =
                platform.createDraft(SESSION, aForm().reference("PSR-0001").build());

        assertUnavailable(creation, Fault.UNUSABLE_ANSWER);
        assertUnavailable(creation, Fault.UNUSABLE_ANSWER);
    }

    @Test
    void findsTheDraftsThatBearOurReference() {
        portal.answers(
                200, "{\"brouillons\": [" + draft("") + ", " + draft("").replace("PSR-0001", "PSR-00012") + "]}");

        List<Draft> drafts = got(platform.drafts(SESSION, ESTABLISHMENT, "PSR-0001"));

        assertThat(drafts).singleElement().satisfies(d -> assertThat(d.number()).isEqualTo(DRAFT));
        assertThat(portal.request().getRequestLine())
                .isEqualTo("GET /portail/brouillons?siret=73282932000074&reference_libre=PSR-0001 HTTP/1.1");
    }

    @Test
    void listsNoDraftsOfAnotherEstablishment() {
        portal.answers(200, "{\"brouillons\": [" + draft("").replace("73282932000074", "55210055400021") + "]}");

        assertUnavailable(platform.drafts(SESSION, ESTABLISHMENT, "PSR-0001"), Fault.UNUSABLE_ANSWER);
    }

    @Test
    void readsWhichDocumentsArrived() {
        portal.answers(200, draft("""
            {"code": "passeport", "nom_fichier": "p.pdf", "taille": 15, "sha256": "AB12"}\
            """));

        DraftReading reading = got(platform.readDraft(SESSION, DRAFT, ESTABLISHMENT.siren()));

        assertThat(reading).isInstanceOfSatisfying(DraftReading.Present.class, present -> {
            assertThat(present.draft().pieces()).containsExactly(new Draft.Piece("passeport", 15, "ab12"));
            assertThat(present.draft().submitted()).isFalse();
            assertThat(present.draft().person().foreignerNumber()).isNotNull();
        });
    }

    @Test
    void knowsASubmittedDraft() {
        portal.answers(200, draft("").replace("\"brouillon\"", "\"depose\""));

        assertThat(got(platform.readDraft(SESSION, DRAFT, ESTABLISHMENT.siren())))
                .isInstanceOfSatisfying(
                        DraftReading.Present.class,
                        present -> assertThat(present.draft().submitted()).isTrue());
    }

    @Test
    void believesThatADraftIsGoneFromThePortalAlone() {
        portal.answers(404, error("BROUILLON_INTROUVABLE"));
        portal.answers(response(404, "text/html", "<h1>Not found</h1>"));
        portal.answers(404, "{\"error\": \"no route\"}");
        portal.answers(200, draft("").replace("B-2026-0000001", "B-2026-0000002"));

        assertThat(got(platform.readDraft(SESSION, DRAFT, ESTABLISHMENT.siren())))
                .isEqualTo(new DraftReading.Gone());
        assertUnavailable(platform.readDraft(SESSION, DRAFT, ESTABLISHMENT.siren()), Fault.UNUSABLE_ANSWER);
        assertUnavailable(platform.readDraft(SESSION, DRAFT, ESTABLISHMENT.siren()), Fault.UNUSABLE_ANSWER);
        assertUnavailable(platform.readDraft(SESSION, DRAFT, ESTABLISHMENT.siren()), Fault.UNUSABLE_ANSWER);
    }

    @Test
    void attachesADocument() {
        portal.answers(201, """
            {"code": "passeport", "nom_fichier": "p.pdf", "taille": 15, "sha256": "ab12"}\
            """);

        Attachment answer = got(platform.attach(SESSION, DRAFT, PASSPORT));

        assertThat(answer).isEqualTo(new Attachment.Kept(new Draft.Piece("passeport", 15, "ab12")));
        RecordedRequest request = portal.request();
        assertThat(request.getRequestLine())
                .isEqualTo("PUT /portail/brouillons/B-2026-0000001/pieces/passeport HTTP/1.1");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/pdf");
        assertThat(request.getHeaders().get("X-Nom-Fichier")).isEqualTo("Passeport%20d%27%C3%A9t%C3%A9.pdf");
        assertThat(request.getBody().toByteArray()).isEqualTo(PDF);
    }

    @ParameterizedTest
    @CsvSource({"413, PIECE_TROP_LOURDE", "415, FORMAT_REFUSE", "422, PIECE_REFUSEE"})
    void handsOnTheRefusalOfADocument(int status, String code) {
        portal.answers(status, "{\"code\": \"%s\"}".formatted(code));

        assertThat(got(platform.attach(SESSION, DRAFT, PASSPORT)))
                .isInstanceOfSatisfying(
                        Attachment.DocumentRefused.class,
                        refused -> assertThat(refused.rejection().code()).isEqualTo(code));
    }

    @Test
    void attachesADocumentToAComplement() {
        portal.answers(201, """
            {"code": "passeport", "nom_fichier": "p.pdf", "taille": 15, "sha256": "ab12"}\
            """);
        portal.answers(409, error("COMPLEMENT_CLOS"));

        assertThat(got(platform.attachToComplement(SESSION, DEPOSIT, 2, PASSPORT)))
                .isInstanceOf(Attachment.Kept.class);
        assertThatExceptionOfType(PlatformRefusal.class)
                .isThrownBy(() -> got(platform.attachToComplement(SESSION, DEPOSIT, 2, PASSPORT)));

        assertThat(portal.request().getRequestLine())
                .isEqualTo("PUT /portail/demandes/D-2026-0000001/complements/2/pieces/passeport HTTP/1.1");
    }

    @Test
    void tellsWhatBecameOfADeletedDraft() {
        portal.answers(new MockResponse.Builder().code(204));
        portal.answers(404, error("BROUILLON_INTROUVABLE"));
        portal.answers(409, error("BROUILLON_DEPOSE"));
        portal.answers(response(404, "text/html", "<h1>Not found</h1>"));
        Mono<DraftDeletion> deletion = platform.deleteDraft(SESSION, DRAFT);

        assertThat(got(deletion)).isEqualTo(DraftDeletion.DELETED);
        assertThat(got(deletion)).isEqualTo(DraftDeletion.ALREADY_GONE);
        assertThat(got(deletion)).isEqualTo(DraftDeletion.ALREADY_SUBMITTED);
        assertUnavailable(deletion, Fault.UNUSABLE_ANSWER);
        assertThat(portal.request().getRequestLine()).isEqualTo("DELETE /portail/brouillons/B-2026-0000001 HTTP/1.1");
    }

    @Test
    void searchesByEveryMemberGiven() {
        portal.answers(200, page(1, 1, 1, file("D-2026-0000001", "Déposée", "")));
        FileSearch search = new FileSearch(ESTABLISHMENT, "PSR & 1", "O'Brien Été", BirthDate.parse("1990-04"));

        List<FileSummary> files = got(platform.files(SESSION, search));

        assertThat(files).singleElement().satisfies(f -> {
            assertThat(f.deposit()).isEqualTo(DEPOSIT);
            assertThat(f.draft()).isEqualTo(DRAFT);
            assertThat(f.status()).isEqualTo(FileStatus.SUBMITTED);
            assertThat(f.registeredAt()).isEqualTo(Instant.parse("2026-11-23T09:15:30Z"));
            assertThat(f.contractStart()).isEqualTo(LocalDate.of(2027, 2, 1));
        });
        assertThat(portal.request().getTarget())
                .isEqualTo("/portail/demandes?siret=73282932000074&reference_libre=PSR%20%26%201"
                        + "&nom=O%27Brien%20%C3%89t%C3%A9&date_naissance=1990-04&page=1");
    }

    @Test
    void readsAllPagesOfAList() {
        portal.answers(200, page(1, 2, 3, file("D-1", "Déposée", ""), file("D-2", "Déposée", "")));
        portal.answers(200, page(2, 2, 3, file("D-2", "Déposée", ""), file("D-3", "Déposée", "")));

        List<FileSummary> files = got(platform.files(SESSION, FileSearch.ofReference(ESTABLISHMENT, "R-1")));

        assertThat(files).extracting(f -> f.deposit().value()).containsExactly("D-1", "D-2", "D-3");
        assertThat(portal.requests()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void takesNoPartOfAListForTheList(String what, List<String> pages) {
        pages.forEach(page -> portal.answers(200, page));

        assertUnavailable(platform.files(SESSION, FileSearch.ofReference(ESTABLISHMENT, "R-1")), Fault.UNUSABLE_ANSWER);
    }

    static Stream<Arguments> takesNoPartOfAListForTheList() {
        String file = file("D-1", "Déposée", "");
        String other = file.replace("73282932000074", "55210055400021");
        return Stream.of(
                Arguments.of("fewer files than counted", List.of(page(1, 1, 2, file))),
                Arguments.of("another page", List.of(page(2, 2, 1, file))),
                Arguments.of("another establishment", List.of(page(1, 1, 1, other))),
                Arguments.of("no count", List.of("{\"demandes\": []}")),
                Arguments.of("no list", List.of("{\"page\": 1, \"pages\": 1, \"total\": 0}")),
                Arguments.of("a file without a number", List.of(page(1, 1, 1, file.replace("numero_depot", "autre")))),
                Arguments.of(
                        "more pages than are read",
                        IntStream.rangeClosed(1, 20)
                                .mapToObj(number -> page(number, 21, 1, file))
                                .toList()));
    }

    @Test
    void readsAFileWithItsHistory() {
        portal.answers(200, file("D-2026-0000001", "Demande de compléments", """
            , "historique": [{"date": "2026-11-23T10:15:30+01:00", "libelle": "Déposée"}],
            "complements": [{"numero": 1, "demande_le": "2026-11-24T10:15:30+01:00", "avant_le": "2026-12-23",
              "message": "Contrat illisible", "pieces": [{"code": "contrat", "libelle": "Contrat"}]}],
            "decision": {"nature": "favorable", "date": "2026-12-01", "numero_autorisation": "AT-1",
              "valide_du": "2027-02-01", "valide_au": "2028-01-31", "emploi": "Maçon", "zone": "France"}\
            """));

        FileReading reading = got(platform.readFile(SESSION, DEPOSIT, ESTABLISHMENT.siren()));

        assertThat(reading).isInstanceOfSatisfying(FileReading.Present.class, present -> {
            PlatformFile file = present.file();
            assertThat(file.summary().status()).isEqualTo(FileStatus.INFORMATION_REQUESTED);
            assertThat(file.history())
                    .containsExactly(new PlatformFile.Step(Instant.parse("2026-11-23T09:15:30Z"), "Déposée"));
            assertThat(file.awaitedComplement()).hasValueSatisfying(c -> {
                assertThat(c.dueOn()).isEqualTo(LocalDate.of(2026, 12, 23));
                assertThat(c.pieces()).containsExactly(new PlatformFile.Complement.Piece("contrat", "Contrat"));
            });
            assertThat(Objects.requireNonNull(file.decision()).validTo()).isEqualTo(LocalDate.of(2028, 1, 31));
            assertThat(present.raw()).isNotEmpty();
        });
    }

    @Test
    void keepsALabelItDoesNotKnow() {
        portal.answers(200, file("D-2026-0000001", "Instruction suspendue", """
            , "decision": {"nature": "mitigee", "date": "2026-12-01"}\
            """));

        FileReading reading = got(platform.readFile(SESSION, DEPOSIT, ESTABLISHMENT.siren()));

        assertThat(reading).isInstanceOfSatisfying(FileReading.Present.class, present -> {
            assertThat(present.file().summary().label()).isEqualTo("Instruction suspendue");
            assertThat(present.file().summary().status()).isEqualTo(FileStatus.UNMAPPED);
            assertThat(present.file().decision()).isNull();
        });
    }

    @Test
    void believesThatAFileIsAbsentFromThePortalAlone() {
        portal.answers(404, error("DEMANDE_INTROUVABLE"));
        portal.answers(response(404, "text/html", "<h1>Not found</h1>"));
        portal.answers(200, file("D-2026-0000002", "Déposée", ""));

        assertThat(got(platform.readFile(SESSION, DEPOSIT, ESTABLISHMENT.siren())))
                .isEqualTo(new FileReading.Absent());
        assertUnavailable(platform.readFile(SESSION, DEPOSIT, ESTABLISHMENT.siren()), Fault.UNUSABLE_ANSWER);
        assertUnavailable(platform.readFile(SESSION, DEPOSIT, ESTABLISHMENT.siren()), Fault.UNUSABLE_ANSWER);
    }

    @Test
    void fetchesDocumentsAsPdf() {
        portal.answersPdf(PDF);
        portal.answersPdf(PDF);

        assertThat(got(platform.attestation(SESSION, DEPOSIT))).isEqualTo(PDF);
        assertThat(got(platform.decision(SESSION, DEPOSIT))).isEqualTo(PDF);

        RecordedRequest request = portal.request();
        assertThat(request.getTarget()).isEqualTo("/portail/demandes/D-2026-0000001/attestation");
        assertThat(request.getHeaders().get("Accept")).isEqualTo("application/pdf");
        assertThat(portal.request().getTarget()).isEqualTo("/portail/demandes/D-2026-0000001/decision");
    }

    @Test
    void takesNothingElseForAPdf() {
        portal.answersPdf("<html>".getBytes(StandardCharsets.US_ASCII));
        portal.answers(response(200, "text/html", "%PDF-1.7"));
        portal.answersPdf(("%PDF-" + "x".repeat(200_000)).getBytes(StandardCharsets.US_ASCII));
        portal.answers(404, error("DECISION_INTROUVABLE"));

        assertUnavailable(platform.attestation(SESSION, DEPOSIT), Fault.UNUSABLE_ANSWER);
        assertUnavailable(platform.attestation(SESSION, DEPOSIT), Fault.UNUSABLE_ANSWER);
        assertUnavailable(platform.attestation(SESSION, DEPOSIT), Fault.UNUSABLE_ANSWER);
        assertThatExceptionOfType(PlatformRefusal.class).isThrownBy(() -> got(platform.decision(SESSION, DEPOSIT)));
    }

    @Test
    void readsWhatThePortalSaysOfItself() {
        portal.answers(response(200, JSON, "{\"etat\": \"ouvert\", \"heure\": \"2026-11-23T10:15:30+01:00\"}")
                .addHeader("X-Passerelle-Simulator", "1"));
        portal.answers(200, """
            {"etat": "maintenance", "maintenance_de": "2026-11-23T10:00:00+01:00",
             "maintenance_a": "2026-11-23T12:00:00+01:00"}\
            """);

        assertThat(got(platform.state())).isEqualTo(new PortalState(true, true, null, null));
        assertThat(got(platform.state()))
                .isEqualTo(new PortalState(
                        false, false, Instant.parse("2026-11-23T09:00:00Z"), Instant.parse("2026-11-23T11:00:00Z")));
        assertThat(portal.request().getHeaders().get("Cookie")).isNull();
    }

    @Test
    void tellsASessionThatEndedFromAPage() {
        portal.answers(401, error("SESSION_EXPIREE"));
        portal.answers(response(401, "text/html", "<h1>Connexion</h1>"));
        portal.answers(response(302, "text/html", "").addHeader("Location", "/connexion"));

        assertThatExceptionOfType(SessionEnded.class)
                .isThrownBy(() -> got(platform.readDraft(SESSION, DRAFT, ESTABLISHMENT.siren())));
        assertUnavailable(platform.readDraft(SESSION, DRAFT, ESTABLISHMENT.siren()), Fault.UNUSABLE_ANSWER);
        assertUnavailable(platform.readDraft(SESSION, DRAFT, ESTABLISHMENT.siren()), Fault.UNUSABLE_ANSWER);
        assertThat(portal.requests()).isEqualTo(3);
    }

    @Test
    void handsOnARefusalWithThePortalsCode() {
        portal.answers(403, error("SIRET_NON_RATTACHE"));

        assertThatExceptionOfType(PlatformRefusal.class)
                .isThrownBy(() -> got(platform.drafts(SESSION, ESTABLISHMENT, "PSR-0001")))
                .satisfies(e -> assertThat(e.rejection().code()).isEqualTo("SIRET_NON_RATTACHE"))
                .withMessage("drafts: SIRET_NON_RATTACHE");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void blamesTheServerForItsErrors(int status) {
        portal.answers(response(status, "text/html", "<h1>Erreur</h1>").addHeader("Retry-After", "315360000"));

        assertUnavailable(platform.readDraft(SESSION, DRAFT, ESTABLISHMENT.siren()), Fault.SERVER_ERROR);
    }

    @Test
    void tellsAClosedPortFromSilence() {
        Platform impatient = ScriptedPortal.platform(properties(portal.url(), Duration.ofMillis(600)));
        portal.answers(response(200, JSON, draft("")).throttleBody(10, 100, TimeUnit.MILLISECONDS));

        assertUnavailable(impatient.readDraft(SESSION, DRAFT, ESTABLISHMENT.siren()), Fault.TIMEOUT);
        portal.close();
        assertUnavailable(impatient.readDraft(SESSION, DRAFT, ESTABLISHMENT.siren()), Fault.UNREACHABLE);
    }

    @Test
    void repeatsNothingWhenAnAnswerIsLost() {
        portal.answers(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()));

        assertUnavailable(platform.readDraft(SESSION, DRAFT, ESTABLISHMENT.siren()), Fault.UNUSABLE_ANSWER);
        assertThat(portal.requests()).isEqualTo(1);
    }

    @Test
    void asksNothingBeforeItIsSubscribed() {
        platform.readDraft(SESSION, DRAFT, ESTABLISHMENT.siren());
        platform.submit(SESSION, ScriptedPortal.SUBMISSION);
        platform.createDraft(SESSION, aForm().build());

        assertThat(portal.requests()).isZero();
    }

    @Test
    void quotesNothingPersonalInItsErrors() {
        portal.close();
        FileSearch search = new FileSearch(ESTABLISHMENT, null, "El Amrani", BirthDate.parse("1990-04-12"));

        assertThatExceptionOfType(PlatformUnavailable.class)
                .isThrownBy(() -> got(platform.files(SESSION, search)))
                .satisfies(e -> assertThat(trace(e)).doesNotContain("Amrani", "1990", "jeton-1"));
    }

    private static String trace(Throwable error) {
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    /** Each page that names an employer: another one in our session spoils it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void believesNothingMoreOfASessionThatShowsAnotherEmployer(String what, String page, Asking asking) {
        int status = what.equals("new draft") ? 201 : 200;
        portal.answers(status, page.replace("73282932000074", "55208131766522"));

        assertThatExceptionOfType(PlatformUnavailable.class)
                .isThrownBy(() -> got(asking.of(platform)))
                .returns(Fault.UNUSABLE_ANSWER, PlatformUnavailable::fault)
                .returns(true, PlatformUnavailable::spoilsSession)
                .satisfies(e -> assertThat(e).hasNoCause());
    }

    /** A call of some kind. */
    private interface Asking {
        Mono<?> of(Platform platform);
    }

    private static Arguments asking(String what, String page, Asking asking) {
        return Arguments.of(what, page, asking);
    }

    static Stream<Arguments> believesNothingMoreOfASessionThatShowsAnotherEmployer() {
        FileSearch search = FileSearch.ofReference(ESTABLISHMENT, "PSR-0001");
        return Stream.of(
                asking(
                        "new draft",
                        draft(""),
                        p -> p.createDraft(
                                SESSION, aForm().reference("PSR-0001").build())),
                asking(
                        "drafts",
                        "{\"brouillons\": [" + draft("") + "]}",
                        p -> p.drafts(SESSION, ESTABLISHMENT, "PSR-0001")),
                asking("draft", draft(""), p -> p.readDraft(SESSION, DRAFT, ESTABLISHMENT.siren())),
                asking("files", page(1, 1, 1, file("D-1", "Déposée", "")), p -> p.files(SESSION, search)),
                asking(
                        "file",
                        file("D-2026-0000001", "Déposée", ""),
                        p -> p.readFile(SESSION, DEPOSIT, ESTABLISHMENT.siren())));
    }

    /** A human may have mistaken the number: that is for the reader to judge. */
    @Test
    void readsAFileThatAHumanNamedWhoseverItIs() {
        portal.answers(200, file("D-2026-0000001", "Déposée", "").replace("73282932000074", "55208131766522"));

        assertThat(got(platform.readFile(SESSION, DEPOSIT, null))).isInstanceOf(FileReading.Present.class);
    }

    private static <T> void assertUnavailable(Mono<T> call, Fault fault) {
        assertThatExceptionOfType(PlatformUnavailable.class)
                .isThrownBy(() -> got(call))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
    }

    private static <T> T got(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(Duration.ofSeconds(20)));
    }

    private static JsonNode tree(RecordedRequest request) {
        return tree(Objects.requireNonNull(request.getBody()).utf8());
    }

    private static JsonNode tree(String json) {
        return new JsonMapper().readTree(json);
    }
}
