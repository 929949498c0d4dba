package fr.passerelle.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.passerelle.ids.TenantId;
import fr.passerelle.samples.SampleApi;
import fr.passerelle.samples.SampleIssuer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.unit.DataSize;

/** What a call of JSON lines may take of a replica. */
@TestPropertySource(
        properties = {
            "passerelle.http.json-lines.body-deadline=1s",
            "passerelle.http.json-lines.answer-deadline=1s",
            "passerelle.http.json-lines.most-at-once=3"
        })
class JsonLinesTest extends SampleApi {
    private static final String PATH = "/v1/samples/1/lines";

    /** Nothing that has a shape on the wire. */
    record Unwritable() {
        public String getWords() {
            throw new IllegalStateException("planted");
        }
    }

    record Question(@Nullable String reference) implements JsonLines.Named {}

    @Test
    void refusesATenantThatHasTwoUnderWayUntilOneIsOver() throws IOException {
        try (Socket first = begun("one");
                Socket second = begun("one")) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();

            await().atMost(Duration.ofSeconds(1))
                    .untilAsserted(() -> asked("one")
                            .expectStatus()
                            .isEqualTo(429)
                            .expectHeader()
                            .valueEquals("Retry-After", "5")
                            .expectBody()
                            .jsonPath("$.code")
                            .isEqualTo("rate_limited"));
            asked("two").expectStatus().isOk();
        }

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> asked("one").expectStatus().isOk());
    }

    @Test
    void refusesEverybodyWhenTheReplicaHasNoRoom() throws IOException {
        try (Socket first = begun("three");
                Socket second = begun("four");
                Socket third = begun("five")) {
            assertThat(first.isConnected() && second.isConnected() && third.isConnected())
                    .isTrue();

            await().atMost(Duration.ofSeconds(1))
                    .untilAsserted(() -> asked("six").expectStatus().isEqualTo(429));
        }

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> asked("six").expectStatus().isOk());
    }

    @Test
    void cutsAClientThatDoesNotReadItsAnswer() throws Exception {
        String line = "{\"reference\": \"e-1\", \"size\": 100000}\n";
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.setSoTimeout(10_000);
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            write(socket, head("seven", line.length() * 400) + line.repeat(400));
            Thread.sleep(Duration.ofSeconds(3));

            String answer = read(socket);

            assertThat(answer).startsWith("HTTP/1.1 200").doesNotEndWith("0\r\n\r\n");
            assertThat(answer.lines().filter(text -> text.contains("\"line\":")).count())
                    .isLessThan(400);
        }
    }

    @Test
    void givesALineThatCannotBeWrittenAProblemOfItsOwn() {
        String body = "{\"reference\": \"e-1\"}\n{\"reference\": \"e-2\"}";
        MockServerWebExchange exchange =
                MockServerWebExchange.from(MockServerHttpRequest.post(PATH).body(body));
        CallTenant.leaveIn(exchange, TenantId.next(Instant.EPOCH));
        JsonLines lines = new JsonLines(new HttpProperties.Lines(
                DataSize.ofKilobytes(1),
                DataSize.ofKilobytes(1),
                10,
                1,
                1,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5)));

        lines.answer(
                        exchange,
                        Question.class,
                        (question, _) -> Objects.equals(question.reference(), "e-1") ? new Unwritable() : "fine")
                .block(Duration.ofSeconds(5));

        assertThat(Objects.requireNonNull(
                                exchange.getResponse().getBodyAsString().block())
                        .lines())
                .hasSize(2)
                .first()
                .asString()
                .contains("\"code\":\"internal\"", "\"reference\":\"e-1\"");
    }

    @Test
    void gathersABodyWhosePiecesGrow() {
        GatheredBody body = new GatheredBody(-1, 300_000);
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get(PATH));
        List<Integer> lengths = List.of(10, 70_000, 0, 200_000);

        lengths.forEach(length -> body.add(
                exchange.getResponse().bufferFactory().wrap("y".repeat(length).getBytes(StandardCharsets.US_ASCII))));

        assertThat(new String(body.bytes(), StandardCharsets.US_ASCII))
                .isEqualTo(String.join("", Collections.nCopies(270_010, "y")));
    }

    private WebTestClient.ResponseSpec asked(String tenant) {
        return client.post()
                .uri(PATH)
                .headers(headers -> headers.setBearerAuth(SampleIssuer.tokenOf(tenant, "requests:write")))
                .contentType(MediaType.APPLICATION_NDJSON)
                .bodyValue("{\"reference\": \"e-1\"}")
                .exchange();
    }

    /** A call whose body is not complete. */
    private Socket begun(String tenant) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        write(socket, head(tenant, 100) + "{");
        return socket;
    }

    private static String head(String tenant, int length) {
        return "POST " + PATH + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nAuthorization: Bearer "
                + SampleIssuer.tokenOf(tenant, "requests:write") + "\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String read(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        byte[] buffer = new byte[65_536];
        try {
            int read = socket.getInputStream().read(buffer);
            while (read >= 0) {
                answer.append(new String(buffer, 0, read, StandardCharsets.US_ASCII));
                read = socket.getInputStream().read(buffer);
            }
        } catch (SocketException e) {
            // Closed while bytes were on their way.
        }
        return answer.toString();
    }
}
