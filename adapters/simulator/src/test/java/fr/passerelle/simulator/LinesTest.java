package fr.passerelle.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What strikes whoever connects. */
class LinesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void listensNoMoreForAWhile() throws Exception {
        try (Simulator simulator = Simulator.start(0, Map.of())) {
            Browser visitor = new Browser(simulator.uri());
            visitor.put(
                    "/simulateur/script",
                    "{\"graine\":1,\"fautes\":[{\"code\":\"portal-closed\",\"rafales\":[{\"debut\":\"PT0S\",\"duree\":\"PT1S\"}]}]}");

            await(() -> isRefused(simulator.uri()));
            await(() -> !isRefused(simulator.uri()));

            assertThat(struck(visitor, FaultKind.PORTAL_CLOSED)).isOne();
        }
    }

    @Test
    void showsCertificatesThatNobodyMayTrust() throws Exception {
        try (Simulator simulator = Simulator.start(0, Map.of("simulator.bad-certificates", true))) {
            Browser visitor = new Browser(simulator.uri());
            JsonNode certificates = visitor.get("/simulateur/certificats").json();
            HttpClient client = trusting(certificates.path("autorite").stringValue());

            assertThat(status(client, certificates, BadCertificates.GOOD)).isEqualTo(200);
            assertRefused(client, certificates, FaultKind.CERTIFICATE_EXPIRED, "CertificateExpired");
            assertRefused(client, certificates, FaultKind.CERTIFICATE_OF_ANOTHER_HOST, "subject alternative");
            assertRefused(
                    client, certificates, FaultKind.CERTIFICATE_SELF_SIGNED, "unable to find valid certification path");
            assertThat(struck(visitor, FaultKind.CERTIFICATE_EXPIRED)).isPositive();
            assertThat(struck(visitor, FaultKind.CERTIFICATE_OF_ANOTHER_HOST)).isPositive();
            assertThat(struck(visitor, FaultKind.CERTIFICATE_SELF_SIGNED)).isPositive();
        }
    }

    private static void assertRefused(HttpClient client, JsonNode certificates, FaultKind kind, String why) {
        assertThatThrownBy(() -> status(client, certificates, kind.code()))
                .isInstanceOf(SSLHandshakeException.class)
                .rootCause()
                .extracting(Throwable::toString)
                .asString()
                .contains(why);
    }

    private static int status(HttpClient client, JsonNode certificates, String which)
            throws IOException, InterruptedException {
        int port = certificates.path("ports").path(which).intValue();
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/portail/etat"))
                .timeout(PATIENCE)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static HttpClient trusting(String authority) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "authority",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(authority.getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(context)
                .build();
    }

    private static boolean isRefused(URI uri) throws IOException {
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            return !socket.isConnected();
        } catch (ConnectException e) {
            return true;
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition) throws IOException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            assertThat(Instant.now()).as("patience").isBefore(end);
            Thread.onSpinWait();
        }
    }

    private static long struck(Browser visitor, FaultKind kind) {
        return visitor.get("/simulateur/fautes")
                .json()
                .path("fautes")
                .valueStream()
                .filter(fault -> fault.path("code").stringValue().equals(kind.code()))
                .mapToLong(fault -> fault.path("nombre").longValue())
                .sum();
    }
}
