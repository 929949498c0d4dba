package fr.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.api.local.LocalSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client of the service over HTTP. Every answer must be as the contract says.
 *
 * @param token to show; empty for none
 */
record Api(LocalSystem system, String token) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Map<String, Api> KNOWN = new ConcurrentHashMap<>();

    static Api of(String client) {
        return KNOWN.computeIfAbsent(client, name -> withScopes(name, ""));
    }

    static Api withScopes(String client, String scopes) {
        return of(ApiUnderTest.system(), client, scopes);
    }

    /**
     * A client of another system than the one that tests share.
     *
     * @param scopes with blanks between; empty for all
     */
    static Api of(LocalSystem system, String client, String scopes) {
        String form = "grant_type=client_credentials&client_id=%s&client_secret=%s-secret&scope=%s"
                .formatted(client, client, URLEncoder.encode(scopes, StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(system.issuerUrl().resolve("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return new Api(system, json(exchange(request)).path("access_token").asString());
    }

    static Api anonymous() {
        return new Api(ApiUnderTest.system(), "");
    }

    Answer get(String path) {
        return call("GET", path, Map.of(), new byte[0]);
    }

    Answer put(String path, String json) {
        return call("PUT", path, Map.of("Content-Type", "application/json"), bytes(json));
    }

    Answer post(String path, String json) {
        return call(
                "POST",
                path,
                Map.of(
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        UUID.randomUUID().toString()),
                bytes(json));
    }

    Answer putPdf(String path, byte[] pdf) {
        return call("PUT", path, Map.of("Content-Type", "application/pdf"), pdf);
    }

    Answer call(String method, String path, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(system.url() + path))
                .timeout(PATIENCE)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<byte[]> response = exchange(request.build());
        assertThat(ApiUnderTest.CONTRACT.breaches(method, response, response.body()))
                .as("%s %s: %s", method, path, new String(response.body(), StandardCharsets.UTF_8))
                .isEmpty();
        return new Answer(response);
    }

    /** The first lines of an answer that goes on, up to an empty one; then whoever listens goes away. */
    List<String> listen(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(system.url() + path))
                .timeout(PATIENCE)
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            HttpResponse<Stream<String>> response = HTTP.send(request, BodyHandlers.ofLines());
            try (Stream<String> lines = response.body()) {
                assertThat(ApiUnderTest.CONTRACT.breaches("GET", response, new byte[0]))
                        .as(path)
                        .isEmpty();
                return lines.takeWhile(line -> !line.isEmpty()).toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A call to the simulator's control interface, of which our contract says nothing. */
    static JsonNode simulator(String path, String json) {
        return json(exchange(
                HttpRequest.newBuilder(ApiUnderTest.system().simulator().uri().resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build()));
    }

    private static HttpResponse<byte[]> exchange(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
