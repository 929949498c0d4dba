package fr.passerelle.anef;

import static fr.passerelle.anef.ScriptedPortal.JSON;
import static fr.passerelle.anef.ScriptedPortal.NOW;
import static fr.passerelle.anef.ScriptedPortal.SESSION;
import static fr.passerelle.anef.ScriptedPortal.SUBMISSION;
import static fr.passerelle.anef.ScriptedPortal.error;
import static fr.passerelle.anef.ScriptedPortal.properties;
import static fr.passerelle.anef.ScriptedPortal.receipt;
import static fr.passerelle.anef.ScriptedPortal.response;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.platform.ComplementSubmission;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.Platform;
import fr.passerelle.platform.PlatformUnavailable.Fault;
import fr.passerelle.platform.Receipt;
import fr.passerelle.platform.SubmitAnswer;
import fr.passerelle.platform.SubmitAnswer.Accepted;
import fr.passerelle.platform.SubmitAnswer.NotSent;
import fr.passerelle.platform.SubmitAnswer.Refused;
import fr.passerelle.platform.SubmitAnswer.Unknown;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two sendings that must never be repeated: which answers prove what. */
class SubmissionsTest {
    private static final Duration SHORT = Duration.ofMillis(600);
    private static final DepositNumber DEPOSIT = new DepositNumber("D-2026-0000001");

    private final ScriptedPortal portal = new ScriptedPortal();

    @AfterEach
    void close() {
        portal.close();
    }

    @Test
    void takesACompleteReceiptForOurs() {
        portal.answers(201, receipt());

        SubmitAnswer answer = submit(portal.platform());

        assertThat(answer).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.receipt())
                    .isEqualTo(new Receipt(
                            DEPOSIT,
                            ScriptedPortal.DRAFT,
                            Instant.parse("2026-11-23T09:15:30Z"),
                            "2026-11-23T10:15:30+01:00",
                            "Plateforme MOE de Béthune",
                            LocalDate.of(2027, 1, 23)));
        });
    }

    @Test
    void sendsTheDeclarationOnAConnectionOfItsOwn() {
        portal.answers(201, receipt());
        portal.answers(201, receipt());
        Platform platform = portal.platform();

        submit(platform);
        submit(platform);

        RecordedRequest first = portal.request();
        assertThat(first.getRequestLine()).isEqualTo("POST /portail/brouillons/B-2026-0000001/depot HTTP/1.1");
        assertThat(first.getHeaders().get("Cookie")).isEqualTo("PORTAIL_SESSION=jeton-1");
        assertThat(first.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(first.getHeaders().get("Accept-Encoding")).isEqualTo("identity");
        assertThat(first.getBody().utf8()).isEqualTo("{\"declaration_honneur\":true,\"signataire\":\"Anne Durand\"}");
        assertThat(portal.request().getConnectionIndex()).isNotEqualTo(first.getConnectionIndex());
    }

    @Test
    void keepsTheEvidenceWithoutCookies() {
        portal.answers(response(201, JSON, receipt())
                .addHeader("Set-Cookie", "PORTAIL_SESSION=secret")
                .addHeader("X-Trace", "t-1"));

        SubmitAnswer answer = submit(portal.platform());

        assertThat(answer.exchange().operation()).isEqualTo("submit");
        assertThat(answer.exchange().sentAt()).isEqualTo(NOW);
        assertThat(answer.exchange().answeredAt()).isEqualTo(NOW);
        assertThat(answer.exchange().status()).isEqualTo(201);
        assertThat(answer.exchange().headers())
                .containsEntry("x-trace", "t-1")
                .containsEntry("content-type", JSON)
                .doesNotContainKey("set-cookie");
        assertThat(new String(answer.exchange().body(), StandardCharsets.UTF_8)).isEqualTo(receipt());
    }

    @Test
    void takesThePortalsOwnRejectionForARefusal() {
        portal.answers(422, error("DEPOT_REJETE"));

        SubmitAnswer answer = submit(portal.platform());

        assertThat(answer).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.rejection().code()).isEqualTo("DEPOT_REJETE");
            assertThat(refused.rejection().errors())
                    .singleElement()
                    .satisfies(e -> assertThat(e.field()).isEqualTo("salarie.nom"));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "401, SESSION_EXPIREE",
        "403, SIRET_NON_RATTACHE",
        "404, BROUILLON_INTROUVABLE",
        "409, BROUILLON_DEPOSE",
        "409, DEMANDE_EXISTANTE",
        "422, FORMULAIRE_INVALIDE",
        "429, TROP_DE_REQUETES",
        "500, ERREUR_INTERNE",
        "503, MAINTENANCE"
    })
    void concludesNothingFromAnyOtherError(int status, String code) {
        portal.answers(status, error(code));

        SubmitAnswer answer = submit(portal.platform());

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown -> assertThat(unknown.reason()).isEqualTo("status " + status + " " + code));
        assertThat(answer.exchange().status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"429, TROP_DE_REQUETES", "503, MAINTENANCE"})
    void saysHowLongThePortalAsksToBeLeftAlone(int status, String code) {
        portal.answers(response(status, JSON, error(code)).addHeader("Retry-After", "3600"));

        assertThat(submit(portal.platform()))
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown -> assertThat(unknown.retryAfter()).contains(Duration.ofHours(1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void concludesNothingFromAHostileAnswer(String what, MockResponse.Builder response) {
        portal.answers(response);

        SubmitAnswer answer = submit(portal.platform());

        assertThat(answer).isInstanceOf(Unknown.class);
        assertThat(portal.requests()).isEqualTo(1);
    }

    static Stream<Arguments> concludesNothingFromAHostileAnswer() throws IOException {
        String page = "<!doctype html><title>Maintenance</title>";
        return Stream.of(
                Arguments.of("page under 200", response(200, "text/html; charset=utf-8", page)),
                Arguments.of("page under 201", response(201, "text/html; charset=utf-8", page)),
                Arguments.of("page that claims to be JSON", response(201, JSON, page)),
                Arguments.of("page under 422", response(422, "text/html", page)),
                Arguments.of("page under 503", response(503, "text/html", page)),
                Arguments.of("receipt under 200", response(200, JSON, receipt())),
                Arguments.of("receipt as text", response(201, "text/plain", receipt())),
                Arguments.of(
                        "receipt without a type",
                        new MockResponse.Builder().code(201).body(receipt())),
                Arguments.of(
                        "receipt of two types", response(201, JSON, receipt()).addHeader("Content-Type", "text/html")),
                Arguments.of("receipt of an odd type", response(201, "json;;", receipt())),
                Arguments.of("receipt in latin 1", response(201, "application/json; charset=iso-8859-1", receipt())),
                Arguments.of("bytes that are not UTF-8", bytes(receipt().getBytes(StandardCharsets.ISO_8859_1))),
                Arguments.of("UTF-16", bytes(receipt().getBytes(StandardCharsets.UTF_16))),
                Arguments.of("byte order mark", response(201, JSON, "\uFEFF" + receipt())),
                Arguments.of("empty body", response(201, JSON, "")),
                Arguments.of("blank body", response(201, JSON, "  ")),
                Arguments.of("null", response(201, JSON, "null")),
                Arguments.of("array", response(201, JSON, "[" + receipt() + "]")),
                Arguments.of("trailing text", response(201, JSON, receipt() + " <script>")),
                Arguments.of(
                        "a member twice",
                        response(
                                201,
                                JSON,
                                receipt().replace("{\"numero_depot\"", "{\"siret\": \"1\", \"numero_depot\""))),
                Arguments.of(
                        "another type of member", response(201, JSON, receipt().replace("\"PSR-0001\"", "1"))),
                Arguments.of("deep nesting", response(201, JSON, "[".repeat(5000))),
                Arguments.of("redirect", response(302, JSON, receipt()).addHeader("Location", "/portail/session")),
                Arguments.of("gzip", gzip()),
                Arguments.of("a claim of gzip", response(201, JSON, receipt()).addHeader("Content-Encoding", "gzip")),
                Arguments.of("a claim of br", response(201, JSON, receipt()).addHeader("Content-Encoding", "br")),
                Arguments.of("huge body", response(201, JSON, receipt() + " ".repeat(100_000))),
                Arguments.of("huge header", response(201, JSON, receipt()).addHeader("X-Big", "x".repeat(20_000))),
                Arguments.of("not HTTP", new MockResponse.Builder().status("GARBAGE")),
                Arguments.of(
                        "connection closed after the request",
                        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket())),
                Arguments.of(
                        "connection closed within the answer",
                        response(201, JSON, receipt()).onResponseBody(new SocketEffect.CloseSocket())));
    }

    @ParameterizedTest
    @MethodSource
    void concludesNothingFromAReceiptCutAnywhere(int length) {
        byte[] whole = receipt().getBytes(StandardCharsets.UTF_8);
        portal.answers(new MockResponse.Builder()
                .code(201)
                .addHeader("Content-Type", JSON)
                .body(new Buffer().write(whole, 0, length)));

        assertThat(submit(portal.platform())).isInstanceOf(Unknown.class);
    }

    static IntStream concludesNothingFromAReceiptCutAnywhere() {
        int length = receipt().getBytes(StandardCharsets.UTF_8).length;
        return IntStream.iterate(1, at -> at < length, at -> at + 7).map(at -> at);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void concludesNothingFromAReceiptOfSomeoneElse(String what, String receipt) {
        portal.answers(201, receipt);

        SubmitAnswer answer = submit(portal.platform());

        assertThat(answer).isInstanceOf(Unknown.class);
        assertThat(answer.exchange().body()).isNotEmpty();
    }

    static Stream<Arguments> concludesNothingFromAReceiptOfSomeoneElse() {
        String siret = "73282932000074";
        return Stream.of(
                Arguments.of("draft", receipt("B-2026-0000002", "PSR-0001", siret, "El Amrani", "1990-04-12")),
                Arguments.of("reference", receipt("B-2026-0000001", "PSR-0002", siret, "El Amrani", "1990-04-12")),
                Arguments.of(
                        "establishment",
                        receipt("B-2026-0000001", "PSR-0001", "73282932000082", "El Amrani", "1990-04-12")),
                Arguments.of("no establishment", receipt("B-2026-0000001", "PSR-0001", "1", "El Amrani", "1990-04-12")),
                Arguments.of("person", receipt("B-2026-0000001", "PSR-0001", siret, "Durand", "1990-04-12")),
                Arguments.of("birth date", receipt("B-2026-0000001", "PSR-0001", siret, "El Amrani", "1991-04-12")));
    }

    @ParameterizedTest
    @CsvSource({"1994-0}-03, 9912345678", "1990-04-12, 991<345678", "19a0-04-12, 9912345678"})
    void concludesNothingFromAReceiptWhoseIdentityCannotBeRead(String birthDate, String foreignerNumber) {
        String receipt = receipt()
                .replace(
                        "\"date_naissance\": \"1990-04-12\"",
                        "\"date_naissance\": \"%s\", \"numero_etranger\": \"%s\""
                                .formatted(birthDate, foreignerNumber));
        portal.answers(201, receipt);

        assertThat(submit(portal.platform())).isInstanceOf(Unknown.class);
    }

    @Test
    void concludesNothingFromAReceiptThatNamesTwoNumbers() {
        portal.answers(201, receipt().replace("demandes/D-2026-0000001/", "demandes/D-2026-0000007/"));

        assertThat(submit(portal.platform())).isInstanceOf(Unknown.class);
    }

    @Test
    void keepsNothingOfAReceiptOfAnotherEmployer() {
        portal.answers(201, receipt("B-2026-0000001", "PSR-0001", "55210055400021", "Durand", "1971-12-30"));

        SubmitAnswer answer = submit(portal.platform());

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.reason()).isEqualTo("page of another employer"));
        assertThat(answer.exchange().status()).isEqualTo(201);
        assertThat(answer.exchange().body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"numero_depot", "numero_brouillon", "reference_libre", "date_enregistrement", "siret", "salarie"
            })
    void concludesNothingFromAnIncompleteReceipt(String member) {
        portal.answers(201, receipt().replace("\"" + member + "\"", "\"autre\""));

        assertThat(submit(portal.platform()))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.reason()).isEqualTo("no " + member));
    }

    @Test
    void toleratesUnknownMembersAndUnreadableExtras() {
        portal.answers(
                201,
                receipt()
                        .replace("\"2027-01-23\"", "\"bientôt\"")
                        .replace("{\"numero_depot\"", "{\"nouveau\": {\"a\": [1]}, \"numero_depot\""));

        assertThat(submit(portal.platform()))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.receipt().deemedDecisionOn())
                                .isNull());
    }

    @Test
    void cutsTheEvidenceAtItsLimit() {
        portal.answers(response(201, JSON, receipt() + " ".repeat(10_000)));

        SubmitAnswer answer = submit(portal.platform());

        assertThat(answer).isInstanceOf(Accepted.class);
        assertThat(answer.exchange().body()).hasSize(4096);
    }

    @Test
    void keepsWhatArrivedOfAnAnswerCutShort() {
        portal.answers(response(201, JSON, receipt()).onResponseBody(new SocketEffect.CloseSocket()));

        SubmitAnswer answer = submit(portal.platform());

        assertThat(answer.exchange().status()).isEqualTo(201);
        assertThat(new String(answer.exchange().body(), StandardCharsets.UTF_8)).startsWith("{\"numero_depot\"");
    }

    @Test
    void endsAnAnswerThatDripsAtTheDeadline() {
        portal.answers(response(201, JSON, receipt()).throttleBody(10, 100, TimeUnit.MILLISECONDS));

        SubmitAnswer answer = submit(ScriptedPortal.platform(properties(portal.url(), SHORT)));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.reason()).isEqualTo("TimeoutException"));
        assertThat(answer.exchange().status()).isEqualTo(201);
        assertThat(answer.exchange().body()).isNotEmpty();
    }

    @Test
    void concludesNothingFromSilence() {
        portal.answers(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE));

        SubmitAnswer answer = submit(ScriptedPortal.platform(properties(portal.url(), SHORT)));

        assertThat(answer).isInstanceOf(Unknown.class);
        assertThat(answer.exchange().answeredAt()).isNull();
        assertThat(answer.exchange().status()).isNull();
    }

    @Test
    void knowsThatNothingWasSentToAClosedPort() {
        portal.close();

        SubmitAnswer answer = submit(portal.platform());

        assertThat(answer).isInstanceOf(NotSent.class);
        assertThat(answer.exchange().answeredAt()).isNull();
    }

    @Test
    void knowsThatNothingWasSentToAnUnknownHost() {
        URI nowhere = URI.create("http://portail.invalid");

        assertThat(submit(ScriptedPortal.platform(properties(nowhere, Duration.ofSeconds(10)))))
                .isInstanceOf(NotSent.class);
    }

    @Test
    void sendsNothingToAHostThatCannotProveItsName(@TempDir Path folder) throws Exception {
        portal.provesItsNameWith(selfSigned(folder.resolve("portal.p12")));

        SubmitAnswer answer = submit(portal.platform());

        assertThat(answer).isInstanceOfSatisfying(NotSent.class, notSent -> {
            assertThat(notSent.fault()).isEqualTo(Fault.UNTRUSTED);
            assertThat(notSent.reason()).contains("SSL");
        });
        assertThat(portal.requests()).isZero();
    }

    /** The handshake never comes to an end: the deadline strikes before a byte of the request was written. */
    @Test
    void knowsThatNothingWasSentWhenTheDeadlineStrikesBeforehand() throws IOException {
        try (ServerSocket mute = new ServerSocket(0)) {
            URI https = URI.create("https://localhost:" + mute.getLocalPort());

            assertThat(submit(ScriptedPortal.platform(properties(https, SHORT))))
                    .isInstanceOf(NotSent.class);
        }
    }

    @Test
    void takesTheWordThatAComplementWasSent() {
        portal.answers(201, """
            {"numero_depot": "D-2026-0000001", "numero": 1, "date_envoi": "2026-11-23T10:15:30+01:00",
             "attestation": "AC-2026-0000001"}\
            """);

        SubmitAnswer answer = complete(new ComplementSubmission(DEPOSIT, 1, "Voici."));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.receipt().deposit()).isEqualTo(DEPOSIT));
        RecordedRequest request = portal.request();
        assertThat(request.getRequestLine())
                .isEqualTo("POST /portail/demandes/D-2026-0000001/complements/1/envoi HTTP/1.1");
        assertThat(request.getBody().utf8()).isEqualTo("{\"message\":\"Voici.\"}");
    }

    @ParameterizedTest
    @CsvSource({"D-2026-0000002, 1", "D-2026-0000001, 2"})
    void concludesNothingFromTheReceiptOfAnotherComplement(String deposit, int number) {
        portal.answers(201, """
            {"numero_depot": "%s", "numero": %d, "date_envoi": "2026-11-23T10:15:30+01:00"}\
            """.formatted(deposit, number));

        assertThat(complete(new ComplementSubmission(DEPOSIT, 1, null))).isInstanceOf(Unknown.class);
        assertThat(portal.request().getBody().utf8()).isEqualTo("{}");
    }

    @Test
    void tellsMissingDocumentsFromAComplementAlreadySent() {
        portal.answers(422, error("PIECES_MANQUANTES"));
        portal.answers(409, error("COMPLEMENT_DEJA_ENVOYE"));

        assertThat(complete(new ComplementSubmission(DEPOSIT, 1, null))).isInstanceOf(Refused.class);
        assertThat(complete(new ComplementSubmission(DEPOSIT, 1, null))).isInstanceOf(Unknown.class);
    }

    private static SubmitAnswer submit(Platform platform) {
        return Objects.requireNonNull(platform.submit(SESSION, SUBMISSION).block(Duration.ofSeconds(20)));
    }

    private SubmitAnswer complete(ComplementSubmission complement) {
        return Objects.requireNonNull(
                portal.platform().sendComplement(SESSION, complement).block(Duration.ofSeconds(20)));
    }

    private static SSLSocketFactory selfSigned(Path store) throws Exception {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        String command = "-genkeypair -alias portal -keyalg EC -dname CN=localhost -ext san=dns:localhost"
                + " -storetype PKCS12 -storepass changeit -keystore " + store;
        Process process = new ProcessBuilder(Stream.concat(Stream.of(keytool.toString()), Stream.of(command.split(" ")))
                        .toList())
                .start();
        assertThat(process.waitFor()).isZero();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(store.toFile(), "changeit".toCharArray()), "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context.getSocketFactory();
    }

    private static MockResponse.Builder bytes(byte[] body) {
        return new MockResponse.Builder()
                .code(201)
                .addHeader("Content-Type", JSON)
                .body(new Buffer().write(body));
    }

    private static MockResponse.Builder gzip() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(receipt().getBytes(StandardCharsets.UTF_8));
        }
        return bytes(zipped.toByteArray()).addHeader("Content-Encoding", "gzip");
    }
}
