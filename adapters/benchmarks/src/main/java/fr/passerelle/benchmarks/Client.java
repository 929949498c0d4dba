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
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls of a client as the contract describes them. A patient one sends again what the contract lets it send again: what met
 * no answer, and what was answered as {@code retryable}. A POST goes with the key that it had.
 */
final class Client {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String JSON_TYPE = "application/json";
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Path PDF = Path.of("openapi/examples/document.pdf");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Supplier<String> bases;
    private final String token;
    private final Duration timeout;
    private final Duration patience;
    private final AtomicLong repeated = new AtomicLong();

    Client(String base, String token) {
        this(() -> base, token, Duration.ofSeconds(60), Duration.ZERO);
    }

    private Client(Supplier<String> bases, String token, Duration timeout, Duration patience) {
        this.bases = bases;
        this.token = token;
        this.timeout = timeout;
        this.patience = patience;
    }

    /**
     * A patient client.
     *
     * @param bases where the next call goes
     * @param timeout of one call, after which it is sent again
     * @param patience after which a call counts as lost
     */
    static Client patient(Supplier<String> bases, String token, Duration timeout, Duration patience) {
        return new Client(bases, token, timeout, patience);
    }

    /** How many calls had to be sent again, each time counted. */
    long repeated() {
        return repeated.get();
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

    /** What is answered to JSON lines, a line each. */
    String lines(String path, String lines) {
        HttpResponse<String> answer = exchange(request(path)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(lines)));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
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
        return HttpRequest.newBuilder(URI.create(bases.get() + path))
                .timeout(timeout)
                .header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
        HttpResponse<String> answer = exchange(request);
        boolean isReplayed = answer.headers().firstValue("Idempotency-Replayed").isPresent();
        String body = answer.body().isBlank() ? "{}" : answer.body();
        return new Answer(answer.statusCode(), JSON.readTree(body), isReplayed);
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                if (System.nanoTime() > end || !isRetryable(answer)) {
                    return answer;
                }
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw new UncheckedIOException(e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            elsewhere(request);
        }
    }

    private void elsewhere(HttpRequest.Builder request) {
        repeated.incrementAndGet();
        LockSupport.parkNanos(PAUSE.toNanos());
        URI uri = request.build().uri();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        request.uri(URI.create(bases.get() + uri.getRawPath() + query));
    }

    private static boolean isRetryable(HttpResponse<String> answer) {
        return answer.statusCode() >= 400
                && answer.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json")
                && JSON.readTree(answer.body()).path("retryable").asBoolean(false);
    }

    static byte[] pdf() {
        try {
            return Files.readAllBytes(PDF);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
