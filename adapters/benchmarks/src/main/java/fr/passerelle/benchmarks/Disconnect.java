package fr.passerelle.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Clients that are cut off in mid-request leave no transaction open, and what was confirmed to them is kept. */
final class Disconnect implements Proof {
    private static final int CLIENTS = 64;
    private static final int ROUNDS = 50;
    private static final int LONGEST_WAIT_MILLIS = 30;
    private static final int PATIENT_MILLIS = 600;
    private static final Duration STUCK = Duration.ofSeconds(1);
    private static final String REQUESTS = "/v1/authorisation-requests";
    private static final Pattern CONFIRMED = Pattern.compile(
            "^HTTP/1\\.1 20[12] .*?\\r\\nlocation: (\\S+)\\r\\n", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final AtomicLong sent = new AtomicLong();
    private final Queue<String> confirmed = new ConcurrentLinkedQueue<>();

    @Override
    public String name() {
        return "disconnect";
    }

    @Override
    public String claim() {
        return CLIENTS + " clients cut off in mid-request, " + ROUNDS + " rounds: no transaction left, none forgotten";
    }

    @Override
    public void run(Stand stand, Figures figures, boolean isFull) throws Exception {
        Client client = stand.client();
        People.settleEmployer(client, 1);
        People.settleWorker(client, 1, 1);
        String token = stand.token();
        long stuck = 0;
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (int round = 0; round < ROUNDS; round++) {
                clients.invokeAll(round(stand.port(), token));
                stuck = Math.max(stuck, stand.database().idleInTransaction(STUCK));
            }
        }
        figures.expect("sent", sent.get(), (long) CLIENTS * ROUNDS);
        figures.expectAtLeast("confirmed", confirmed.size(), 1);
        figures.expectAtLeast("cut_off", sent.get() - confirmed.size(), 1);
        figures.expect("idle_in_transaction_over_1s_during", stuck, 0);
        figures.expect("idle_in_transaction_after", afterwards(stand.database()), 0);
        figures.expect(
                "confirmed_but_lost",
                confirmed.stream().filter(path -> isLost(client, path)).count(),
                0);
        figures.expect("still_answers", client.get(REQUESTS).status(), 200);
    }

    private List<Callable<Boolean>> round(int port, String token) {
        return IntStream.range(0, CLIENTS)
                .<Callable<Boolean>>mapToObj(number -> () -> cutOff(port, token))
                .toList();
    }

    private boolean cutOff(int port, String token) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(draft(token, sent.incrementAndGet()));
            return confirmation(heard(socket, waitMillis())).map(confirmed::add).orElse(false);
        }
    }

    /** One in eight waits longer, so that some are confirmed on a slow machine too. */
    private static int waitMillis() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return random.nextInt(8) == 0 ? PATIENT_MILLIS : random.nextInt(LONGEST_WAIT_MILLIS + 1);
    }

    private static byte[] draft(String token, long number) {
        String body = """
            {"client_reference": "DC-%d", "employer": "%s", "worker": "%s", "type": "salarie"}\
            """.formatted(number, People.employer(1), People.worker(1));
        String head = "POST " + REQUESTS + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nIdempotency-Key: cut-" + number + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    /** What the service said until the client goes. */
    private static String heard(Socket socket, int millis) throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        try {
            for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
                socket.setSoTimeout((int) Math.max(1, left / 1_000_000));
                int read = socket.getInputStream().read(buffer);
                if (read < 0) {
                    break;
                }
                heard.write(buffer, 0, read);
            }
        } catch (SocketTimeoutException e) {
            return heard.toString(StandardCharsets.UTF_8);
        }
        return heard.toString(StandardCharsets.UTF_8);
    }

    private static Optional<String> confirmation(String answer) {
        Matcher matcher = CONFIRMED.matcher(answer);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static long afterwards(ProofDatabase database) throws InterruptedException {
        long left = database.idleInTransaction(STUCK);
        for (int look = 0; look < 25; look++) {
            Thread.sleep(200);
            left = database.idleInTransaction(Duration.ofMillis(500));
        }
        return left;
    }

    private static boolean isLost(Client client, String path) {
        return client.get(path).status() != 200;
    }
}
