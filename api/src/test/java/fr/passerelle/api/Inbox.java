package fr.passerelle.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A receiver of webhooks on this machine. */
final class Inbox implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpServer server;
    private final List<Received> received = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private volatile int status = 204;

    /** A message that arrived. */
    record Received(String id, String timestamp, String signature, String body) {
        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        String type() {
            return json().path("type").asString();
        }
    }

    Inbox() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::receive);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/in";
    }

    /** Makes an endpoint of a client that is verified, was sent a test message and is sent nothing else. */
    String settle(Api api) {
        String endpoint = api.post(
                        "/v1/webhook-endpoints",
                        "{\"url\": \"" + url() + "\", \"event_types\": [\"webhook_endpoint.deleted\"]}")
                .expect(201)
                .header("Location");
        soon(() -> api.get(endpoint).expect(200).member("state").equals("enabled"));
        String test = api.call("POST", endpoint + "/test-event", Map.of(), new byte[0])
                .expect(202)
                .member("event_id");
        await(message -> message.id().equals(test));
        soon(() -> api.get(endpoint + "/deliveries?state=delivered")
                        .expect(200)
                        .json()
                        .path("items")
                        .size()
                == 2);
        return endpoint;
    }

    static void soon(Callable<Boolean> claim) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(100))
                .until(claim);
    }

    /** From now on it answers so. */
    void answers(int next) {
        status = next;
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var headers = exchange.getRequestHeaders();
        lock.lock();
        try {
            received.add(new Received(
                    headers.getFirst("webhook-id"),
                    headers.getFirst("webhook-timestamp"),
                    headers.getFirst("webhook-signature"),
                    body));
            more.signalAll();
        } finally {
            lock.unlock();
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    /** Waits for a message. */
    Received await(Predicate<Received> wanted) {
        lock.lock();
        try {
            long left = PATIENCE.toNanos();
            while (received.stream().noneMatch(wanted)) {
                if (left <= 0) {
                    throw new AssertionError("did not arrive; but " + received);
                }
                left = more.awaitNanos(left);
            }
            return received.stream().filter(wanted).findFirst().orElseThrow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    List<Received> all() {
        lock.lock();
        try {
            return List.copyOf(received);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
