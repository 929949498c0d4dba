package fr.passerelle.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Three replicas file while they are killed at every named step of a filing and at random, frozen between intent and sending for
 * twice the lease, and while their database is killed; the platform loses three answers in ten. What was confirmed to clients is
 * there, nothing is filed twice, and every request ends filed or in a task.
 */
final class ExactlyOnce implements Proof {
    private static final long SEED = 20_261_123;
    private static final int REPLICAS = 3;
    private static final int CLIENTS = 8;
    private static final int EMPLOYERS_OF_A_WAVE = 6;
    private static final double SHARE_LOST = 0.3;
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration SETTLING = Duration.ofMinutes(4);
    private static final String REQUESTS = "/v1/authorisation-requests";

    private static final String OPEN = """
        select id from authorisation_request
        where state_code in ('queued', 'filing', 'outcome_unknown', 'not_accepted')
            and not exists (
                select from task where task.tenant_id = authorisation_request.tenant_id
                    and task.request_id = authorisation_request.id and resolved_at is null)\
        """;

    /** How many filings, and how often what strikes. */
    private record Measure(int filings, int atPoints, int atRandom, int freezes, int databases) {
        static final Measure USUAL = new Measure(500, 20, 2, 2, 1);
        static final Measure FULL = new Measure(10_000, 180, 20, 50, 10);
    }

    private final Random random = new Random(SEED);
    private final Map<String, String> acknowledged = Collections.synchronizedMap(new HashMap<>());
    private final Set<String> pointsMet = new TreeSet<>();
    private final Map<String, Integer> struck = new TreeMap<>();
    private final List<String> missed = new ArrayList<>();
    private int wave;
    private int filed;

    @Override
    public String name() {
        return "exactly-once";
    }

    @Override
    public String claim() {
        return "kills at every step, freezes, a database crash, lost answers: none lost, none filed twice (500;"
                + " --full: 10,000)";
    }

    /** What becomes of the files afterwards is not asked here. */
    @Override
    public Duration poll() {
        return Duration.ofHours(1);
    }

    @Override
    public Layout layout() {
        return Layout.replicas(REPLICAS)
                .with(Map.of("passerelle.work.lease", LEASE.toSeconds() + "s"))
                .withTraps();
    }

    @Override
    public void run(Stand stand, Figures figures, boolean isFull) throws Exception {
        Measure measure = isFull ? Measure.FULL : Measure.USUAL;
        figures.show("seed", SEED);
        figures.show("lease", LEASE);
        try (Balancer balancer = new Balancer(stand.replicas())) {
            Client client = stand.client(balancer, CALL, PATIENCE);
            strikeAndFile(stand, client, measure);
            long settled = awaitSettled(stand.database());
            figures.show("settled_within_seconds", settled);
            figures.show("calls_sent_again", client.repeated());
            showStrikes(figures, measure);
            showFilings(stand, client, figures, isFull);
        }
    }

    // Filing under strikes

    private void strikeAndFile(Stand stand, Client client, Measure measure) throws Exception {
        List<Strike> plan = new ArrayList<>(Strike.plan(
                measure.atPoints(),
                measure.atRandom(),
                measure.freezes(),
                measure.databases(),
                LEASE.multipliedBy(2),
                random));
        int planned = plan.size();
        for (int number = 0; number < plan.size(); number++) {
            int filings = Math.max(12, measure.filings() * (number + 1) / planned - filed);
            boolean hasStruck = wave(stand, client, plan.get(number), filings);
            // The work may have passed the victim by: once more, at the end.
            if (!hasStruck && plan.size() < planned + planned / 4) {
                plan.add(plan.get(number));
            }
        }
    }

    /** Files some requests of new employers while one strike falls. Every replica serves again afterwards. */
    private boolean wave(Stand stand, Client client, Strike strike, int filings) throws Exception {
        int first = wave++ * EMPLOYERS_OF_A_WAVE;
        for (int employer = first; employer < first + EMPLOYERS_OF_A_WAVE; employer++) {
            People.settleEmployer(client, employer);
        }
        Replica victim = stand.replicas().get(wave % REPLICAS);
        strike.prepare(victim);
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < filings; i++) {
                int number = filed++;
                boolean isLost = random.nextDouble() < SHARE_LOST;
                calls.add(clients.submit(() -> file(client, first + number % EMPLOYERS_OF_A_WAVE, number, isLost)));
            }
            boolean hasStruck = strike.strike(victim, stand.database());
            note(strike, hasStruck);
            for (Future<?> call : calls) {
                call.get();
            }
            return hasStruck;
        }
    }

    private void note(Strike strike, boolean hasStruck) {
        System.out.printf("wave %d: %s%s%n", wave, strike, hasStruck ? "" : " did not strike");
        if (!hasStruck) {
            missed.add(strike.toString());
            return;
        }
        struck.merge(strike.getClass().getSimpleName(), 1, Integer::sum);
        if (strike instanceof Strike.KillAt(String point, int _)) {
            pointsMet.add(point);
        }
    }

    private void file(Client client, int employer, int number, boolean isLost) {
        String title = isLost ? "Boulangère [scenario:answer-lost]" : "Boulangère";
        String reference = "EO-" + number;
        String id = People.file(client, employer, number, reference, title);
        acknowledged.put(id, reference);
    }

    /** How many seconds it took until nothing moved any more. */
    private static long awaitSettled(ProofDatabase database) throws InterruptedException {
        long start = System.nanoTime();
        while (!database.texts(OPEN).isEmpty() && System.nanoTime() - start < SETTLING.toNanos()) {
            Thread.sleep(500);
        }
        return Duration.ofNanos(System.nanoTime() - start).toSeconds();
    }

    // What came of it

    private void showStrikes(Figures figures, Measure measure) {
        figures.show("strikes", struck);
        figures.show("points_met", pointsMet);
        figures.show("traps_passed_by", missed);
        figures.expectAtLeast("points", pointsMet.size(), Strike.points().size());
        int kills = struck.getOrDefault("KillAt", 0) + struck.getOrDefault("Kill", 0);
        figures.expectAtLeast("kills", kills, measure.atPoints() + measure.atRandom());
        figures.expectAtLeast("freezes_of_twice_the_lease", struck.getOrDefault("Freeze", 0), measure.freezes());
        figures.expectAtLeast("database_kills", struck.getOrDefault("KillDatabase", 0), measure.databases());
    }

    /** A request as its client sees it at the end, with its attempts. */
    private record End(String id, String state, String deposit, boolean needsAttention, List<String> attempts) {
        boolean isFiled() {
            return !deposit.isEmpty();
        }

        boolean hasAttempt(String end) {
            return attempts.contains(end);
        }
    }

    private void showFilings(Stand stand, Client client, Figures figures, boolean isFull) {
        figures.expect("acknowledged", acknowledged.size(), filed);
        List<End> ends =
                acknowledged.keySet().stream().map(id -> end(client, id)).toList();
        figures.show(
                "states",
                ends.stream().collect(Collectors.groupingBy(End::state, TreeMap::new, Collectors.counting())));
        figures.expect(
                "lost", ends.stream().filter(end -> end.state().isEmpty()).count(), 0);
        figures.expect(
                "neither_filed_nor_in_a_task",
                ends.stream()
                        .filter(end -> !end.isFiled() && !end.needsAttention())
                        .count(),
                0);
        showLedger(stand.platform(), figures, ends, isFull);
        showUnclear(stand, figures, ends);
    }

    private static End end(Client client, String id) {
        Client.Answer answer = client.get(REQUESTS + "/" + id);
        if (answer.status() == 404) {
            return new End(id, "", "", false, List.of());
        }
        JsonNode request = answer.ok().body();
        List<String> attempts = client.get(REQUESTS + "/" + id + "/attempts")
                .ok()
                .body()
                .path("items")
                .valueStream()
                .map(attempt -> attempt.path("state").asString("") + ":"
                        + attempt.path("reason").asString(""))
                .toList();
        return new End(
                id,
                Objects.requireNonNull(request.path("state").asString("")),
                Objects.requireNonNull(request.path("deposit_number").asString("")),
                request.path("needs_attention").asBoolean(),
                attempts);
    }

    /** The ledger of the platform is the truth: what it accepted, whether or not anybody heard of it. */
    private void showLedger(Client platform, Figures figures, List<End> ends, boolean isFull) {
        Map<String, Set<String>> ledger = new HashMap<>();
        int entries = 0;
        for (JsonNode entry : platform.get("/simulateur/registre").ok().body().path("depots")) {
            ledger.computeIfAbsent(
                            Objects.requireNonNull(entry.path("reference_libre").asString("")), _ -> new HashSet<>())
                    .add(entry.path("numero_depot").asString(""));
            entries++;
        }
        figures.show("accepted_by_the_platform", entries);
        figures.expect("doubled", entries - ledger.size(), 0);
        figures.expect(
                "accepted_and_unknown_to_us",
                ledger.keySet().stream()
                        .filter(reference -> !acknowledged.containsKey(reference))
                        .count(),
                0);
        figures.expect(
                "filed_without_or_with_another_entry",
                ends.stream()
                        .filter(End::isFiled)
                        .filter(end -> !ledger.getOrDefault(end.id(), Set.of()).equals(Set.of(end.deposit())))
                        .count(),
                0);
        figures.expect(
                "called_not_filed_with_an_entry",
                ends.stream()
                        .filter(end -> !end.isFiled() && !end.needsAttention() && ledger.containsKey(end.id()))
                        .count(),
                0);
        figures.expectAtLeast("accepted_with_its_answer_lost", answersLost(platform), isFull ? 500 : 50);
    }

    private static long answersLost(Client platform) {
        return platform.get("/simulateur/appels")
                .ok()
                .body()
                .path("appels")
                .valueStream()
                .filter(call -> call.path("faute").asString("").equals("answer-lost"))
                .mapToLong(call -> call.path("nombre").asLong())
                .sum();
    }

    private static void showUnclear(Stand stand, Figures figures, List<End> ends) {
        figures.show(
                "unclear_outcomes",
                stand.database()
                        .query("select count(*) from event where type = 'request.outcome_unknown'")
                        .getFirst());
        figures.show(
                "settled_found",
                ends.stream()
                        .filter(end -> end.hasAttempt("accepted:found_on_platform"))
                        .count());
        figures.show(
                "settled_fenced_and_refiled",
                ends.stream()
                        .filter(end -> end.hasAttempt("not_filed:fenced_and_not_found"))
                        .count());
        Map<String, Long> attempts = ends.stream()
                .flatMap(end -> end.attempts().stream())
                .collect(Collectors.groupingBy(end -> end, TreeMap::new, Collectors.counting()));
        figures.show("attempts", attempts);
        figures.show("human_tasks", stand.database().query("select kind || ' ' || count(*) from task group by kind"));
    }
}
