package fr.passerelle.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Clients that file, or read what was filed, over connections that are kept, each as soon as its last answer is there. */
final class FilingLoad {
    private static final String REQUESTS = "/v1/authorisation-requests";
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final int OK = 200;
    private static final int REMEMBERED = 4096;

    private final FilingCast cast;
    /** Some requests that were made, by which those who read them find them. */
    private final AtomicReferenceArray<@Nullable Made> made = new AtomicReferenceArray<>(REMEMBERED);

    FilingLoad(FilingCast cast) {
        this.cast = cast;
    }

    /** A request that was made, and of which tenant. */
    private record Made(int tenant, String id) {}

    /** What a client does again and again. */
    enum Work {
        FILE,
        GET,
        LIST
    }

    /**
     * How it went.
     *
     * @param seconds that it took
     * @param creations how long each creation took, in nanoseconds, shortest first
     * @param submissions the same of submissions
     * @param reads the same of reads
     */
    record Measured(double seconds, long[] creations, long[] submissions, long[] reads) {
        /** Creations with their submissions, or reads, in a second. */
        double perSecond() {
            return (creations.length + reads.length) / seconds;
        }

        int calls() {
            return creations.length + submissions.length + reads.length;
        }

        static double milliseconds(long[] sorted, double share) {
            return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))] / 1e6;
        }
    }

    /**
     * Runs the work for a while.
     *
     * @param tenants how many tenants take part; with one, all connections are its own
     */
    Measured run(int port, Work work, int connections, int tenants, Duration span) throws Exception {
        long begin = System.nanoTime();
        long end = begin + span.toNanos();
        List<Future<Times>> running = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(connections)) {
            for (int number = 0; number < connections; number++) {
                int connection = number;
                running.add(clients.submit(() -> times(port, work, connection, connection % tenants, tenants, end)));
            }
            List<Times> all = new ArrayList<>();
            for (Future<Times> one : running) {
                all.add(one.get());
            }
            return measured((System.nanoTime() - begin) / 1e9, all);
        }
    }

    private static Measured measured(double seconds, List<Times> all) {
        return new Measured(
                seconds,
                sorted(all.stream().flatMapToLong(times -> times.creations.stream())),
                sorted(all.stream().flatMapToLong(times -> times.submissions.stream())),
                sorted(all.stream().flatMapToLong(times -> times.reads.stream())));
    }

    private static long[] sorted(LongStream times) {
        long[] sorted = times.toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private Times times(int port, Work work, int number, int tenant, int tenants, long end) throws IOException {
        Times times = new Times();
        try (KeptConnection connection = new KeptConnection(port)) {
            int turn = number;
            while (System.nanoTime() < end) {
                switch (work) {
                    case FILE -> file(connection, tenants == 1 ? cast.nextOfLone() : cast.next(tenant), times);
                    case GET -> read(connection, turn, times);
                    case LIST ->
                        times.reads.add(timed(
                                connection, KeptConnection.call("GET", REQUESTS, cast.token(tenant), "", ""), OK));
                }
                turn += 1;
            }
        }
        return times;
    }

    private void file(KeptConnection connection, FilingCast.Filing filing, Times times) throws IOException {
        String id = create(connection, filing, times);
        submit(connection, filing, id, times);
        made.set((int) (filing.number() % REMEMBERED), new Made(filing.tenant(), id));
    }

    private static String create(KeptConnection connection, FilingCast.Filing filing, Times times) throws IOException {
        byte[] call = KeptConnection.call("POST", REQUESTS, filing.token(), key("create", filing), filing.body());
        long begin = System.nanoTime();
        KeptConnection.Answer answer = answered(connection, call, CREATED);
        times.creations.add(System.nanoTime() - begin);
        return id(answer.text());
    }

    private static void submit(KeptConnection connection, FilingCast.Filing filing, String id, Times times)
            throws IOException {
        byte[] call = KeptConnection.call(
                "POST", REQUESTS + "/" + id + "/submission", filing.token(), key("submit", filing), "{}");
        times.submissions.add(timed(connection, call, ACCEPTED));
    }

    private void read(KeptConnection connection, int turn, Times times) throws IOException {
        Made request = made.get(turn % REMEMBERED);
        if (request != null) {
            times.reads.add(timed(
                    connection,
                    KeptConnection.call("GET", REQUESTS + "/" + request.id, cast.token(request.tenant), "", ""),
                    OK));
        }
    }

    /** One creation and its submission, with something done after each; answers the request's id. */
    String once(int port, FilingCast.Filing filing, Runnable afterCreation) throws IOException {
        Times times = new Times();
        try (KeptConnection connection = new KeptConnection(port)) {
            String id = create(connection, filing, times);
            afterCreation.run();
            submit(connection, filing, id, times);
            return id;
        }
    }

    /** One GET. */
    static void get(int port, String path, String token) throws IOException {
        try (KeptConnection connection = new KeptConnection(port)) {
            answered(connection, KeptConnection.call("GET", path, token, "", ""), OK);
        }
    }

    private static long timed(KeptConnection connection, byte[] call, int expected) throws IOException {
        long begin = System.nanoTime();
        answered(connection, call, expected);
        return System.nanoTime() - begin;
    }

    private static KeptConnection.Answer answered(KeptConnection connection, byte[] call, int expected)
            throws IOException {
        KeptConnection.Answer answer = connection.send(call);
        if (answer.status() != expected) {
            throw new IllegalStateException(answer.status() + " " + answer.text());
        }
        return answer;
    }

    private static String key(String call, FilingCast.Filing filing) {
        return "Idempotency-Key: " + call + "-" + filing.number() + "\r\n";
    }

    /** The first member of an answer. */
    private static String id(String json) {
        int begin = json.indexOf("\"id\":\"") + "\"id\":\"".length();
        return json.substring(begin, json.indexOf('"', begin));
    }

    private static final class Times {
        private final LongList creations = new LongList();
        private final LongList submissions = new LongList();
        private final LongList reads = new LongList();
    }

    private static final class LongList {
        private long[] values = new long[1024];
        private int size;

        void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }

        LongStream stream() {
            return Arrays.stream(values, 0, size);
        }
    }
}
