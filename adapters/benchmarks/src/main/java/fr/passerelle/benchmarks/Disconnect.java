package fr.passerelle.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Clients that are cut off in mid-request leave no transaction open, and what was confirmed to them is kept. One in eight stays
 * until it is told yes; the others go at any moment of the time that this takes, on a slow machine as on a fast one.
 */
final class Disconnect implements Proof {
    private static final int CLIENTS = 64;
    private static final int SUBMITTING = 4;
    private static final int ROUNDS = 50;
    private static final int READY_DRAFTS = 150;
    private static final int CALM_CLIENTS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STUCK = Duration.ofSeconds(1);
    private static final Duration AFTERWARDS = Duration.ofSeconds(5);
    private static final String REQUESTS = "/v1/authorisation-requests";
    private static final String DRAFT = """
        {"client_reference": "%s", "employer": "%s", "worker": "%s", "type": "salarie"}\
        """;
    private static final String STORED = "select client_reference from authorisation_request";
    private static final String SUBMITTED = STORED + " where state_code <> 'draft'";

    private final AtomicLong sent = new AtomicLong();
    private final AtomicInteger named = new AtomicInteger();
    private final AtomicLong usual = new AtomicLong(Duration.ofMillis(100).toNanos());
    private final Queue<Ready> ready = new ConcurrentLinkedQueue<>();
    private final Queue<String> created = new ConcurrentLinkedQueue<>();
    private final Queue<String> submitted = new ConcurrentLinkedQueue<>();

    /** A draft that lacks nothing but its submission. */
    private record Ready(String id, String reference) {}

    @Override
    public String name() {
        return "disconnect";
    }

    @Override
    public String claim() {
        return CLIENTS + " clients cut off in mid-request, " + ROUNDS + " rounds: no transaction left, none forgotten";
    }

    /** What becomes of the files is not asked here. */
    @Override
    public Duration poll() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run(Stand stand, Figures figures, boolean isFull) throws Exception {
        Client client = stand.client();
        People.settleEmployer(client, 1);
        prepareDrafts(client);
        figures.expect("idle_in_transaction_over_1s_during", cutOff(stand), 0);
        figures.expect("idle_in_transaction_after", afterwards(stand.database()), 0);
        figures.expect("sent", sent.get(), (long) CLIENTS * ROUNDS);
        figures.expectAtLeast("confirmed_201", created.size(), ROUNDS);
        figures.expectAtLeast("confirmed_202", submitted.size(), 1);
        Set<String> stored = stand.database().texts(STORED);
        figures.show("stored", stored.size());
        figures.expectAtLeast("cut_off", sent.get() - created.size() - submitted.size(), ROUNDS);
        figures.expect("created_but_lost", missing(created, stored), 0);
        figures.expect("submitted_but_lost", missing(submitted, stand.database().texts(SUBMITTED)), 0);
        figures.expect("confirmed_but_not_shown", notShown(client), 0);
        figures.expect("answers_200_afterwards", answersAtOnce(client), CLIENTS);
    }

    private void prepareDrafts(Client client) throws Exception {
        ready.addAll(AtOnce.all(CALM_CLIENTS, READY_DRAFTS, number -> {
            String reference = "ready-" + number;
            return new Ready(People.prepare(client, 1, number, reference, "Boulangère"), reference);
        }));
    }

    /** Runs the rounds and answers the most transactions that were seen waiting for the service. */
    private long cutOff(Stand stand) throws Exception {
        String token = stand.token();
        long stuck = 0;
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (int round = 0; round < ROUNDS; round++) {
                done(clients.invokeAll(round(stand, token)));
                stuck = Math.max(stuck, stand.database().idleInTransaction(STUCK));
            }
        }
        return stuck;
    }

    private List<Callable<Boolean>> round(Stand stand, String token) {
        return IntStream.range(0, CLIENTS)
                .<Callable<Boolean>>mapToObj(number -> () -> call(stand, token, number))
                .toList();
    }

    /** The first ones submit, as long as drafts are left; of all, one in eight is patient. */
    private boolean call(Stand stand, String token, int number) throws IOException {
        sent.incrementAndGet();
        boolean isPatient = number % 8 == 0;
        Ready draft = number < SUBMITTING ? ready.poll() : null;
        return draft == null ? create(stand, token, isPatient) : submit(stand, token, draft, isPatient);
    }

    /** Drafts of many people: a new one is compared with all that its person has. */
    private boolean create(Stand stand, String token, boolean isPatient) throws IOException {
        int number = named.incrementAndGet();
        String reference = "cut-" + number;
        String draft = DRAFT.formatted(reference, People.employer(1), People.worker(number % READY_DRAFTS));
        CutCall call = CutCall.post(stand, token, REQUESTS, reference, draft);
        return isConfirmed(call, isPatient) && created.add(reference);
    }

    /** What was not confirmed is sent again in a later round, with the same key. */
    private boolean submit(Stand stand, String token, Ready draft, boolean isPatient) throws IOException {
        CutCall call = CutCall.post(stand, token, REQUESTS + "/" + draft.id() + "/submission", draft.reference(), "{}");
        return isConfirmed(call, isPatient) ? submitted.add(draft.reference()) : ready.add(draft);
    }

    private boolean isConfirmed(CutCall call, boolean isPatient) throws IOException {
        long start = System.nanoTime();
        if (isPatient) {
            boolean isConfirmed = call.isConfirmedWithin(PATIENCE);
            usual.set((usual.get() + System.nanoTime() - start) / 2);
            return isConfirmed;
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        Duration wait = Duration.ofNanos(random.nextLong(2 * usual.get()));
        return random.nextInt(8) == 0 ? call.withoutItsEnd().isConfirmedWithin(wait) : call.isConfirmedWithin(wait);
    }

    private static void done(List<Future<Boolean>> calls) throws Exception {
        for (Future<Boolean> call : calls) {
            call.get();
        }
    }

    private static long afterwards(ProofDatabase database) throws InterruptedException {
        long most = 0;
        long end = System.nanoTime() + AFTERWARDS.toNanos();
        while (System.nanoTime() < end) {
            Thread.sleep(200);
            most = Math.max(most, database.idleInTransaction(STUCK));
        }
        return most;
    }

    private static long missing(Queue<String> confirmed, Set<String> stored) {
        return confirmed.stream()
                .filter(reference -> !stored.contains(reference))
                .count();
    }

    /** What the list of the service lacks. */
    private long notShown(Client client) {
        List<String> shown = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = client.get(REQUESTS + "?limit=200" + cursor).ok().body();
            page.path("items")
                    .forEach(item -> shown.add(item.path("client_reference").asString()));
            cursor = page.path("next_cursor").asString("").isEmpty()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").asString();
        } while (!cursor.isEmpty());
        Set<String> all = Set.copyOf(shown);
        return missing(created, all) + missing(submitted, all);
    }

    /** As many calls at once as there were clients: a connection that had leaked from the pool would be missed now. */
    private static long answersAtOnce(Client client) throws Exception {
        return AtOnce.all(
                        CLIENTS, CLIENTS, _ -> client.get(REQUESTS + "?limit=1").status() == 200)
                .stream()
                .filter(answered -> answered)
                .count();
    }
}
