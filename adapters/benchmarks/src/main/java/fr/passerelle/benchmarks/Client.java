package fr.passerelle.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls of a client as the contract describes them. */
final class Client {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String JSON_TYPE = "application/json";
    private static final Path PDF = Path.of("openapi/examples/document.pdf");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String token;

    Client(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /**
     * An answer.
     *
     * @param isReplayed whether the service says that it answered from memory
     */
    record Answer(int status, JsonNode body, boolean isReplayed) {
        String text(String field) {
            return body.path(field).asString("");
        }

        /** The answer itself, when it says that all went well. */
        Answer ok() {
            if (status >= 300) {
                throw new IllegalStateException(status + " " + body);
            }
            return this;
        }
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, String json) {
        return post(path, json, UUID.randomUUID().toString());
    }

    Answer post(String path, String json, String key) {
        return send(request(path)
                .header("Content-Type", JSON_TYPE)
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    Answer put(String path, String json) {
        return send(request(path).header("Content-Type", JSON_TYPE).PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    Answer putPdf(String path) {
        return send(request(path)
                .header("Content-Type", "application/pdf")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(pdf())));
    }

    /** What a GET answers, whatever it is. */
    String text(String path) {
        return exchange(request(path).GET()).body();
    }

    int status(String method, String path, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = request(path).method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return exchange(request).statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
        HttpResponse<String> answer = exchange(request);
        boolean isReplayed = answer.headers().firstValue("Idempotency-Replayed").isPresent();
        String body = answer.body().isBlank() ? "{}" : answer.body();
        return new Answer(answer.statusCode(), JSON.readTree(body), isReplayed);
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static byte[] pdf() {
        try {
            return Files.readAllBytes(PDF);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
