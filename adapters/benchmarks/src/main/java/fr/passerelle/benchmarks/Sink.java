package fr.passerelle.benchmarks;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A receiver of webhooks on this machine: each path is one address, which counts what comes and answers 204 after a while. */
final class Sink implements AutoCloseable {
    private final Map<String, LongAdder> received = new ConcurrentHashMap<>();
    private final Map<String, Duration> waits = new ConcurrentHashMap<>();
    private final Map<String, ConcurrentLinkedQueue<Message>> ledgers = new ConcurrentHashMap<>();
    private final Set<String> unsigned = ConcurrentHashMap.newKeySet();
    private volatile boolean isDead;
    private final DisposableServer server;

    /** A message as it came. */
    record Message(String id, String body) {}

    private Sink(String host) {
        this.server =
                HttpServer.create().host(host).port(0).handle(this::receive).bindNow();
    }

    static Sink start() {
        return start("127.0.0.1");
    }

    /** A receiver of another host, as those who post see it. */
    static Sink start(String loopback) {
        return new Sink(loopback);
    }

    String url(String path) {
        return "http://" + server.host() + ":" + server.port() + "/" + path;
    }

    /** From now on this address takes its time. */
    void slow(String path, Duration wait) {
        waits.put("/" + path, wait);
    }

    /** From now on what comes to this address is kept. */
    void keep(String path) {
        ledgers.put("/" + path, new ConcurrentLinkedQueue<>());
    }

    ConcurrentLinkedQueue<Message> kept(String path) {
        return ledgers.getOrDefault("/" + path, new ConcurrentLinkedQueue<>());
    }

    /** How many messages came to an address. */
    long received(String path) {
        LongAdder count = received.get("/" + path);
        return count == null ? 0 : count.sum();
    }

    /** How many came without what Standard Webhooks ask for. */
    long unsigned() {
        return unsigned.size();
    }

    /** From now on it takes no connection, and answers on none that it has. */
    void die() {
        isDead = true;
        server.disposeNow();
    }

    private Publisher<Void> receive(HttpServerRequest request, HttpServerResponse response) {
        if (isDead) {
            request.withConnection(Connection::dispose);
            return Mono.never();
        }
        String path = request.uri();
        received.computeIfAbsent(path, _ -> new LongAdder()).increment();
        note(request);
        Duration wait = waits.get(path);
        Mono<Void> answer = read(path, request).then(response.status(204).send());
        return wait == null ? answer : Mono.delay(wait).then(answer);
    }

    private void note(HttpServerRequest request) {
        String signature = request.requestHeaders().get("webhook-signature", "");
        if (!signature.startsWith("v1,") || request.requestHeaders().get("webhook-timestamp") == null) {
            unsigned.add(String.valueOf(request.requestHeaders().get("webhook-id")));
        }
    }

    private Mono<Void> read(String path, HttpServerRequest request) {
        ConcurrentLinkedQueue<Message> ledger = ledgers.get(path);
        if (ledger == null) {
            return request.receive().then();
        }
        String id = request.requestHeaders().get("webhook-id", "");
        return request.receive()
                .aggregate()
                .asString()
                .doOnNext(body -> ledger.add(new Message(id, body)))
                .then();
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
