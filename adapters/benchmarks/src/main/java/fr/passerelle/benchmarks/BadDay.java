package fr.passerelle.benchmarks;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Requests are filed while the platform fails in every way that we know of. When the day is over each is filed or with a human, the
 * platform's own ledger agrees with what we say of each, and no human is asked what two clean reads would tell.
 */
final class BadDay implements Proof {
    private static final int EMPLOYERS = 24;
    private static final int FILINGS = 120;
    private static final int FILINGS_FULL = 600;
    private static final int CLIENTS = 6;
    /** One in so many is asked for complements. */
    private static final int COMPLEMENTS = 10;
    /** As long as faults may take to strike, then as long as the service may take to settle. */
    private static final Duration DAY = Duration.ofSeconds(150);

    private static final Duration SETTLING = Duration.ofSeconds(150);
    private static final String REQUESTS = "/v1/authorisation-requests";
    private static final Set<String> NOT_FILED = Set.of("draft", "queued", "not_accepted", "withdrawn");
    private static final Set<String> UNCLEAR = Set.of("filing", "outcome_unknown");
    private static final Set<String> ACCOUNT_TASKS =
            Set.of("account_locked", "password_refused", "human_check_required");

    @Override
    public String name() {
        return "bad-day";
    }

    @Override
    public String claim() {
        return "with every fault of the platform each request ends filed once or with a human (120; --full: 600)";
    }

    @Override
    public Duration poll() {
        return Duration.ofSeconds(3);
    }

    /** The times within which one gives up, and the steps of a review, are divided so that a day passes in minutes. */
    @Override
    public Layout layout() {
        return Layout.SINGLE
                .with(Map.of(
                        "passerelle.platform.exchange-deadline", "3s",
                        "passerelle.platform.connect-timeout", "1s",
                        "passerelle.platform.longest-retry-after", "2s",
                        "passerelle.platform.breaker.slow-call", "2500ms",
                        "passerelle.paces.human-pause", "10s"))
                .withPlatform(
                        "--simulator.bad-certificates=true",
                        "--simulator.review.starts-after=5s",
                        "--simulator.review.complement-asked-after=5s",
                        "--simulator.review.complement-reviewed-after=5s",
                        "--simulator.review.decided-after=30s");
    }

    @Override
    public void run(Stand stand, Figures figures, boolean isFull) throws Exception {
        int filings = isFull ? FILINGS_FULL : FILINGS;
        Client client = stand.client();
        Client platform = stand.platform();
        figures.show("seed", BadDayScript.SEED);
        DirectClient.showCertificates(platform, figures);
        IntStream.range(0, EMPLOYERS).forEach(number -> People.settleEmployer(client, number));
        platform.put("/simulateur/script", BadDayScript.of(faults(platform))).ok();
        long begun = System.nanoTime();
        List<String> requests = fileAll(client, filings);
        DirectClient.showAnnouncement(stand.simulatorUrl(), figures);
        awaitStruck(client, platform, begun);
        figures.show("seconds_of_the_day", seconds(begun));
        platform.put("/simulateur/script", BadDayScript.none()).ok();
        long over = System.nanoTime();
        awaitSettled(client, requests);
        figures.show("seconds_of_settling", seconds(over));
        new Reckoning(client, platform, figures, requests).show();
    }

    private static long seconds(long since) {
        return (System.nanoTime() - since) / 1_000_000_000;
    }

    private static JsonNode faults(Client platform) {
        return platform.get("/simulateur/fautes").ok().body();
    }

    // Filing

    private static List<String> fileAll(Client client, int filings) throws Exception {
        return AtOnce.all(CLIENTS, filings, number -> {
            String title = number % COMPLEMENTS == 0 ? "Boulangère [scenario:complements-once]" : "Boulangère";
            return People.file(client, number % EMPLOYERS, number, "BD-" + number, title);
        });
    }

    // Waiting, and answering what is asked for meanwhile

    private static void awaitStruck(Client client, Client platform, long begun) throws InterruptedException {
        long end = begun + DAY.toNanos();
        while (System.nanoTime() < end && !haveAllStruck(platform)) {
            answerComplements(client);
            Thread.sleep(1000);
        }
    }

    /** A portal that is closed at present has not struck for the last time. */
    private static boolean haveAllStruck(Client platform) {
        try {
            return BadDayScript.neverStruck(faults(platform)).findAny().isEmpty();
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static void awaitSettled(Client client, List<String> requests) throws InterruptedException {
        long end = System.nanoTime() + SETTLING.toNanos();
        while (System.nanoTime() < end && !requests.stream().allMatch(request -> isSettled(client, request))) {
            answerComplements(client);
            Thread.sleep(1000);
        }
    }

    private static boolean isSettled(Client client, String request) {
        JsonNode body = client.get(REQUESTS + "/" + request).ok().body();
        String state = body.path("state").asString("");
        return state.equals("granted") || body.path("needs_attention").asBoolean(false);
    }

    private static void answerComplements(Client client) {
        pages(client, REQUESTS + "?state=information_requested&limit=200").forEach(request -> answer(client, request));
    }

    /** What was answered already is refused, and so is what is not awaited any more. */
    private static void answer(Client client, JsonNode request) {
        String path = REQUESTS + "/" + request.path("id").stringValue() + "/complements";
        client.get(path).body().path("items").forEach(complement -> {
            int number = complement.path("number").asInt();
            complement
                    .path("pieces")
                    .forEach(piece -> client.putPdf(path + "/" + number + "/documents/"
                            + piece.path("code").asString("")));
            client.post(path, "{\"number\": " + number + "}");
        });
    }

    static List<JsonNode> pages(Client client, String path) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = client.get(path + cursor).ok().body();
            page.path("items").forEach(items::add);
            cursor = page.has("next_cursor")
                    ? "&cursor=" + page.path("next_cursor").stringValue()
                    : "";
        } while (!cursor.isEmpty());
        return items;
    }

    /** What became of everything, by our word and by the platform's. */
    private record Reckoning(Client client, Client platform, Figures figures, List<String> requests) {

        void show() {
            showFaults();
            Map<String, JsonNode> shown =
                    requests.stream().collect(Collectors.toMap(Function.identity(), this::request));
            List<JsonNode> tasks = pages(client, "/v1/tasks?state=all&limit=200");
            showEnds(shown, tasks);
            showLedger(shown, tasks);
            showUnclear(shown, tasks);
        }

        private JsonNode request(String id) {
            return client.get(REQUESTS + "/" + id).ok().body();
        }

        private void showFaults() {
            JsonNode catalogue = faults(platform);
            catalogue
                    .path("fautes")
                    .forEach(fault -> figures.show(
                            fault.path("numero").stringValue() + "_"
                                    + fault.path("code").stringValue(),
                            fault.path("nombre").asLong() + " " + fault.path("par_operation")));
            List<String> missing = BadDayScript.neverStruck(catalogue)
                    .map(fault -> fault.path("code").stringValue())
                    .toList();
            figures.show("never_struck", missing);
            figures.expect("faults_that_never_struck", missing.size(), 0);
        }

        private void showEnds(Map<String, JsonNode> shown, List<JsonNode> tasks) {
            figures.show("requests", shown.size());
            figures.show(
                    "states",
                    counted(shown.values().stream().map(Reckoning::state).toList()));
            figures.show(
                    "tasks",
                    counted(tasks.stream()
                            .map(task -> task.path("kind").stringValue())
                            .toList()));
            figures.expect(
                    "accounts_stopped",
                    tasks.stream().filter(Reckoning::isOfAnAccount).count(),
                    3);
            figures.expect("log_ins_refused_by_stopped_accounts", refusedLogIns(), 2);
            List<String> lost = shown.entrySet().stream()
                    .filter(entry -> !isFiled(entry.getValue()))
                    .filter(entry -> !entry.getValue().path("needs_attention").asBoolean(false))
                    .map(entry -> entry.getKey() + " " + state(entry.getValue()))
                    .toList();
            lost.forEach(one -> figures.show("neither_filed_nor_with_a_human", one));
            figures.expect("requests_neither_filed_nor_with_a_human", lost.size(), 0);
        }

        /** One for the lock and one for the password: a second would show that a stopped account was tried again. */
        private long refusedLogIns() {
            return platform.get("/simulateur/appels")
                    .ok()
                    .body()
                    .path("appels")
                    .valueStream()
                    .filter(call -> call.path("operation").stringValue().equals("log_in"))
                    .filter(call ->
                            Set.of(401, 423).contains(call.path("statut").asInt()))
                    .mapToLong(call -> call.path("nombre").asLong())
                    .sum();
        }

        private void showLedger(Map<String, JsonNode> shown, List<JsonNode> tasks) {
            List<JsonNode> ledger = platform.get("/simulateur/registre")
                    .ok()
                    .body()
                    .path("depots")
                    .valueStream()
                    .toList();
            Map<String, Long> sent = ledger.stream()
                    .filter(entry -> !entry.path("par_plateforme").asBoolean())
                    .collect(Collectors.groupingBy(Reckoning::reference, TreeMap::new, Collectors.counting()));
            figures.show(
                    "accepted_by_the_platform",
                    sent.values().stream().mapToLong(Long::longValue).sum());
            figures.expect(
                    "accepted_twice",
                    sent.values().stream().filter(times -> times > 1).count(),
                    0);
            figures.expect(
                    "called_filed_and_not_in_the_ledger",
                    shown.entrySet().stream()
                            .filter(entry -> isFiled(entry.getValue()) && !sent.containsKey(entry.getKey()))
                            .count(),
                    0);
            figures.expect(
                    "called_not_filed_and_in_the_ledger",
                    shown.entrySet().stream()
                            .filter(entry ->
                                    NOT_FILED.contains(state(entry.getValue())) && sent.containsKey(entry.getKey()))
                            .count(),
                    0);
            showTwins(ledger, tasks);
        }

        private void showTwins(List<JsonNode> ledger, List<JsonNode> tasks) {
            Set<String> twins = ledger.stream()
                    .filter(entry -> entry.path("par_plateforme").asBoolean())
                    .map(Reckoning::reference)
                    .collect(Collectors.toSet());
            Set<String> told = tasks.stream()
                    .filter(task -> task.path("kind").stringValue().equals("duplicate_on_platform"))
                    .map(task -> task.path("request_id").asString(""))
                    .collect(Collectors.toSet());
            figures.expectAtLeast("twins_by_platform", twins.size(), 1);
            Set<String> untold = new HashSet<>(twins);
            untold.removeAll(told);
            figures.expect("twins_without_a_task", untold.size(), 0);
            told.removeAll(twins);
            figures.expect("tasks_of_twins_that_are_none", told.size(), 0);
        }

        /** After the day every read is clean: a human is asked only where no machine may look, since the account is stopped. */
        private void showUnclear(Map<String, JsonNode> shown, List<JsonNode> tasks) {
            figures.show(
                    "ends_of_what_was_sent",
                    counted(requests.stream().flatMap(this::ends).toList()));
            Set<String> stopped = tasks.stream()
                    .filter(Reckoning::isOfAnAccount)
                    .map(task -> task.path("employer_id").stringValue())
                    .collect(Collectors.toSet());
            figures.show("unclear_behind_a_stopped_account", unclear(shown, stopped, true));
            figures.expect("unclear_although_two_clean_reads_would_tell", unclear(shown, stopped, false), 0);
            figures.expect(
                    "humans_asked_what_two_clean_reads_would_tell",
                    tasks.stream()
                            .filter(task -> task.path("kind").stringValue().equals("outcome_unknown"))
                            .filter(task ->
                                    !stopped.contains(task.path("employer_id").stringValue()))
                            .count(),
                    0);
        }

        private static long unclear(Map<String, JsonNode> shown, Set<String> stopped, boolean isStopped) {
            return shown.values().stream()
                    .filter(request -> UNCLEAR.contains(state(request)))
                    .filter(request ->
                            stopped.contains(request.path("employer_id").asString("")) == isStopped)
                    .count();
        }

        private java.util.stream.Stream<String> ends(String request) {
            return client.get(REQUESTS + "/" + request + "/attempts")
                    .ok()
                    .body()
                    .path("items")
                    .valueStream()
                    .map(attempt -> attempt.path("state").asString("") + ":"
                            + attempt.path("reason").asString(""));
        }

        private static boolean isFiled(JsonNode request) {
            return !NOT_FILED.contains(state(request)) && !UNCLEAR.contains(state(request));
        }

        private static boolean isOfAnAccount(JsonNode task) {
            return ACCOUNT_TASKS.contains(task.path("kind").stringValue());
        }

        private static String state(JsonNode request) {
            return request.path("state").asString("");
        }

        private static String reference(JsonNode entry) {
            return entry.path("reference_libre").asString("");
        }

        private static Map<String, Long> counted(List<String> names) {
            return names.stream()
                    .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        }
    }
}
