package fr.passerelle.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * A bad day of the platform for someone to look at: three HR systems file for a dozen employers, all goes wrong that the
 * script says, and each second a line tells what goes on. It holds when nothing was lost and nothing filed twice.
 */
final class Demo implements Proof {
    private static final int REQUESTS = 120;
    private static final int CLERKS = 6;
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofSeconds(180);
    /** The employer whose account is locked, and when it finds the time to see to that. */
    private static final int LOCKED = 5;

    private static final Duration UNLOCKED_AFTER = Duration.ofSeconds(50);

    /** Real jobs, a few of which make the simulator misbehave for this filing alone. */
    private static final List<String> JOBS = List.of(
            "Boulangère", "Couvreur", "Aide-soignante", "Soudeur", "Cuisinier", "Maçon", "Infirmier", "Tuyauteur");

    private static final Map<Integer, String> MAGIC = Map.of(
            9, "not-accepted",
            22, "document-refused",
            51, "receipt-of-another-person",
            74, "already-exists",
            88, "doubled",
            103, "not-accepted");

    private static final String PROGRAMME = """
        A bad day of the platform. Three HR systems file 120 requests for 12 employers.
        At 12 s a relay of the platform fails for 3 s; at 25 s the platform closes for 20 s.
        All the while one submission in three is accepted and its answer lost, cut, or a page that says
        nothing; documents vanish; sessions end. The account of one employer is locked: a human sees to
        that after 50 s. The platform is called at most 24 times a second, whoever waits.
        First the HR systems introduce their employers and their employees ...
        """;

    /** Bursts are counted from the beginning; the rest by calls. */
    private static final String SCRIPT = """
        {"graine": 2026, "fautes": [
          {"code": "portal-closed", "rafales": [{"debut": "PT25S", "duree": "PT20S"}]},
          {"code": "bad-gateway", "rafales": [{"debut": "PT12S", "duree": "PT3S"}]},
          {"code": "answer-lost", "operations": ["submit"], "tous_les": 7},
          {"code": "error-accepted", "operations": ["submit"], "tous_les": 11},
          {"code": "maintenance-page-accepted", "operations": ["submit"], "tous_les": 23},
          {"code": "timeout-accepted", "operations": ["submit"], "tous_les": 31, "au_plus": 3},
          {"code": "connection-reset", "operations": ["submit"], "tous_les": 19},
          {"code": "cut", "operations": ["submit", "read_draft", "list_files"], "tous_les": 29},
          {"code": "maintenance-page", "operations": ["create_draft", "attach"], "tous_les": 37},
          {"code": "document-lost", "tous_les": 40, "au_plus": 2},
          {"code": "session-ended", "tous_les": 60, "au_plus": 6},
          {"code": "overload-seconds", "operations": ["create_draft"], "tous_les": 50, "au_plus": 2}]}\
        """;

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public String claim() {
        return "a bad day to look at, a line a second: " + REQUESTS + " requests, none lost, none filed twice";
    }

    /** What becomes of the files afterwards is not shown. */
    @Override
    public Duration poll() {
        return Duration.ofMinutes(10);
    }

    /** The budgets of production six times as fast, and waits that fit into three minutes. */
    @Override
    public Layout layout() {
        return Layout.SINGLE.with(Map.ofEntries(
                Map.entry("passerelle.pace.window", WINDOW.toSeconds() + "s"),
                Map.entry("passerelle.pace.read-calls", "140"),
                Map.entry("passerelle.pace.write-calls", "80"),
                Map.entry("passerelle.pace.login-calls", "20"),
                Map.entry("passerelle.pace.patience", "2s"),
                Map.entry("passerelle.pace.probe", "5s"),
                Map.entry("passerelle.platform.connect-timeout", "1s"),
                Map.entry("passerelle.platform.exchange-deadline", "3s"),
                Map.entry("passerelle.paces.retry", "1s"),
                Map.entry("passerelle.paces.longest-retry", "5s")));
    }

    @Override
    public void run(Stand stand, Figures figures, boolean isFull) throws Exception {
        DemoCast cast = new DemoCast(stand);
        System.out.println(PROGRAMME);
        cast.settle(REQUESTS);
        cast.lock(LOCKED);
        stand.platform().put("/simulateur/script", SCRIPT).ok();
        DemoBoard board = new DemoBoard(stand, cast, WINDOW);
        try (ExecutorService clerks = Executors.newFixedThreadPool(CLERKS)) {
            List<Future<?>> filings = IntStream.range(0, REQUESTS)
                    .<Future<?>>mapToObj(number -> clerks.submit(() -> cast.file(number, title(number))))
                    .toList();
            watch(cast, board, filings);
            for (Future<?> filing : filings) {
                filing.get();
            }
        }
        new DemoSummary(stand, cast, board).tell(figures);
    }

    private static String title(int number) {
        String job = JOBS.get(number % JOBS.size());
        String magic = MAGIC.get(number);
        return magic == null ? job : job + " [scenario:" + magic + "]";
    }

    private static void watch(DemoCast cast, DemoBoard board, List<Future<?>> filings) throws Exception {
        long begun = System.nanoTime();
        boolean isUnlocked = false;
        while (elapsed(begun).compareTo(LONGEST) < 0) {
            long turn = System.nanoTime();
            board.look(elapsed(begun));
            if (!isUnlocked && elapsed(begun).compareTo(UNLOCKED_AFTER) > 0) {
                isUnlocked = cast.unlock(LOCKED);
                board.say(isUnlocked ? "a human unlocks the account of " + People.employer(LOCKED) : "");
            }
            if (isUnlocked && filings.stream().allMatch(Future::isDone) && board.allHaveEnded(REQUESTS)) {
                return;
            }
            Thread.sleep(Math.max(0, 1000 - elapsed(turn).toMillis()));
        }
    }

    private static Duration elapsed(long since) {
        return Duration.ofNanos(System.nanoTime() - since);
    }
}
