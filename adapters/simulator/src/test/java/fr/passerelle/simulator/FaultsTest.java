package fr.passerelle.simulator;

import static fr.passerelle.simulator.Filing.aFiling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.EnumSource.Mode.MATCH_ANY;

import fr.passerelle.simulator.Browser.Reply;
import fr.passerelle.simulator.Wiretap.End;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What each fault sends over the wire, and what the portal did meanwhile. */
class FaultsTest {
    private static final byte[] DECLARATION = Filing.DECLARATION.getBytes(StandardCharsets.UTF_8);
    private static final byte[] NOTHING = new byte[0];
    private static final Set<FaultKind> SILENT =
            EnumSet.of(FaultKind.TIMEOUT, FaultKind.TIMEOUT_ACCEPTED, FaultKind.SLOW_DRIP);

    @RegisterExtension
    static final RunningSimulator simulator = new RunningSimulator();

    private final Browser visitor = simulator.visitor();
    private Browser employer = visitor;

    /** The connection ends, or does not, without a byte. */
    @ParameterizedTest
    @CsvSource({
        "ANSWER_LOST, CLOSED, 1",
        "TIMEOUT_ACCEPTED, OPEN, 1",
        "SWALLOWED, CLOSED, 0",
        "CONNECTION_RESET, RESET, 0",
        "TIMEOUT, OPEN, 0"
    })
    void saysNothingOfASubmission(FaultKind kind, End end, int accepted) {
        Wiretap heard = submit(kind);

        assertThat(heard.bytes()).isEmpty();
        assertThat(heard.end()).isEqualTo(end);
        assertThat(ledger()).hasSize(accepted);
        assertThat(struck(kind, "submit")).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR_ACCEPTED, 503, 1, Service indisponible",
        "BAD_GATEWAY, 502, 0, Bad Gateway",
        "GATEWAY_TIMEOUT, 504, 0, Gateway Timeout",
        "MAINTENANCE_PAGE, 200, 0, Site en maintenance",
        "MAINTENANCE_PAGE_ACCEPTED, 200, 1, Site en maintenance",
        "LOGIN_PAGE, 200, 0, Connexion",
        "LOGIN_PAGE_ACCEPTED, 200, 1, Connexion",
        "OVERLOAD_UNEXPLAINED, 429, 0, Trop de requêtes"
    })
    void showsAPageInsteadOfAReceipt(FaultKind kind, int status, int accepted, String title) {
        Wiretap heard = submit(kind);

        assertThat(heard.status()).isEqualTo(status);
        assertThat(heard.hasHeader("Content-Type", "text/html; charset=utf-8")).isTrue();
        assertThat(heard.body()).contains("<h1>" + title + "</h1>");
        assertThat(heard.text()).doesNotContain("Retry-After");
        assertThat(ledger()).hasSize(accepted);
        assertThat(struck(kind, "submit")).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "OVERLOAD_SECONDS, 2",
        "'OVERLOAD_DATE', 'Mon, 23 Nov 2026 09:15:32 GMT'",
        "OVERLOAD_ABSURD, 315360000",
        "OVERLOAD_NEGATIVE, -30",
        "OVERLOAD_UNREADABLE, plus tard"
    })
    void asksForPatienceInEveryManner(FaultKind kind, String retryAfter) {
        Wiretap heard = submit(kind);

        assertThat(heard.status()).isEqualTo(429);
        assertThat(heard.hasHeader("Retry-After", retryAfter)).isTrue();
        assertThat(ledger()).isEmpty();
        assertThat(struck(kind, "submit")).isOne();
    }

    @Test
    void endsASessionBeforeItsHour() {
        Wiretap heard = submit(FaultKind.SESSION_ENDED);

        assertThat(heard.status()).isEqualTo(401);
        assertThat(heard.json().path("code").stringValue()).isEqualTo("SESSION_EXPIREE");
        assertThat(employer.get("/portail/demandes").code()).isEqualTo("SESSION_EXPIREE");
        assertThat(ledger()).isEmpty();
        assertThat(struck(FaultKind.SESSION_ENDED, "submit")).isOne();
    }

    @Test
    void dripsByteByByte() {
        Wiretap heard = submit(FaultKind.SLOW_DRIP);

        assertThat(heard.end()).isEqualTo(End.OPEN);
        assertThat("HTTP/1.1 201 ").startsWith(heard.text());
        assertThat(ledger()).hasSize(1);
        assertThat(struck(FaultKind.SLOW_DRIP, "submit")).isOne();
    }

    @Test
    void cutsAnAnswerAnywhere() {
        List<Integer> lengths = IntStream.range(0, 12)
                .mapToObj(i -> submit(FaultKind.CUT))
                .peek(heard -> assertThat(heard.end()).isEqualTo(End.CLOSED))
                .map(heard -> heard.bytes().length)
                .toList();

        assertThat(lengths).allMatch(length -> length > 0);
        assertThat(lengths.stream().distinct().count()).isGreaterThan(6);
        assertThat(ledger()).hasSize(12);
    }

    @Test
    void says201InAnotherTypeOrEncoding() {
        assertThat(submit(FaultKind.WRONG_TYPE).hasHeader("Content-Type", "text/plain; charset=utf-8"))
                .isTrue();
        Wiretap latin = submit(FaultKind.WRONG_CHARSET);
        assertThat(latin.hasHeader("Content-Type", "application/json; charset=iso-8859-1"))
                .isTrue();
        assertThat(latin.latin()).contains("Plateforme MOE de Béthune");
        assertThat(latin.text()).doesNotContain("Béthune");
        assertThat(submit(FaultKind.BYTE_ORDER_MARK).body()).startsWith("\uFEFF{");
        assertThat(ledger()).hasSize(3);
    }

    @Test
    void floodsWhoeverReadsOn() {
        Wiretap heard = submit(FaultKind.GIANT);

        assertThat(heard.end()).isEqualTo(End.ENDLESS);
        assertThat(heard.text()).startsWith("HTTP/1.1 201 ");
        assertThat(ledger()).hasSize(1);
    }

    @Test
    void packsABombThatIsSmallOnTheWire() {
        Wiretap heard = submit(FaultKind.COMPRESSED_BOMB);

        assertThat(heard.hasHeader("Content-Encoding", "gzip")).isTrue();
        assertThat(heard.bytes().length).isLessThan(1024 * 1024);
        assertThat(ledger()).hasSize(1);
    }

    @Test
    void makesATwinOfItsOwnAccord() {
        Wiretap heard = submit(FaultKind.DOUBLED);

        assertThat(heard.status()).isEqualTo(201);
        assertThat(ledger())
                .extracting(entry -> entry.path("par_plateforme").booleanValue())
                .containsExactly(false, true);
        assertThat(ledger().get(0).path("numero_depot"))
                .isNotEqualTo(ledger().get(1).path("numero_depot"));
        simulator.clock().advance(Duration.ofSeconds(30));
        assertThat(employer.get("/portail/demandes").json().path("total").intValue())
                .isEqualTo(2);
        assertThat(struck(FaultKind.DOUBLED, "submit")).isOne();
    }

    @Test
    void saysThatAFileExistsWhichItHasJustMade() {
        Wiretap heard = submit(FaultKind.ALREADY_EXISTS);

        assertThat(heard.status()).isEqualTo(409);
        assertThat(heard.json().path("code").stringValue()).isEqualTo("DEMANDE_EXISTANTE");
        assertThat(ledger()).hasSize(1);
    }

    @Test
    void showsAStatusThatWentBackOnceItWentOn() {
        employer = simulator.employer();
        String file = employer.file(aFiling());
        assertThat(ask("GET", "/portail/demandes/" + file, FaultKind.STATUS_BACK)
                        .status())
                .isEqualTo(200);
        assertThat(struck(FaultKind.STATUS_BACK, "read_file")).isZero();
        simulator.clock().advance(Duration.ofDays(2));
        employer = simulator.employer();

        JsonNode back =
                ask("GET", "/portail/demandes/" + file, FaultKind.STATUS_BACK).json();

        assertThat(back.path("statut").stringValue()).isEqualTo("Déposée");
        assertThat(employer.get("/portail/demandes/" + file).text("/statut")).isEqualTo("En cours d'instruction");
        assertThat(struck(FaultKind.STATUS_BACK, "read_file")).isOne();
    }

    @Test
    void showsALabelAndAShapeNeverSeenBefore() {
        employer = simulator.employer();
        String file = "/portail/demandes/" + employer.file(aFiling());

        assertThat(ask("GET", file, FaultKind.UNKNOWN_LABEL)
                        .json()
                        .path("statut")
                        .stringValue())
                .isEqualTo("Transmise à la plateforme interrégionale");
        JsonNode changed = ask("GET", file, FaultKind.CHANGED_SCHEMA).json();
        assertThat(changed.has("statut")).isFalse();
        assertThat(changed.at("/etat_dossier/libelle").stringValue()).isEqualTo("Déposée");
    }

    @ParameterizedTest
    @CsvSource({"ACCOUNT_LOCKS, 423, COMPTE_VERROUILLE", "PASSWORD_CHANGED, 401, IDENTIFIANTS_REFUSES"})
    void turnsAnAccountAgainstItsOwner(FaultKind kind, int status, String code) {
        employer = simulator.employer();
        String login = "{\"identifiant\":\"rh@exemple.fr\",\"mot_de_passe\":\"secret\"}";

        Wiretap heard = ask("POST", "/portail/session", kind, login.getBytes(StandardCharsets.UTF_8));

        assertThat(heard.status()).isEqualTo(status);
        assertThat(heard.json().path("code").stringValue()).isEqualTo(code);
        assertThat(visitor.post("/portail/session", login).code()).isEqualTo(code);
        assertThat(struck(kind, "log_in")).isOne();
    }

    @Test
    void wantsToSeeAHumanAtTheLogIn() {
        Wiretap heard = ask("POST", "/portail/session", FaultKind.CAPTCHA);

        assertThat(heard.status()).isEqualTo(200);
        assertThat(heard.body()).contains("vous n'êtes pas un robot").contains("class=\"captcha\"");
    }

    @Test
    void refusesADocumentWithoutAReason() {
        Wiretap heard = attach(FaultKind.DOCUMENT_REFUSED);

        assertThat(heard.status()).isEqualTo(422);
        assertThat(heard.json().path("code").stringValue()).isEqualTo("PIECE_REFUSEE");
        assertThat(heard.json().path("erreurs")).isEmpty();
    }

    @Test
    void losesADocumentThatItAcknowledged() {
        Wiretap heard = attach(FaultKind.DOCUMENT_LOST);

        assertThat(heard.status()).isEqualTo(201);
        assertThat(employer.get("/portail/brouillons/B-2026-0000001").json().path("pieces"))
                .isEmpty();
        assertThat(struck(FaultKind.DOCUMENT_LOST, "attach")).isOne();
    }

    @Test
    void asksForComplementsAgainAndStartsTheTimeAnew() {
        employer = simulator.employer();
        String file = "/portail/demandes/" + employer.file(Filing.of(Scenario.COMPLEMENTS_ONCE));
        simulator.clock().advance(Duration.ofDays(4));
        employer = simulator.employer();
        employer.attach(file + "/complements/1/pieces/SIGNED_CONTRACT", Browser.PDF);

        Wiretap sent = ask("POST", file + "/complements/1/envoi", FaultKind.COMPLEMENT_AGAIN);
        simulator.clock().advance(Duration.ofDays(8));
        Reply shown = simulator.employer().get(file);

        assertThat(sent.status()).isEqualTo(201);
        assertThat(shown.text("/statut")).isEqualTo("Demande de compléments");
        assertThat(shown.text("/complements/1/avant_le")).isEqualTo("2027-01-03");
    }

    @ParameterizedTest
    @CsvSource({
        "CLOCK_FAST, 2026-11-24T10:15:30+01:00",
        "CLOCK_SLOW, 2026-11-22T10:15:30+01:00",
        "CLOCK_WRONG_ZONE, 2026-11-23T10:15:30Z"
    })
    void writesTheWrongTime(FaultKind kind, String expected) {
        Wiretap heard = submit(kind);

        assertThat(heard.status()).isEqualTo(201);
        assertThat(heard.json().path("date_enregistrement").stringValue()).isEqualTo(expected);
        assertThat(ledger().getFirst().path("accepte_le").stringValue()).isEqualTo("2026-11-23T10:15:30+01:00");
    }

    @Test
    void showsThePageOfAnotherEmployer() {
        employer = simulator.employer();
        String file = employer.file(aFiling());

        JsonNode page = ask("GET", "/portail/demandes/" + file, FaultKind.PAGE_OF_ANOTHER_EMPLOYER)
                .json();

        assertThat(page.path("siret").stringValue()).isEqualTo(Filing.OTHER_SIRET);
        assertThat(page.at("/salarie/nom").stringValue()).isEqualTo("AUTREPERSONNE");
        assertThat(page.path("numero_depot").stringValue()).isEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource({"RECEIPT_OF_ANOTHER_PERSON, 73282932000074", "RECEIPT_OF_ANOTHER_EMPLOYER, 55208131766522"})
    void givesTheReceiptOfSomebodyElse(FaultKind kind, String siret) {
        Wiretap heard = submit(kind);

        assertThat(heard.status()).isEqualTo(201);
        assertThat(heard.json().path("siret").stringValue()).isEqualTo(siret);
        assertThat(heard.json().at("/salarie/nom").stringValue()).isEqualTo("AUTREPERSONNE");
        assertThat(ledger().getFirst().path("siret").stringValue()).isEqualTo(Filing.SIRET);
    }

    @Test
    void announcesItsMaintenance() {
        JsonNode state =
                ask("GET", "/portail/etat", FaultKind.MAINTENANCE_ANNOUNCED).json();

        assertThat(state.path("etat").stringValue()).isEqualTo("ouvert");
        assertThat(state.path("maintenance_de").stringValue()).isEqualTo("2026-11-23T11:15:30+01:00");
        assertThat(state.path("maintenance_a").stringValue()).isEqualTo("2026-11-23T13:15:30+01:00");
    }

    /** Those of the line need no call; LinesTest shows them. */
    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            mode = MATCH_ANY,
            names = {"PORTAL_CLOSED", "CERTIFICATE_.*"})
    void strikesNoCallWithAFaultOfTheLine(FaultKind kind) {
        assertThat(ask("GET", "/portail/etat", kind).status()).isEqualTo(200);
        assertThat(struck(kind, "state")).isZero();
    }

    @Test
    void listsEveryFaultWithItsNumberAndASentence() {
        JsonNode faults = visitor.get("/simulateur/fautes").json().path("fautes");

        assertThat(faults).hasSize(FaultKind.values().length);
        assertThat(faults).allSatisfy(fault -> {
            assertThat(fault.path("numero").stringValue()).matches("U\\d+");
            assertThat(fault.path("description").stringValue()).hasSizeGreaterThan(10);
        });
        assertThat(faults.valueStream().map(fault -> fault.path("numero").stringValue()))
                .contains(Arrays.stream(
                                "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 20 21 22 23 24 28 29 30 31".split(" "))
                        .map(number -> "U" + number)
                        .toArray(String[]::new));
    }

    private Wiretap submit(FaultKind kind) {
        employer = simulator.employer();
        String draft = employer.createDraft(aFiling());
        return ask("POST", "/portail/brouillons/" + draft + "/depot", kind, DECLARATION);
    }

    private Wiretap attach(FaultKind kind) {
        employer = simulator.employer();
        String draft = employer.createDraft(aFiling());
        String headers = "Cookie: %s\r\nX-Scenario: %s\r\nContent-Type: application/pdf\r\n"
                .formatted(employer.cookie(), kind.code());
        return Wiretap.call(
                simulator.uri(), "PUT", "/portail/brouillons/" + draft + "/pieces/MANDATE", headers, Browser.PDF);
    }

    private Wiretap ask(String method, String path, FaultKind kind) {
        return ask(method, path, kind, NOTHING);
    }

    private Wiretap ask(String method, String path, FaultKind kind, byte[] json) {
        String headers = "Cookie: %s\r\nX-Scenario: %s\r\nContent-Type: application/json\r\n"
                .formatted(employer.cookie(), kind.code());
        Duration patience = SILENT.contains(kind) ? Duration.ofSeconds(1) : Duration.ofSeconds(20);
        return Wiretap.call(simulator.uri(), method, path, headers, json, patience);
    }

    private List<JsonNode> ledger() {
        return visitor.get("/simulateur/registre")
                .json()
                .path("depots")
                .valueStream()
                .toList();
    }

    private long struck(FaultKind kind, String operation) {
        return visitor.get("/simulateur/fautes")
                .json()
                .path("fautes")
                .valueStream()
                .filter(fault -> fault.path("code").stringValue().equals(kind.code()))
                .mapToLong(fault -> fault.path("par_operation").path(operation).asLong(0))
                .sum();
    }
}
