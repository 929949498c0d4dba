package fr.passerelle.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Clients that create, read and file requests until they are stopped, and note what they could not get done. */
final class SteadyLoad implements AutoCloseable {
    /** Few enough that a replica can start beside them on a small machine. */
    private static final int CLIENTS = 4;

    private static final int WORKERS = 400;
    private static final int FIRST_WORKER = 100_000;
    private static final int READS = 3;
    /** One draft in so many is filed: the workers have something under way. */
    private static final int FILED = 25;

    private static final String REQUESTS = "/v1/authorisation-requests";
    private static final String DRAFT = """
        {"client_reference": "%s", "employer": "%s", "worker": "%s", "type": "salarie"}\
        """;

    private final Client client;
    private final int employers;
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private final AtomicInteger named = new AtomicInteger();
    private final AtomicLong calls = new AtomicLong();
    private final Queue<String> confirmed = new ConcurrentLinkedQueue<>();
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    private SteadyLoad(Client client, int employers) {
        this.client = client;
        this.employers = employers;
    }

    /** Starts once the workers of its requests are there. */
    static SteadyLoad start(Client client, int employers) throws Exception {
        SteadyLoad load = new SteadyLoad(client, employers);
        List<Future<?>> settled = new ArrayList<>();
        IntStream.range(0, WORKERS)
                .forEach(number -> settled.add(load.clients.submit(
                        () -> People.settleWorker(client, load.employer(number), FIRST_WORKER + number))));
        for (Future<?> one : settled) {
            one.get();
        }
        IntStream.range(0, CLIENTS).forEach(_ -> load.clients.submit(load::call));
        return load;
    }

    private int employer(int number) {
        return number % employers;
    }

    private void call() {
        while (!stopped) {
            int number = named.incrementAndGet();
            try {
                if (number % FILED == 0) {
                    file(number);
                } else {
                    draft(number);
                }
            } catch (RuntimeException e) {
                lost.add(String.valueOf(e));
            }
        }
    }

    private void draft(int number) {
        int worker = number % WORKERS;
        String reference = "SL-" + number;
        String body =
                DRAFT.formatted(reference, People.employer(employer(worker)), People.worker(FIRST_WORKER + worker));
        String id = counted(client.post(REQUESTS, body)).text("id");
        confirmed.add(reference);
        for (int read = 0; read < READS; read++) {
            counted(client.get(REQUESTS + "/" + id));
        }
    }

    private void file(int number) {
        int worker = FIRST_WORKER + WORKERS + number;
        String reference = "SL-" + number;
        int employer = employer(number);
        People.settleWorker(client, employer, worker);
        calls.incrementAndGet();
        String id = counted(client.post(REQUESTS, People.request(employer, worker, reference, "Boulangère")))
                .text("id");
        confirmed.add(reference);
        counted(client.putPdf(REQUESTS + "/" + id + "/documents/id_passport_pages"));
        counted(client.post(REQUESTS + "/" + id + "/submission", "{}"));
    }

    private Client.Answer counted(Client.Answer answer) {
        calls.incrementAndGet();
        return answer.ok();
    }

    long calls() {
        return calls.get();
    }

    Collection<String> confirmed() {
        return confirmed;
    }

    /** What went wrong with each call that was given up. */
    Collection<String> lost() {
        return lost;
    }

    /** Lets the calls under way end. */
    void stop() {
        stopped = true;
        clients.close();
    }

    @Override
    public void close() {
        stop();
    }
}
