package fr.passerelle.benchmarks;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fr.passerelle.sender.HttpReceivers;
import fr.passerelle.sender.Network;
import fr.passerelle.sender.PortRange;
import fr.passerelle.sender.SenderSettings;
import fr.passerelle.webhooks.Message;
import fr.passerelle.webhooks.Posted;
import fr.passerelle.webhooks.Posted.Answered;
import fr.passerelle.webhooks.SigningKeys;
import fr.passerelle.webhooks.SigningKeys.Secret;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages posted by the sender, taken as they came off the wire and given to other people's verifiers. Needs Node 20 or later
 * beside Java.
 */
final class WebhookSignatures implements LoneProof {
    private static final Path VERIFIERS = Path.of("adapters/benchmarks/verifiers");
    private static final Path RECEIVED = Path.of("adapters/benchmarks/target/received.json");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<Integer> SECRET_LENGTHS = List.of(24, 32, 64);
    private static final List<String> BODIES = List.of(
            "{}",
            "{\"type\":\"permit.expiring\",\"data\":{\"nom\":\"été — 日本 🎉\"}}",
            "\"" + "x".repeat(20_000) + "\"");

    /** Verifiers take five minutes of either side. */
    private static final List<Duration> IN_TIME =
            List.of(Duration.ZERO, Duration.ofSeconds(-280), Duration.ofSeconds(280));

    private static final List<Duration> OUT_OF_TIME = List.of(Duration.ofSeconds(-310), Duration.ofSeconds(320));

    private final SecureRandom random = new SecureRandom();
    private final BlockingQueue<HttpExchange> exchanges = new LinkedBlockingQueue<>();

    /**
     * A message as it was received, and who shall accept and refuse it.
     *
     * @param body Base64, as are the keys
     */
    private record Received(
            Map<String, String> headers,
            String body,
            List<String> accept,
            List<String> refuse,
            List<String> publicKeys) {}

    @Override
    public String name() {
        return "webhook-signatures";
    }

    @Override
    public String claim() {
        return "what the sender signs is accepted by Maven's standardwebhooks, npm's standardwebhooks and svix, under"
                + " the old secret and the new; v1a by Node's crypto";
    }

    @Override
    public void run(Figures figures, boolean isFull) throws Exception {
        List<Received> received = new ArrayList<>();
        HttpServer receiver = receiver();
        try {
            URI address = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
            for (int length : SECRET_LENGTHS) {
                for (String body : BODIES) {
                    receive(address, length, body, received);
                }
            }
        } finally {
            receiver.stop(0);
        }
        figures.expect("messages_received", received.size(), (long) SECRET_LENGTHS.size() * BODIES.size() * 8);
        Expected expected = Expected.of(received);
        ofJava(received, expected, figures);
        ofNode(received, expected, figures);
    }

    /** Eight messages: under one secret, while it is replaced, with v1a beside, and at each distance from now. */
    private void receive(URI address, int length, String body, List<Received> received) throws Exception {
        String before = secret(length);
        String after = secret(length);
        String never = secret(length);
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair next = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        received.add(
                post(address, body, Duration.ZERO, keys(List.of(), before), List.of(before), List.of(after, never)));
        SigningKeys replaced = keys(List.of(), after, before);
        for (Duration offset : IN_TIME) {
            received.add(post(address, body, offset, replaced, List.of(before, after), List.of(never)));
        }
        for (Duration offset : OUT_OF_TIME) {
            received.add(post(address, body, offset, replaced, List.of(), List.of(before, after, never)));
        }
        received.add(verified(
                post(address, body, Duration.ZERO, keys(List.of(pair), after), List.of(after), List.of(before)), pair));
        received.add(verified(
                post(
                        address,
                        body,
                        Duration.ZERO,
                        keys(List.of(next, pair), after, before),
                        List.of(before, after),
                        List.of(never)),
                next,
                pair));
    }

    private Received post(
            URI address, String body, Duration offset, SigningKeys keys, List<String> accept, List<String> refuse)
            throws InterruptedException {
        Message message = new Message(
                "msg_" + Long.toUnsignedString(random.nextLong(), 36), body.getBytes(StandardCharsets.UTF_8));
        try (HttpReceivers receivers =
                HttpReceivers.create(settings(), () -> Instant.now().plus(offset), new SimpleMeterRegistry())) {
            Posted posted = receivers.post(address, message, keys).block(PATIENCE);
            if (!(posted instanceof Answered answer && answer.isKept())) {
                throw new IllegalStateException("not posted: " + posted);
            }
        }
        HttpExchange exchange = exchanges.take();
        Map<String, String> headers = Map.of(
                "webhook-id", exchange.getRequestHeaders().getFirst("webhook-id"),
                "webhook-timestamp", exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                "webhook-signature", exchange.getRequestHeaders().getFirst("webhook-signature"));
        return new Received(headers, (String) exchange.getAttribute("body"), accept, refuse, List.of());
    }

    private static Received verified(Received received, KeyPair... pairs) {
        List<String> publicKeys = Stream.of(pairs)
                .map(pair -> base64(pair.getPublic().getEncoded()))
                .toList();
        return new Received(received.headers(), received.body(), received.accept(), received.refuse(), publicKeys);
    }

    private static SigningKeys keys(List<KeyPair> pairs, String... secrets) {
        return new SigningKeys(
                Stream.of(secrets).map(WebhookSignatures::read).toList(),
                pairs.stream()
                        .map(pair -> new Secret(pair.getPrivate().getEncoded()))
                        .toList());
    }

    private static Secret read(String secret) {
        return new Secret(Base64.getDecoder().decode(secret.substring("whsec_".length())));
    }

    private String secret(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return "whsec_" + base64(bytes);
    }

    private HttpServer receiver() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 10);
        server.createContext("/hook", this::keep);
        server.start();
        return server;
    }

    private void keep(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.setAttribute("body", base64(exchange.getRequestBody().readAllBytes()));
            exchanges.add(exchange);
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private static SenderSettings settings() {
        return new SenderSettings(
                List.of(PortRange.of("1-65535")),
                false,
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                65_536,
                2,
                10,
                List.of(Network.of("127.0.0.1/32")),
                List.of());
    }

    /** What each verifier shall say, all messages together: each one accepted is tried with another body and another id, too. */
    private record Expected(long accepted, long refused, long verified) {
        static Expected of(List<Received> received) {
            long accepted =
                    received.stream().mapToLong(one -> one.accept().size()).sum();
            long refused =
                    received.stream().mapToLong(one -> one.refuse().size()).sum();
            long verified =
                    received.stream().mapToLong(one -> one.publicKeys().size()).sum();
            return new Expected(accepted, refused + 2 * accepted, verified);
        }
    }

    private static void ofJava(List<Received> received, Expected expected, Figures figures) {
        long accepted = 0;
        long refused = 0;
        for (Received one : received) {
            String body = new String(Base64.getDecoder().decode(one.body()), StandardCharsets.UTF_8);
            for (String secret : one.accept()) {
                accepted += accepts(secret, body, one.headers()) ? 1 : 0;
                refused += accepts(secret, body + " ", one.headers()) ? 0 : 1;
                refused += accepts(secret, body, withOtherId(one.headers())) ? 0 : 1;
            }
            for (String secret : one.refuse()) {
                refused += accepts(secret, body, one.headers()) ? 0 : 1;
            }
        }
        figures.expect("maven_standardwebhooks_accepted", accepted, expected.accepted());
        figures.expect("maven_standardwebhooks_refused", refused, expected.refused());
    }

    private static Map<String, String> withOtherId(Map<String, String> headers) {
        return Map.of(
                "webhook-id", "msg_other",
                "webhook-timestamp", headers.getOrDefault("webhook-timestamp", ""),
                "webhook-signature", headers.getOrDefault("webhook-signature", ""));
    }

    private static boolean accepts(String secret, String body, Map<String, String> headers) {
        Map<String, List<String>> lists = new HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        try {
            new Webhook(secret).verify(body, HttpHeaders.of(lists, (_, _) -> true));
            return true;
        } catch (WebhookVerificationException | EmptyWebhookSecretException e) {
            return false;
        }
    }

    private static void ofNode(List<Received> received, Expected expected, Figures figures) throws Exception {
        Files.createDirectories(RECEIVED.getParent());
        Files.write(RECEIVED, JsonMapper.builder().build().writeValueAsBytes(received));
        Script script =
                Script.run(Map.of(), List.of(VERIFIERS.resolve("run.sh").toString(), RECEIVED.toString()), _ -> {});
        figures.require("the verifiers of npm do not run", script.succeeded());
        for (String library : List.of("npm_standardwebhooks", "npm_svix")) {
            figures.expect(library + "_accepted", figure(script, library + "_accepted"), expected.accepted());
            figures.expect(library + "_refused", figure(script, library + "_refused"), expected.refused());
        }
        figures.expect("node_v1a_verified", figure(script, "node_v1a_verified"), expected.verified());
        figures.expect("node_v1a_refused", figure(script, "node_v1a_refused"), expected.verified());
    }

    private static long figure(Script script, String name) {
        String text = script.figure(name);
        return text.isEmpty() ? -1 : Long.parseLong(text);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
