package fr.passerelle.sender;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.sender.hostile.Certificate;
import fr.passerelle.sender.hostile.FakeNameServer;
import fr.passerelle.webhooks.Message;
import fr.passerelle.webhooks.Posted;
import fr.passerelle.webhooks.Posted.Answered;
import fr.passerelle.webhooks.Posted.Failed;
import fr.passerelle.webhooks.Posted.Failure;
import fr.passerelle.webhooks.SigningKeys;
import fr.passerelle.webhooks.SigningKeys.Secret;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static final String HOST = "hooks.names.example";
    private static final SigningKeys KEYS = new SigningKeys(List.of(new Secret(new byte[24])), List.of());
    private static final Message MESSAGE = new Message("msg_1", "{}".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    private final MockWebServer server = new MockWebServer();

    @AfterEach
    void close() {
        Certificate.trustWhomTheJdkTrusts();
        server.close();
    }

    @Test
    void postsToAHostWhoseCertificateTheTrustStoreHolds() throws Exception {
        Certificate certificate = Certificate.make(folder.resolve("host.p12"), "dns:" + HOST);
        certificate.trust();
        serve(certificate);

        assertThat(post(HOST)).isInstanceOf(Answered.class);
        assertThat(Objects.requireNonNull(server.takeRequest().getHandshake())
                        .tlsVersion()
                        .javaName())
                .isEqualTo("TLSv1.3");
    }

    @Test
    void sendsNothingToAHostThatNobodyVouchesFor() throws Exception {
        serve(Certificate.make(folder.resolve("host.p12"), "dns:" + HOST));

        assertThat(failure(post(HOST))).isEqualTo(Failure.TLS);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void sendsNothingToAHostThatShowsAnothersCertificate() throws Exception {
        Certificate certificate = Certificate.make(folder.resolve("other.p12"), "dns:other.names.example");
        certificate.trust();
        serve(certificate);

        assertThat(failure(post(HOST))).isEqualTo(Failure.TLS);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void sendsNothingToAHostThatSpeaksNoTls() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> answerPlainly(plain));

            assertThat(failure(post(URI.create("https://127.0.0.1:" + plain.getLocalPort() + "/"))))
                    .isEqualTo(Failure.TLS);
            answered.get(10, TimeUnit.SECONDS);
        }
    }

    private static void answerPlainly(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().readNBytes(1);
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void waitsNoLongerThanItsLimitForAHandshake() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Posted posted = post(URI.create("https://127.0.0.1:" + mute.getLocalPort() + "/"));

            assertThat(failure(posted)).isEqualTo(Failure.TIMEOUT);
            assertThat(posted.took()).isLessThan(Duration.ofSeconds(10));
        }
    }

    private void serve(Certificate certificate) throws Exception {
        server.useHttps(certificate.context().getSocketFactory());
        server.setProtocols(List.of(Protocol.HTTP_1_1));
        server.enqueue(new MockResponse.Builder().build());
        server.start(InetAddress.getByName("127.0.0.1"), 0);
    }

    private Posted post(String host) throws IOException {
        return post(URI.create("https://" + host + ":" + server.getPort() + "/"));
    }

    private static Posted post(URI address) throws IOException {
        try (FakeNameServer names = new FakeNameServer().says(HOST, "127.0.0.1");
                HttpReceivers receivers = HttpReceivers.create(
                        TestSettings.asking(List.of(names.address()), Duration.ofSeconds(4), 10, "127.0.0.1/32"),
                        InstantSource.system(),
                        new SimpleMeterRegistry())) {
            return Objects.requireNonNull(receivers.post(address, MESSAGE, KEYS).block(Duration.ofSeconds(20)));
        }
    }

    private static Failure failure(Posted posted) {
        assertThat(posted).isInstanceOf(Failed.class);
        return ((Failed) posted).failure();
    }
}
