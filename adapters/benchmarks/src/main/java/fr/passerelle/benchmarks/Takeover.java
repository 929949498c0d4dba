package fr.passerelle.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the service is without when a part of it dies, and for how long: the work of a replica that is killed, the API when its
 * database is killed, and nothing at all when replicas are restarted one after the other. The lease and the waits of the workers
 * are those of production.
 */
final class Takeover implements Proof {
    private static final int REPLICAS = 3;
    private static final int EMPLOYERS = 60;
    private static final int CLIENTS = 8;
    private static final int LEAST_UNDER_WAY = 5;
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONGEST_END = Duration.ofSeconds(45);
    private static final Duration LONGEST_TAKEOVER = Duration.ofSeconds(60);
    private static final Duration LONGEST_ABSENCE = Duration.ofSeconds(15);
    private static final String REQUESTS = "/v1/authorisation-requests";

    private static final String DRAFT = """
        {"client_reference": "%s", "employer": "%s", "worker": "%s", "type": "salarie"}\
        """;
    /** A column more in the table that is read and written most, and a table more. */
    private static final String NEXT_VERSION = """
        alter table authorisation_request add column of_the_next_version text;
        create table of_the_next_version (id uuid primary key);
        """;

    private static final String LIVE_CLAIMS = "select claim_id from work_turn where lease_until > clock_timestamp()";
    private static final String OPEN =
            "select id from authorisation_request where state_code in ('queued', 'filing', 'outcome_unknown')";

    private int filed;

    @Override
    public String name() {
        return "takeover";
    }

    @Override
    public String claim() {
        return "work of a killed replica is taken up in 60 s, a killed database is back in 15 s, restarts with a"
                + " later version lose no call of 10,000 (--full: 100,000)";
    }

    /** What becomes of the files afterwards is not asked here. */
    @Override
    public Duration poll() {
        return Duration.ofHours(1);
    }

    /** The traps are not set: their jar tells whose the claims are. More is let go at once, for more to be under way. */
    @Override
    public Layout layout() {
        return Layout.replicas(REPLICAS)
                .with(Map.of("passerelle.work.idle-pause", "500ms", "passerelle.pace.most-at-once", "48"))
                .withTraps();
    }

    @Override
    public void run(Stand stand, Figures figures, boolean isFull) throws Exception {
        try (Balancer balancer = new Balancer(stand.replicas())) {
            Client client = stand.client(balancer, CALL, PATIENCE);
            for (int employer = 0; employer < EMPLOYERS; employer++) {
                People.settleEmployer(client, employer);
            }
            warmUp(stand, client);
            deaths(stand, client, figures, isFull ? 10 : 3);
            databaseDeaths(stand, figures, isFull ? 5 : 2);
            restarts(stand, client, figures, isFull ? 100_000 : 10_000);
        }
    }

    /** The pace lets the more go at once the longer all goes well. */
    private void warmUp(Stand stand, Client client) throws Exception {
        fileOfEach(client);
        awaitFiled(stand.database());
    }

    // A replica is killed

    private void deaths(Stand stand, Client client, Figures figures, int rounds) throws Exception {
        List<Duration> waits = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Replica victim = stand.replicas().get(round % REPLICAS);
            waits.addAll(death(stand, client, victim));
            victim.start();
            victim.awaitReady();
            awaitFiled(stand.database());
        }
        Collections.sort(waits);
        figures.expectAtLeast("pieces_of_work_under_way_when_killed", waits.size(), (long) LEAST_UNDER_WAY * rounds);
        figures.show("taken_up_after_p50_ms", percentile(waits, 50).toMillis());
        figures.expectAtMost("taken_up_after_p99_ms", percentile(waits, 99).toMillis(), LONGEST_TAKEOVER.toMillis());
        figures.expect("filed_in_the_end", filedInLedger(stand), filed);
    }

    /** While the platform stands still, work under way stays under way, however fast the machine is. */
    private List<Duration> death(Stand stand, Client client, Replica victim) throws Exception {
        stand.simulator().freeze();
        try {
            fileOfEach(client);
            awaitUnderWay(stand.database(), victim);
            victim.process().kill();
        } finally {
            stand.simulator().thaw();
        }
        long killed = System.nanoTime();
        Set<String> orphans = underWay(stand.database(), victim);
        List<Duration> waits = new ArrayList<>();
        while (!orphans.isEmpty() && elapsed(killed).compareTo(LONGEST_TAKEOVER.multipliedBy(2)) < 0) {
            Thread.sleep(50);
            Set<String> left = new HashSet<>(stand.database().texts("select claim_id from work_turn"));
            left.retainAll(orphans);
            waits.addAll(Collections.nCopies(orphans.size() - left.size(), elapsed(killed)));
            orphans = left;
        }
        waits.addAll(Collections.nCopies(orphans.size(), elapsed(killed)));
        return waits;
    }

    private void fileOfEach(Client client) throws Exception {
        int first = filed;
        filed += EMPLOYERS;
        AtOnce.all(
                CLIENTS,
                EMPLOYERS,
                employer -> People.file(client, employer, first + employer, "TO-" + (first + employer), "Boulangère"));
    }

    private static void awaitUnderWay(ProofDatabase database, Replica victim) throws Exception {
        long start = System.nanoTime();
        while (underWay(database, victim).size() < LEAST_UNDER_WAY
                && elapsed(start).compareTo(CALL) < 0) {
            Thread.sleep(20);
        }
    }

    private static Set<String> underWay(ProofDatabase database, Replica replica) throws Exception {
        Set<String> live = new HashSet<>(database.texts(LIVE_CLAIMS));
        live.retainAll(replica.claimed());
        return live;
    }

    private static void awaitFiled(ProofDatabase database) throws InterruptedException {
        long start = System.nanoTime();
        while (!database.texts(OPEN).isEmpty() && elapsed(start).compareTo(PATIENCE) < 0) {
            Thread.sleep(200);
        }
    }

    private static int filedInLedger(Stand stand) {
        return stand.platform()
                .get("/simulateur/registre")
                .ok()
                .body()
                .path("depots")
                .size();
    }

    private static Duration percentile(List<Duration> sorted, int percent) {
        int rank = Math.ceilDiv(sorted.size() * percent, 100);
        return sorted.isEmpty() ? Duration.ofDays(1) : sorted.get(Math.max(rank - 1, 0));
    }

    // The database is killed

    private static void databaseDeaths(Stand stand, Figures figures, int rounds) throws Exception {
        Duration longest = Duration.ZERO;
        for (int round = 0; round < rounds; round++) {
            long killed = System.nanoTime();
            stand.database().kill();
            stand.database().restart();
            figures.show("database_back_after_ms", elapsed(killed).toMillis());
            for (Replica replica : stand.replicas()) {
                awaitService(stand, replica, round, killed);
            }
            longest = longest.compareTo(elapsed(killed)) > 0 ? longest : elapsed(killed);
        }
        figures.expectAtMost(
                "every_replica_reads_and_writes_again_after_ms", longest.toMillis(), LONGEST_ABSENCE.toMillis());
    }

    private static void awaitService(Stand stand, Replica replica, int round, long killed) throws InterruptedException {
        Client client = new Client(replica.url(), stand.token());
        String reference = "DB-" + round + "-" + replica.name();
        while (!serves(client, reference) && elapsed(killed).compareTo(LONGEST_ABSENCE.multipliedBy(4)) < 0) {
            Thread.sleep(50);
        }
    }

    private static boolean serves(Client client, String reference) {
        String draft = DRAFT.formatted(reference, People.employer(0), People.worker(0));
        return client.get(REQUESTS + "?limit=1").status() == 200
                && client.post(REQUESTS, draft, reference).status() == 201;
    }

    // Replicas are restarted one after the other

    /** Whoever is restarted first is of a later version, whose migration meets the others at work. */
    private static void restarts(Stand stand, Client client, Figures figures, int calls) throws Exception {
        Path nextVersion = nextVersion();
        stand.replicas().forEach(replica -> replica.findAlso(nextVersion));
        long before = client.repeated();
        int unclear = unclear(stand.database());
        int restarts = 0;
        Duration longestEnd = Duration.ZERO;
        try (SteadyLoad load = SteadyLoad.start(client, EMPLOYERS)) {
            while (load.calls() < calls || restarts < REPLICAS) {
                Replica next = stand.replicas().get(restarts++ % REPLICAS);
                Duration end = restart(next);
                longestEnd = longestEnd.compareTo(end) > 0 ? longestEnd : end;
            }
            load.stop();
            figures.show("restarts", restarts);
            figures.expect(
                    "migrations_of_the_next_version",
                    stand.database()
                            .texts("select version from flyway_schema_history where version = '1000' and success")
                            .size(),
                    1);
            figures.expectAtMost("longest_end_of_a_replica_ms", longestEnd.toMillis(), 30_000);
            figures.expectAtLeast("calls_during_restarts", load.calls(), calls);
            figures.expect("calls_lost", load.lost().size(), 0);
            figures.show("losses", load.lost().stream().limit(3).toList());
            figures.show("calls_sent_again", client.repeated() - before);
            Set<String> stored = stand.database().texts("select client_reference from authorisation_request");
            figures.expect(
                    "confirmed_but_not_stored",
                    load.confirmed().stream()
                            .filter(reference -> !stored.contains(reference))
                            .count(),
                    0);
        }
        awaitFiled(stand.database());
        figures.expect("not_filed_afterwards", stand.database().texts(OPEN).size(), 0);
        figures.expect("outcomes_that_restarts_made_unclear", unclear(stand.database()) - unclear, 0);
    }

    private static Path nextVersion() throws IOException {
        Path resources = Stand.LOGS.resolve("next-version");
        Path migrations = Files.createDirectories(resources.resolve("db/migration"));
        Files.writeString(migrations.resolve("V1000__next_version.sql"), NEXT_VERSION);
        return resources;
    }

    /** As an orchestrator does. Answers how long the replica took to end. */
    private static Duration restart(Replica replica) throws Exception {
        long start = System.nanoTime();
        replica.process().terminate();
        if (replica.process().status(LONGEST_END).isEmpty()) {
            replica.process().kill();
        }
        Duration end = elapsed(start);
        replica.start();
        replica.awaitReady();
        return end;
    }

    private static int unclear(ProofDatabase database) {
        return database.texts("select id from event where type = 'request.outcome_unknown'")
                .size();
    }

    private static Duration elapsed(long since) {
        return Duration.ofNanos(System.nanoTime() - since);
    }
}
