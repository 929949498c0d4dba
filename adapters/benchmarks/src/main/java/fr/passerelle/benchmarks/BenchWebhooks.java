package fr.passerelle.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * How fast events are pushed: signed, posted to a receiver on the same machine, and their outcomes stored. Beside it a loop that
 * does nothing but post bodies of the same size, and the same with one endpoint dead and one slow.
 */
final class BenchWebhooks implements Proof {
    private static final int LEAST_A_SECOND = 5_000;
    private static final int MOST_P99 = 2_000;
    private static final int WARM_UP = 150_000;
    private static final int ROUNDS = 3;
    private static final int ROUND = 60_000;
    private static final int STEADY_SECONDS = 15;
    private static final int STEPS = 10;
    private static final int ENDPOINTS = 20;
    private static final int OF_EACH = 4_000;
    private static final int AT_ONCE = 64;
    private static final int MOST_LOST_PERCENT = 10;
    private static final Duration SLOW = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String BODY = """
        {"id":"evt_01m83r3ff8e009w9r6qm6ehz69","position":1842,"type":"worker.changed","timestamp":"2026-11-23T08:24:31.123456Z",\
        "subject":{"type":"worker","id":"wrk_01m83qcm10e00ay6femnhqtvqt","sequence":1842},\
        "data":{"client_reference":"sal-0042","employer_id":"emp_01m7w327hre00a9p5pjz0kv9ca",\
        "employer_reference":"acme","version":1842}}\
        """;
    private static final String P99 = """
        select coalesce(percentile_disc(0.99) within group (order by extract(epoch from
            delivery.first_attempt_at + delivery.took_ms * interval '1 millisecond' - event.occurred_at) * 1000), 1e9)::bigint
        from webhook_delivery as delivery join event on event.id = delivery.event_id
        where event.position > %d and event.type = 'worker.changed'
        """;
    private static final String UNMARKED = """
        select count(*) from event where position > %d and type = 'worker.changed'
            and not exists (select from webhook_delivery where event_id = event.id and state = 'delivered')
        """;

    @Override
    public String name() {
        return "bench-webhooks";
    }

    @Override
    public String claim() {
        return "5,000 webhooks a second signed, posted and marked, p99 of first attempts under 2 s; with one endpoint"
                + " of 20 dead and one slow the others lose less than 10 %";
    }

    @Override
    public Duration poll() {
        return Duration.ofHours(1);
    }

    @Override
    public Layout layout() {
        return Layout.SINGLE.with(new HashMap<>(WebhookStand.SETTINGS));
    }

    @Override
    public void run(Stand stand, Figures figures, boolean isFull) throws Exception {
        try (Sink sink = Sink.start()) {
            Client client = stand.client();
            String endpoint = WebhookStand.endpoint(client, sink.url("one"));
            String tenant = WebhookStand.tenant(stand.database());
            drained(stand, sink, tenant, WARM_UP);
            figures.expectAtLeast("pushed_a_second_median", median(stand, sink, tenant, figures), LEAST_A_SECOND);
            steady(stand, sink, tenant, figures);
            figures.show("naive_loop_a_second", naive(sink, ROUND));
            figures.expect("unsigned", sink.unsigned(), 0);
            client.status("DELETE", WebhookStand.ENDPOINTS + "/" + endpoint, Map.of(), new byte[0]);
            neighbours(stand, sink, tenant, figures);
        }
    }

    private static long median(Stand stand, Sink sink, String tenant, Figures figures) throws Exception {
        List<Long> rates = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            rates.add(drained(stand, sink, tenant, ROUND));
        }
        figures.show("pushed_a_second", rates);
        return rates.stream().sorted().toList().get(ROUNDS / 2);
    }

    /** Lets so many events happen at once; answers how many a second were pushed and marked, from the first to the last. */
    private static long drained(Stand stand, Sink sink, String tenant, int events) throws Exception {
        long position = WebhookStand.number(stand.database(), "select max(position) from event");
        long before = sink.received("one");
        WebhookStand.fill(stand.database(), tenant, events);
        long begun = System.nanoTime();
        WebhookStand.await(PATIENCE, () -> sink.received("one") >= before + events);
        WebhookStand.await(PATIENCE, () -> WebhookStand.number(stand.database(), UNMARKED.formatted(position)) == 0);
        return Math.round(1e9 * events / (System.nanoTime() - begun));
    }

    /** So many happen each second, as long as it takes to know how late they arrive. */
    private static void steady(Stand stand, Sink sink, String tenant, Figures figures) throws Exception {
        long position = WebhookStand.number(stand.database(), "select max(position) from event");
        long before = sink.received("one");
        long begun = System.nanoTime();
        int steps = STEADY_SECONDS * STEPS;
        for (int step = 0; step < steps; step++) {
            WebhookStand.fill(stand.database(), tenant, LEAST_A_SECOND / STEPS);
            long next = begun + (step + 1L) * 1_000_000_000L / STEPS;
            Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
        }
        long made = (long) steps * LEAST_A_SECOND / STEPS;
        figures.expectAtLeast(
                "happened_a_second", Math.round(1e9 * made / (System.nanoTime() - begun)), LEAST_A_SECOND * 95L / 100);
        WebhookStand.await(PATIENCE, () -> sink.received("one") >= before + made);
        WebhookStand.await(PATIENCE, () -> WebhookStand.number(stand.database(), UNMARKED.formatted(position)) == 0);
        figures.expect("unmarked", WebhookStand.number(stand.database(), UNMARKED.formatted(position)), 0);
        figures.expectAtMost(
                "first_attempt_p99_ms", WebhookStand.number(stand.database(), P99.formatted(position)), MOST_P99);
    }

    /** Posts such bodies with the same kind of client and nothing else: what is left of the rate is the price of the rest. */
    private static long naive(Sink sink, int messages) {
        ConnectionProvider connections = ConnectionProvider.create("naive", AT_ONCE);
        HttpClient http = HttpClient.create(connections);
        posted(http, sink, 2 * messages);
        long begun = System.nanoTime();
        posted(http, sink, messages);
        long rate = Math.round(1e9 * messages / (System.nanoTime() - begun));
        connections.dispose();
        return rate;
    }

    private static void posted(HttpClient http, Sink sink, int messages) {
        Flux.range(0, messages)
                .flatMap(
                        _ -> http.headers(headers ->
                                        headers.set("webhook-signature", "v1,").set("webhook-timestamp", 1))
                                .post()
                                .uri(sink.url("naive"))
                                .send((request, out) -> out.sendString(Mono.just(BODY)))
                                .response(),
                        AT_ONCE)
                .blockLast(PATIENCE);
    }

    /** Eighteen endpoints beside two good ones of other hosts, and then beside one that is dead and one that is slow. */
    private static void neighbours(Stand stand, Sink sink, String tenant, Figures figures) throws Exception {
        Client client = stand.client();
        List<String> others = new ArrayList<>();
        for (int number = 0; number < ENDPOINTS - 2; number++) {
            others.add("e" + number);
            WebhookStand.endpoint(client, sink.url("e" + number));
        }
        try (Sink dead = Sink.start("127.0.0.2");
                Sink slow = Sink.start("127.0.0.3")) {
            String lost = WebhookStand.endpoint(client, dead.url("dead"));
            WebhookStand.endpoint(client, slow.url("slow"));
            delivered(stand, sink, tenant, others);
            long before = median(stand, sink, tenant, others);
            dead.die();
            slow.slow("slow", SLOW);
            long after = median(stand, sink, tenant, others);
            figures.show("others_a_second_beside_good_ones", before);
            figures.show("others_a_second_beside_a_dead_and_a_slow_one", after);
            figures.expectAtMost("others_lose_percent", 100 - 100 * after / before, MOST_LOST_PERCENT);
            figures.show(
                    "the_dead_one",
                    client.get(WebhookStand.ENDPOINTS + "/" + lost).ok().body().path("health"));
        }
    }

    private static long median(Stand stand, Sink sink, String tenant, List<String> endpoints) throws Exception {
        List<Long> rates = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            rates.add(delivered(stand, sink, tenant, endpoints));
        }
        return rates.stream().sorted().toList().get(ROUNDS / 2);
    }

    /** How many messages a second these endpoints receive together, until each has received what happened. */
    private static long delivered(Stand stand, Sink sink, String tenant, List<String> endpoints) throws Exception {
        Map<String, Long> before = new HashMap<>();
        endpoints.forEach(path -> before.put(path, sink.received(path)));
        WebhookStand.fill(stand.database(), tenant, OF_EACH);
        long begun = System.nanoTime();
        WebhookStand.await(
                PATIENCE,
                () -> endpoints.stream()
                        .allMatch(path -> sink.received(path) >= before.getOrDefault(path, 0L) + OF_EACH));
        return Math.round(1e9 * OF_EACH * endpoints.size() / (System.nanoTime() - begun));
    }
}
