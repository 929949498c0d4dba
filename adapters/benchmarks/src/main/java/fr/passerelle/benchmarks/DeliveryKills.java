package fr.passerelle.benchmarks;

import fr.passerelle.ids.EventId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * The service is killed again and again while things happen and are pushed: whatever is in the journal reaches the receiver, under
 * one id however often it comes.
 */
final class DeliveryKills implements Proof {
    private static final String INBOX = "kills";
    private static final long SEED = 20_261_124;
    private static final int MAKERS = 4;
    private static final int LONGEST_LIFE = 1_500;
    private static final Duration CALL = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Of the receiver, so that kills find messages under way. */
    private static final Duration ANSWERED_AFTER = Duration.ofMillis(40);

    private static final String PUSHED =
            "select id from event where subject_type <> 'webhook_endpoint' and position > %d";
    private static final String UNDELIVERED = """
        select count(*) from event where subject_type <> 'webhook_endpoint' and position > %d
            and not exists (select from webhook_delivery where event_id = event.id and state = 'delivered')
        """;
    private static final String GAPS = "select max(position) - count(*) from event";
    private static final String GAPS_OF_SUBJECTS = """
        select count(*) from (
            select from event group by tenant_id, subject_type, subject_id
            having max(sequence) <> count(*) or min(sequence) <> 1 or count(distinct sequence) <> count(*)) as broken
        """;

    private final AtomicBoolean isOver = new AtomicBoolean();

    @Override
    public String name() {
        return "delivery-kills";
    }

    @Override
    public String claim() {
        return "kill -9 between commit and delivery at 20 (--full: 50) random moments: every event delivered, none"
                + " lost, the same id at each attempt";
    }

    @Override
    public Duration poll() {
        return Duration.ofHours(1);
    }

    @Override
    public Layout layout() {
        Map<String, String> settings = new HashMap<>(WebhookStand.SETTINGS);
        settings.put("passerelle.deliveries.lease", "2s");
        return Layout.SINGLE.with(settings);
    }

    @Override
    public void run(Stand stand, Figures figures, boolean isFull) throws Exception {
        try (Sink sink = Sink.start()) {
            sink.slow(INBOX, ANSWERED_AFTER);
            sink.keep(INBOX);
            String endpoint = WebhookStand.endpoint(stand.client(), sink.url(INBOX));
            long begun = WebhookStand.number(stand.database(), "select max(position) from event");
            long waiting = killed(stand, isFull ? 50 : 20, begun, figures);
            boolean isDone = WebhookStand.await(
                    PATIENCE, () -> WebhookStand.number(stand.database(), UNDELIVERED.formatted(begun)) == 0);
            figures.require("not all was marked as delivered in time", isDone);
            figures.expectAtLeast("events_committed_and_undelivered_at_kills", waiting, 20);
            judge(stand, sink, begun, figures);
            figures.show("endpoint", WebhookStand.state(stand.client(), endpoint));
        }
    }

    /** Kills the service at random moments of its life; answers how many events it left to its successors. */
    private long killed(Stand stand, int kills, long begun, Figures figures) throws Exception {
        Random random = new Random(SEED);
        Replica service = stand.replicas().getFirst();
        Client client = stand.client(stand::url, CALL, PATIENCE);
        long waiting = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(MAKERS)) {
            List<Future<Integer>> makers = IntStream.range(0, MAKERS)
                    .mapToObj(number -> pool.submit(() -> make(client, number)))
                    .toList();
            for (int kill = 0; kill < kills; kill++) {
                Thread.sleep(random.nextInt(LONGEST_LIFE));
                service.process().kill();
                waiting += WebhookStand.number(stand.database(), UNDELIVERED.formatted(begun));
                service.start();
                service.awaitReady();
            }
            isOver.set(true);
            int made = 0;
            for (Future<Integer> maker : makers) {
                made += maker.get();
            }
            figures.show("kills", kills);
            figures.show("changes_confirmed", made);
        }
        return waiting;
    }

    /** Calls that met no answer are sent again: a change happens once. */
    private int make(Client client, int number) {
        int edition = 0;
        while (!isOver.get()) {
            People.renameEmployer(client, number, ++edition);
        }
        return edition;
    }

    private static void judge(Stand stand, Sink sink, long begun, Figures figures) {
        Set<String> pushed = new HashSet<>();
        stand.database()
                .texts(PUSHED.formatted(begun))
                .forEach(id -> pushed.add(new EventId(UUID.fromString(id)).text()));
        Map<String, String> bodies = new LinkedHashMap<>();
        Map<String, String> ids = new HashMap<>();
        long again = 0;
        long changed = 0;
        for (Sink.Message message : sink.kept(INBOX)) {
            String before = bodies.put(message.id(), message.body());
            String id = ids.put(message.body(), message.id());
            again += before == null ? 0 : 1;
            changed += (before != null && !before.equals(message.body())) || (id != null && !id.equals(message.id()))
                    ? 1
                    : 0;
        }
        figures.expectAtLeast("events", pushed.size(), 200);
        pushed.removeAll(bodies.keySet());
        figures.expect("events_lost", pushed.size(), 0);
        figures.show("messages", sink.received(INBOX));
        figures.expectAtLeast("came_again_under_the_same_id", again, 1);
        figures.expect("came_under_another_id_or_with_another_body", changed, 0);
        figures.expect("unsigned", sink.unsigned(), 0);
        figures.expect("gaps_in_positions", WebhookStand.number(stand.database(), GAPS), 0);
        figures.expect("subjects_with_gaps", WebhookStand.number(stand.database(), GAPS_OF_SUBJECTS), 0);
    }
}
