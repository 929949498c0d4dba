package fr.passerelle.benchmarks;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What the proofs of webhooks share: receivers on loopback, endpoints that are verified, and a journal that is filled by hand. */
final class WebhookStand {
    static final String ENDPOINTS = "/v1/webhook-endpoints";

    /** Receivers on this machine may be posted to. */
    static final Map<String, String> SETTINGS = Map.of(
            "passerelle.webhooks.https-only", "false",
            "passerelle.webhooks.allowed-ports", "1-65535",
            "passerelle.webhooks.allowed-networks", "127.0.0.0/8",
            "passerelle.webhooks.connections-per-host", "64");

    /** As a save writes them: positions without gaps, the counter moved in the same transaction. */
    private static final String FILL = """
        with head as (
            update journal_position set position = position + %2$d where tenant_id = '%1$s' returning position - %2$d as before
        )
        insert into event (tenant_id, position, id, type, subject_type, subject_id, sequence, occurred_at, data)
        select '%1$s', head.before + i,
            (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7000a'
                || substr(md5(random()::text || i), 1, 15))::uuid,
            'worker.changed', 'worker', 'wrk_01m83qcm10e00ay6femnhqtvqt', head.before + i, clock_timestamp(),
            '{"client_reference": "sal-0042", "employer_id": "emp_01m7w327hre00a9p5pjz0kv9ca", "employer_reference": "acme"}'
        from head, generate_series(1, %2$d) as i
        """;

    private WebhookStand() {}

    /** Creates an endpoint and waits until it is verified. */
    static String endpoint(Client client, String url) throws InterruptedException {
        String id = client.post(ENDPOINTS, "{\"url\": \"" + url + "\"}").ok().text("id");
        await(Duration.ofSeconds(30), () -> state(client, id).equals("enabled"));
        return id;
    }

    /** An endpoint that was sent a test message and is sent nothing else: its ids as they stand in paths. */
    static Map<String, String> quietEndpoint(Client client, Sink sink) throws InterruptedException {
        String body = "{\"url\": \"" + sink.url("quiet") + "\", \"event_types\": [\"webhook_endpoint.deleted\"]}";
        String id = client.post(ENDPOINTS, body).ok().text("id");
        await(Duration.ofSeconds(30), () -> state(client, id).equals("enabled"));
        String event =
                client.post(ENDPOINTS + "/" + id + "/test-event", "").ok().text("event_id");
        String delivered = ENDPOINTS + "/" + id + "/deliveries?state=delivered";
        await(
                Duration.ofSeconds(30),
                () -> client.get(delivered).ok().body().path("items").size() == 2);
        return Map.of("endpoint_id", id, "event_id", event);
    }

    static String state(Client client, String endpoint) {
        return client.get(ENDPOINTS + "/" + endpoint).ok().text("state");
    }

    /** Lets a tenant's journal grow, as its owner may. */
    static void fill(ProofDatabase database, String tenant, int events) {
        database.run(FILL.formatted(tenant, events));
    }

    static String tenant(ProofDatabase database) {
        return database.query("select tenant_id from webhook_endpoint limit 1").getFirst();
    }

    static long number(ProofDatabase database, String sql) {
        return Long.parseLong(database.query(sql).getFirst());
    }

    /** Whether the claim held in time. */
    static boolean await(Duration patience, BooleanSupplier claim) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!claim.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(20);
        }
        return true;
    }
}
