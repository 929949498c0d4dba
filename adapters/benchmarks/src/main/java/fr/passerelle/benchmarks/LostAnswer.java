package fr.passerelle.benchmarks;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Every submission is accepted by the platform and its answer lost; each file is found again, and none is sent twice. */
final class LostAnswer implements Proof {
    private static final int EMPLOYERS = 20;
    private static final int EMPLOYERS_FULL = 50;
    private static final int FILINGS = 200;
    private static final int FILINGS_FULL = 1000;
    private static final int CLIENTS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(230);
    private static final String TITLE = "Boulangère [scenario:answer-lost]";
    /** Sent once, and closed because its file was seen on the platform; a receipt or a second sending would say otherwise. */
    private static final String FOUND = "accepted:found_on_platform";

    private static final String REQUESTS = "/v1/authorisation-requests";

    @Override
    public String name() {
        return "lost-answer";
    }

    @Override
    public String claim() {
        return "a submission whose answer is lost is found again and never sent twice (200 filings; --full: 1000)";
    }

    /** What becomes of the files afterwards is not asked here. */
    @Override
    public Duration poll() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run(Stand stand, Figures figures, boolean isFull) throws Exception {
        int filings = isFull ? FILINGS_FULL : FILINGS;
        int employers = isFull ? EMPLOYERS_FULL : EMPLOYERS;
        Client client = stand.client();
        long end = System.nanoTime() + PATIENCE.toNanos();
        IntStream.range(0, employers).forEach(number -> People.settleEmployer(client, number));
        List<String> requests = AtOnce.all(
                CLIENTS, filings, number -> People.file(client, number % employers, number, "LA-" + number, TITLE));
        awaitFiled(client, filings, end);
        figures.show("filings", requests.size());
        figures.expect("answers_lost", answersLost(stand.platform()), filings);
        Map<String, Long> ends = requests.stream()
                .collect(Collectors.groupingBy(request -> ends(client, request), TreeMap::new, Collectors.counting()));
        figures.show("ends_of_what_was_sent", ends);
        figures.expect("found_by_reconciliation", ends.getOrDefault(FOUND, 0L), filings);
        Map<String, Integer> ledger = ledger(stand.platform());
        figures.expect("filed_in_ledger", ledger.size(), filings);
        figures.expect(
                "sent_twice",
                ledger.values().stream().filter(times -> times > 1).count(),
                0);
        figures.expect(
                "tasks_for_humans",
                client.get("/v1/tasks?state=all&limit=200")
                        .ok()
                        .body()
                        .path("items")
                        .size(),
                0);
    }

    private static void awaitFiled(Client client, int filings, long end) throws InterruptedException {
        while (System.nanoTime() < end && filed(client) < filings) {
            Thread.sleep(500);
        }
    }

    private static long filed(Client client) {
        long filed = 0;
        long after = 0;
        JsonNode page;
        do {
            page = client.get("/v1/events?types=request.filed&limit=200&after=" + after)
                    .ok()
                    .body();
            filed += page.path("items").size();
            after = page.path("next_after").asLong();
        } while (page.path("has_more").asBoolean());
        return filed;
    }

    /** How the attempts of a request ended, oldest first; those of which no byte left, behind an open breaker, are left out. */
    private static String ends(Client client, String request) {
        return client.get(REQUESTS + "/" + request + "/attempts")
                .ok()
                .body()
                .path("items")
                .valueStream()
                .filter(attempt -> !attempt.path("state").asString("").equals("not_sent"))
                .map(attempt -> attempt.path("state").asString("") + ":"
                        + attempt.path("reason").asString(""))
                .collect(Collectors.joining(" "));
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

    private static Map<String, Integer> ledger(Client platform) {
        Map<String, Integer> accepted = new HashMap<>();
        platform.get("/simulateur/registre")
                .ok()
                .body()
                .path("depots")
                .forEach(entry -> accepted.merge(
                        Objects.requireNonNull(entry.path("reference_libre").asString("")), 1, Integer::sum));
        return accepted;
    }
}
