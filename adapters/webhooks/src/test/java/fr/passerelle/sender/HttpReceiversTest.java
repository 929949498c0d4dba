package fr.passerelle.sender;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import fr.passerelle.webhooks.Message;
import fr.passerelle.webhooks.Posted;
import fr.passerelle.webhooks.Posted.Answered;
import fr.passerelle.webhooks.Posted.Failed;
import fr.passerelle.webhooks.Posted.Failure;
import fr.passerelle.webhooks.SigningKeys;
import fr.passerelle.webhooks.SigningKeys.Secret;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

class HttpReceiversTest {
    private static final String SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final SigningKeys KEYS =
            new SigningKeys(List.of(new Secret(Base64.getDecoder().decode(SECRET))), List.of());
    private static final Message MESSAGE = new Message("msg_1", "{\"é\":1}".getBytes(StandardCharsets.UTF_8));
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MockWebServer server = new MockWebServer();
    private SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private HttpReceivers receivers = receivers(TestSettings.reaching("127.0.0.1/32"));

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.getByName("127.0.0.1"), 0);
    }

    @AfterEach
    void close() {
        receivers.close();
        server.close();
    }

    @Test
    void postsASignedMessageThatTheOfficialLibraryAccepts() throws Exception {
        answers(new MockResponse.Builder().code(204));

        Posted posted = post("/hooks/%C3%A9?a=1&b=%20");

        assertThat(posted).isInstanceOfSatisfying(Answered.class, answer -> {
            assertThat(answer.isKept()).isTrue();
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.retryAfter()).isNull();
            assertThat(answer.took()).isPositive();
        });
        RecordedRequest request = request();
        assertThat(request.getRequestLine()).isEqualTo("POST /hooks/%C3%A9?a=1&b=%20 HTTP/1.1");
        assertThat(request.getHeaders().get("content-type")).isEqualTo("application/json");
        assertThat(request.getHeaders().get("content-length")).isEqualTo(Integer.toString(MESSAGE.body().length));
        assertThat(request.getHeaders().get("user-agent")).startsWith("Passerelle");
        assertThat(request.getHeaders().get("accept-encoding")).isNull();
        assertThat(request.getBody().toByteArray()).isEqualTo(MESSAGE.body());
        new Webhook(SECRET)
                .verify(
                        request.getBody().utf8(),
                        HttpHeaders.of(request.getHeaders().toMultimap(), (_, _) -> true));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 299, 301, 302, 307, 400, 404, 410, 429, 500, 503, 599})
    void tellsWhatTheReceiverAnswered(int status) {
        answers(new MockResponse.Builder().code(status));

        assertThat(post("/"))
                .isInstanceOfSatisfying(
                        Answered.class, answer -> assertThat(answer.status()).isEqualTo(status));
    }

    @Test
    void tellsForHowLongItWantsToBeLeftAlone() {
        answers(new MockResponse.Builder().code(503).addHeader("Retry-After", "90"));

        assertThat(post("/"))
                .isInstanceOfSatisfying(
                        Answered.class,
                        answer -> assertThat(answer.retryAfter()).isEqualTo(Duration.ofSeconds(90)));
    }

    @Test
    void followsNoRedirect() throws Exception {
        try (MockWebServer canary = new MockWebServer()) {
            canary.start(InetAddress.getByName("127.0.0.1"), 0);
            for (int status : new int[] {301, 302, 303, 307, 308}) {
                answers(new MockResponse.Builder()
                        .code(status)
                        .addHeader("Location", "http://127.0.0.1:" + canary.getPort() + "/"));

                assertThat(post("/")).isInstanceOf(Answered.class);
            }

            assertThat(server.getRequestCount()).isEqualTo(5);
            assertThat(canary.getRequestCount()).isZero();
        }
    }

    @Test
    void keepsNoCookie() {
        answers(new MockResponse.Builder().addHeader("Set-Cookie", "a=b; Path=/"));
        answers(new MockResponse.Builder());

        post("/");
        post("/");

        request();
        assertThat(request().getHeaders().get("cookie")).isNull();
    }

    /** One that has just been used may not be back when the next message comes: there are two of a host in these settings. */
    @Test
    void usesConnectionsAgain() {
        for (int i = 0; i < 10; i++) {
            answers(new MockResponse.Builder().body("thank you"));
            post("/");
        }

        for (int i = 0; i < 10; i++) {
            assertThat(request().getConnectionIndex()).isLessThan(2);
        }
    }

    @Test
    void unpacksNothing() {
        answers(new MockResponse.Builder()
                .addHeader("Content-Encoding", "gzip")
                .body(new Buffer().write(new byte[1_000])));

        assertThat(post("/")).isInstanceOf(Answered.class);
    }

    @Test
    void knowsAnAnswerByItsHeadWhenItsBodyBreaksOff() {
        answers(new MockResponse.Builder().body("x".repeat(10_000)).onResponseBody(new SocketEffect.CloseSocket()));

        assertThat(post("/"))
                .isInstanceOfSatisfying(
                        Answered.class, answer -> assertThat(answer.isKept()).isTrue());
    }

    /** An endless body: what is read beyond the bound lies in buffers of the network and was never asked for. */
    @Test
    void readsNoMoreOfABodyThanItsBound() throws Exception {
        try (ServerSocket endless = loopback()) {
            CompletableFuture<Long> written = CompletableFuture.supplyAsync(() -> pour(endless));

            Posted posted = post(receivers, URI.create("http://127.0.0.1:" + endless.getLocalPort() + "/"));

            assertThat(posted).isInstanceOf(Answered.class);
            assertThat(posted.took()).isLessThan(Duration.ofSeconds(10));
            assertThat(written.get(30, TimeUnit.SECONDS)).isLessThan(64L << 20);
        }
    }

    @Test
    void takesNoLongerThanItsLimitForABodyThatStalls() throws Exception {
        answers(new MockResponse.Builder().body("x".repeat(100)).onResponseBody(SocketEffect.Stall.INSTANCE));
        use(TestSettings.limited(Duration.ofMillis(500), 10, "127.0.0.1/32"));

        assertThat(post("/")).isInstanceOfSatisfying(Answered.class, answer -> {
            assertThat(answer.isKept()).isTrue();
            assertThat(answer.took()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(5));
        });
    }

    @Test
    void saysThatNoAnswerCameInTime() throws Exception {
        answers(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE));
        use(TestSettings.limited(Duration.ofMillis(500), 10, "127.0.0.1/32"));

        assertThat(failure(post("/"))).isEqualTo(Failure.TIMEOUT);
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        int port;
        try (ServerSocket closed = loopback()) {
            port = closed.getLocalPort();
        }

        assertThat(failure(post(receivers, URI.create("http://127.0.0.1:" + port + "/"))))
                .isEqualTo(Failure.CONNECTION_REFUSED);
    }

    @Test
    void saysThatTheConnectionWasLost() {
        answers(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()));
        answers(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()));

        assertThat(failure(post("/"))).isEqualTo(Failure.CONNECTION_LOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SSH-2.0-OpenSSH_9.2\r\n\r\n", "HTTP/1.1 abc\r\n\r\n", "\u0000\u0001\u0002\r\n\r\n", "HTTP/9"})
    void makesNothingOfAnAnswerThatIsNotHttp(String answer) throws Exception {
        try (ServerSocket other = loopback()) {
            CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> answerEach(other, answer));

            assertThat(failure(post(receivers, URI.create("http://127.0.0.1:" + other.getLocalPort() + "/"))))
                    .isEqualTo(Failure.CONNECTION_LOST);
            other.close();
            answered.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void connectsNowhereInside() {
        use(TestSettings.reaching());

        assertThat(failure(post("/"))).isEqualTo(Failure.ADDRESS_NOT_PUBLIC);
        assertThat(server.getRequestCount()).isZero();
        assertThat(connections()).isZero();
    }

    /** What stands before the socket needs no help of the rules that stand before it. */
    @Test
    void connectsNowhereInsideEvenWhereTheRulesAreGoneRound() {
        use(TestSettings.reaching());
        SignedMessage signed = SignedMessage.at(Instant.now(), MESSAGE, KEYS);

        for (String host : List.of("127.0.0.1", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[::1]")) {
            URI address = URI.create("http://" + host + ":" + server.getPort() + "/");
            Posted posted = receivers.exchange(new Attempt(1), address, signed).block(PATIENCE);

            assertThat(failure(Objects.requireNonNull(posted))).isEqualTo(Failure.ADDRESS_NOT_PUBLIC);
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void opensNoMoreConnectionsThanItMay() throws Exception {
        use(TestSettings.limited(Duration.ofSeconds(10), 1, "127.0.0.1/32"));
        answers(new MockResponse.Builder());
        try (MockWebServer other = new MockWebServer()) {
            other.start(InetAddress.getByName("127.0.0.1"), 0);

            assertThat(post("/")).isInstanceOf(Answered.class);
            assertThat(connections()).isEqualTo(1);
            assertThat(failure(post(receivers, URI.create("http://127.0.0.1:" + other.getPort() + "/"))))
                    .isEqualTo(Failure.HELD_BACK);
        }
    }

    /** Each host has two connections in these settings: the stalled one's are taken, the other's are not. */
    @Test
    void letsASlowHostHoldUpNobodyElse() throws Exception {
        use(TestSettings.limited(Duration.ofSeconds(2), 10, "127.0.0.1/32"));
        try (MockWebServer slow = new MockWebServer()) {
            slow.start(InetAddress.getByName("127.0.0.1"), 0);
            for (int i = 0; i < 20; i++) {
                slow.enqueue(new MockResponse.Builder()
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build());
                answers(new MockResponse.Builder());
            }
            URI slowly = URI.create("http://127.0.0.1:" + slow.getPort() + "/");
            CompletableFuture<List<Posted>> stalled = Flux.range(0, 20)
                    .flatMap(_ -> receivers.post(slowly, MESSAGE, KEYS), 20)
                    .collectList()
                    .toFuture();

            for (int i = 0; i < 20; i++) {
                assertThat(post("/")).isInstanceOf(Answered.class);
            }

            assertThat(stalled).isNotDone();
            assertThat(stalled.get(20, TimeUnit.SECONDS))
                    .allSatisfy(posted -> assertThat(failure(posted)).isEqualTo(Failure.TIMEOUT));
        }
    }

    @Test
    void countsAttemptsByHowTheyEndedAndNamesNobody() {
        answers(new MockResponse.Builder());
        answers(new MockResponse.Builder().code(410));
        post("/");
        post("/");
        post(receivers, URI.create("http://10.0.0.1/"));

        assertThat(count("kept")).isEqualTo(1);
        assertThat(count("gone")).isEqualTo(1);
        assertThat(count("address_not_public")).isEqualTo(1);
        assertThat(count("timeout")).isZero();
        assertThat(meters.getMeters())
                .flatExtracting(meter -> meter.getId().getTags())
                .extracting(Tag::getKey)
                .containsOnly("outcome");
    }

    private void use(SenderSettings settings) {
        receivers.close();
        meters = new SimpleMeterRegistry();
        receivers = receivers(settings);
    }

    private HttpReceivers receivers(SenderSettings settings) {
        return HttpReceivers.create(settings, InstantSource.system(), meters);
    }

    private Posted post(String path) {
        return post(receivers, URI.create("http://127.0.0.1:" + server.getPort() + path));
    }

    private static Posted post(HttpReceivers receivers, URI address) {
        return Objects.requireNonNull(receivers.post(address, MESSAGE, KEYS).block(PATIENCE));
    }

    private static Failure failure(Posted posted) {
        assertThat(posted).isInstanceOf(Failed.class);
        return ((Failed) posted).failure();
    }

    private void answers(MockResponse.Builder response) {
        server.enqueue(response.build());
    }

    private RecordedRequest request() {
        try {
            return Objects.requireNonNull(server.takeRequest(5, TimeUnit.SECONDS), "no request came");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private double connections() {
        return meters.get(HttpReceivers.CONNECTIONS).gauge().value();
    }

    private long count(String outcome) {
        return meters.get(AttemptTimer.ATTEMPTS).tag("outcome", outcome).timer().count();
    }

    private static ServerSocket loopback() throws IOException {
        return new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
    }

    private static long pour(ServerSocket server) {
        byte[] some = new byte[16_384];
        long written = 0;
        try (Socket socket = server.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\ncontent-length: 100000000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (written < 1L << 30) {
                out.write(some);
                written += some.length;
            }
        } catch (IOException e) {
            return written;
        }
        return written;
    }

    private static void answerEach(ServerSocket server, String answer) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                InputStream in = socket.getInputStream();
                in.readNBytes(4);
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();
                in.readAllBytes();
            } catch (IOException e) {
                // The other side has had enough.
            }
        }
    }
}
