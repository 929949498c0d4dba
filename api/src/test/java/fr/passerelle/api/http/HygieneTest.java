package fr.passerelle.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.passerelle.samples.SampleApi;
import fr.passerelle.samples.SampleIssuer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What a hostile or broken client meets before, beside and behind Spring, on raw sockets. */
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = {"passerelle.http.body-deadline=300ms", "passerelle.http.header-deadline=300ms"})
class HygieneTest extends SampleApi {
    private static final String REST = "Host: x\r\nConnection: close\r\n\r\n";

    @Value("${local.management.port}")
    private int managementPort;

    @Test
    void answersALineThatIsTooLong() throws IOException {
        assertProblem(send("GET /" + "a".repeat(5_000) + " HTTP/1.1\r\n" + REST), 414, "uri_too_long");
    }

    @Test
    void answersHeadersThatAreTooLarge() throws IOException {
        assertProblem(
                send("GET / HTTP/1.1\r\nX-Long: " + "a".repeat(17_000) + "\r\n" + REST), 431, "headers_too_large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET /%zz HTTP/1.1\r\n" + REST,
                "GET / HTTP/1.1\r\nBad Header: x\r\n" + REST,
                "POST /v1/samples HTTP/1.1\r\nContent-Length: -1\r\n" + REST,
                "POST /v1/samples HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n" + REST,
                "GET /v1\\samples\0 HTTP/1.1\r\n" + REST
            })
    void answersWhatIsNoRequest(String bytes) throws IOException {
        assertProblem(send(bytes), 400, "invalid_request");
    }

    @Test
    void answersHeadersThatDrip() throws IOException {
        assertProblem(send("GET / HTTP/1.1\r\nHost: x\r\nX-Slow"), 408, "request_timeout");
    }

    @Test
    void answersASecondRequestWhoseHeadersDrip() throws IOException {
        try (Socket socket = connected()) {
            write(socket, "GET /docs/faults/stale HTTP/1.1\r\nHost: x\r\n\r\n");
            readUntil(socket, "}");
            write(socket, "GET / HT");

            assertProblem(readUntilClosed(socket), 408, "request_timeout");
        }
    }

    @Test
    void answersABodyThatDrips() throws IOException {
        assertProblem(send(post("Content-Length: 100") + "{\"client"), 408, "request_timeout");
    }

    @Test
    void answersABodyWithoutEnd() throws IOException {
        String chunk = "8000\r\n" + " ".repeat(0x8000) + "\r\n";

        assertProblem(sendWithoutEnd(post("Transfer-Encoding: chunked"), chunk), 413, "too_large");
    }

    @Test
    void answersABodyOfTenGigabytes() throws IOException {
        assertProblem(sendWithoutEnd(post("Content-Length: 10737418240"), " ".repeat(0x8000)), 413, "too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "zstd", "deflate", "snappy", "gzip, identity", "identity, gzip", "nonsense"})
    void refusesCompressedBodies(String encoding) {
        authorised()
                .post()
                .uri("/v1/samples")
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_ENCODING, encoding)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isEqualTo(415)
                .expectHeader()
                .valueEquals(HttpHeaders.ACCEPT_ENCODING, "identity")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("unsupported_media_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/samples", "/v1/nothing", "/nothing", "/docs/faults/other"})
    void sendsItsHeadersWithEveryAnswer(String uri) {
        authorised()
                .get()
                .uri(uri)
                .exchange()
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, "no-store")
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .valueEquals("X-Frame-Options", "DENY")
                .expectHeader()
                .valueEquals(HttpHeaders.CONTENT_LANGUAGE, "en")
                .expectHeader()
                .valueEquals(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .expectHeader()
                .doesNotExist("Strict-Transport-Security")
                .expectHeader()
                .doesNotExist(HttpHeaders.SERVER)
                .expectHeader()
                .doesNotExist(HttpHeaders.SET_COOKIE);
    }

    @ParameterizedTest
    @CsvSource({
        "/actuator/health, 200",
        "/actuator/health/liveness, 200",
        "/actuator/health/readiness, 200",
        "/actuator/prometheus, 200",
        "/actuator/env, 404",
        "/actuator/heapdump, 404",
        "/actuator/loggers, 404",
        "/nothing, 404"
    })
    void showsHealthAndMetricsAloneOnThePortOfItsOwn(String uri, int status) {
        management()
                .get()
                .uri(uri)
                .header(HttpHeaders.ACCEPT, "text/html, */*;q=0.1")
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .value(body -> assertThat(body).doesNotContain("<html"));
        client.get().uri(uri).exchange().expectStatus().isNotFound();
    }

    @Test
    void logsEachCallByItsTemplateAndTenant(CapturedOutput output) {
        authorised()
                .get()
                .uri("/v1/samples/benali?name=benali")
                .exchange()
                .expectStatus()
                .isBadRequest();
        authorised().get().uri("/v1/benali").exchange().expectStatus().isNotFound();
        client.get().uri("/v1/samples").exchange().expectStatus().isUnauthorized();

        awaitLine(output, "\"route\":\"/v1/samples/{sample}\"", "\"status_code\":400", "\"tenant\":\"tnt_");
        awaitLine(output, "\"route\":\"-\"", "\"status_code\":404", "\"tenant\":\"tnt_");
        awaitLine(output, "\"route\":\"-\"", "\"status_code\":401", "\"tenant\":\"-\"");
        assertThat(output).doesNotContain("benali");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void blamesNobodyWhenAClientGoesInTheMiddleOfItsBody(boolean isReset, CapturedOutput output) throws Exception {
        try (Socket socket = connected()) {
            write(socket, post("Expect: 100-continue\r\nContent-Length: 100"));
            assertThat(firstLine(socket)).startsWith("HTTP/1.1 100");
            write(socket, "{\"client");
            socket.setSoLinger(isReset, 0);
        }

        await().atMost(Duration.ofSeconds(5)).until(() -> lines(output, "POST /v1/samples 499") == 1);
        assertThat(output).doesNotContain("through our fault").doesNotContain("onErrorDropped");
    }

    /** The server says 100 once it reads the body. */
    private static String firstLine(Socket socket) throws IOException {
        Reader reader = new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII);
        return Objects.requireNonNull(new BufferedReader(reader).readLine());
    }

    /** A call is logged once it is over, which its client may know first. */
    private static void awaitLine(CapturedOutput output, String... parts) {
        await().atMost(Duration.ofSeconds(5)).until(() -> lines(output, parts) > 0);
    }

    private static long lines(CapturedOutput output, String... parts) {
        return output.getOut()
                .lines()
                .filter(line -> Stream.of(parts).allMatch(line::contains))
                .count();
    }

    private WebTestClient management() {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + managementPort)
                .build();
    }

    private static String post(String length) {
        return "POST /v1/samples HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                + SampleIssuer.token("requests:write") + "\r\n" + length + "\r\n\r\n";
    }

    /** Everything that comes back until the server closes the connection. */
    private String send(String bytes) throws IOException {
        try (Socket socket = connected()) {
            write(socket, bytes);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The same, while the same bytes are sent on and on until the server no longer takes them. */
    private String sendWithoutEnd(String begin, String more) throws IOException {
        byte[] again = more.getBytes(StandardCharsets.ISO_8859_1);
        try (Socket socket = connected()) {
            Thread sender = Thread.ofVirtual().start(() -> sendOnAndOn(socket, begin, again));
            String answer = readUntilClosed(socket);
            sender.join(10_000);
            assertThat(sender.isAlive()).isFalse();
            return answer;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sendOnAndOn(Socket socket, String begin, byte[] again) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(begin.getBytes(StandardCharsets.ISO_8859_1));
            while (!Thread.currentThread().isInterrupted()) {
                out.write(again);
            }
        } catch (IOException e) {
            // The server has closed the connection, which is what the test waits for.
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void readUntil(Socket socket, String end) throws IOException {
        int last = socket.getInputStream().read();
        while (last >= 0 && last != end.charAt(0)) {
            last = socket.getInputStream().read();
        }
    }

    private static String readUntilClosed(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        byte[] buffer = new byte[4096];
        try {
            int read = socket.getInputStream().read(buffer);
            while (read >= 0) {
                answer.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                read = socket.getInputStream().read(buffer);
            }
        } catch (SocketException e) {
            // Closed while bytes of ours were on their way; the answer came before.
        }
        return answer.toString();
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void assertProblem(String answer, int status, String code) {
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer).containsIgnoringCase("content-type: application/problem+json");
        assertThat(answer).contains("\"code\":\"" + code + "\"").contains("\"trace_id\":\"");
    }
}
