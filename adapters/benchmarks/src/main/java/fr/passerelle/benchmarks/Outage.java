package fr.passerelle.benchmarks;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The platform is down for 72 hours while filings come in. Every pace is that of production divided by one factor; so that two
 * cores can make the calls, the budgets are smaller as well.
 */
final class Outage implements Proof {
    private static final long FACTOR = 1440;
    private static final Duration HOURS_72 = Duration.ofHours(72).dividedBy(FACTOR);
    private static final Duration WINDOW = Duration.ofMinutes(1).dividedBy(FACTOR);
    private static final Duration PROBE = Duration.ofMinutes(5).dividedBy(FACTOR);
    private static final Duration RETRY = Duration.ofSeconds(10).dividedBy(FACTOR);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(30).dividedBy(FACTOR);
    private static final Duration PUSH_BACK = Duration.ofSeconds(5).dividedBy(FACTOR);
    private static final Map<String, Integer> BUDGET = Map.of("read", 2, "write", 1, "login", 1);
    private static final int AT_ONCE = 16;
    private static final int TROUBLES_TO_STOP = 5;

    private static final int REPLICAS = 3;
    private static final int CLIENTS = 8;
    private static final int CONTROL = 60;
    private static final int URGENT = 3;
    private static final List<String> TENANTS = List.of("north", "south", "east", "west");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final String REQUESTS = "/v1/authorisation-requests";
    private static final LocalDate FIRST_START = LocalDate.of(2027, 2, 1);

    /** Every call that was let go, by the database's clock, in a table of the proof's own. */
    private static final String RECORD_PERMITS = """
        create schema proof;
        create table proof.permit (lane text, at bigint);
        create function proof.record() returns trigger language plpgsql security definer as $$
        begin
            insert into proof.permit values (new.lane, new.calls[array_upper(new.calls, 1)]);
            return null;
        end
        $$;
        create trigger recorded after update on pace_lane for each row
            when (new.calls is distinct from old.calls) execute function proof.record();
        """;

    @Override
    public String name() {
        return "outage";
    }

    @Override
    public String claim() {
        return "72 hours without the platform: accepted as fast, probed seldom, drained in order (480; --full: 10,000)";
    }

    /** What becomes of the files afterwards is not asked here. */
    @Override
    public Duration poll() {
        return Duration.ofHours(1);
    }

    @Override
    public Layout layout() {
        return Layout.replicas(REPLICAS)
                .with(Map.ofEntries(
                        Map.entry("passerelle.pace.window", micros(WINDOW)),
                        Map.entry("passerelle.pace.read-calls", String.valueOf(BUDGET.get("read"))),
                        Map.entry("passerelle.pace.write-calls", String.valueOf(BUDGET.get("write"))),
                        Map.entry("passerelle.pace.login-calls", String.valueOf(BUDGET.get("login"))),
                        Map.entry("passerelle.pace.probe", micros(PROBE)),
                        Map.entry("passerelle.pace.push-back", micros(PUSH_BACK)),
                        Map.entry("passerelle.pace.patience", "2s"),
                        Map.entry("passerelle.paces.retry", micros(RETRY)),
                        Map.entry("passerelle.paces.longest-retry", micros(LONGEST_RETRY)),
                        Map.entry("passerelle.watch.deadlines", "1s"),
                        Map.entry("passerelle.platform.breaker.open-for", micros(PROBE.dividedBy(2)))));
    }

    private static String micros(Duration duration) {
        return duration.toNanos() / 1000 + "us";
    }

    /** A request that was made, and by when its contract starts. */
    private record Made(String tenant, String id, LocalDate start) {}

    @Override
    public void run(Stand stand, Figures figures, boolean isFull) throws Exception {
        int filings = isFull ? 10_000 : 480;
        int employers = isFull ? 400 : 96;
        figures.show("factor", FACTOR);
        figures.show("budgets_in_a_window_of_" + micros(WINDOW), new TreeMap<>(BUDGET));
        figures.show("probe", micros(PROBE));
        stand.database().run(RECORD_PERMITS);
        Map<String, Client> ofTenants = TENANTS.stream().collect(Collectors.toMap(Function.identity(), stand::client));
        Function<String, Client> clients = tenant -> Objects.requireNonNull(ofTenants.get(tenant));
        IntStream.range(0, employers).forEach(number -> People.settleEmployer(clients.apply(tenant(number)), number));
        List<Made> control = AtOnce.all(CLIENTS, CONTROL, number -> draft(clients, number, employers, start(number)));
        List<Made> waiting =
                AtOnce.all(CLIENTS, filings, number -> draft(clients, CONTROL + number, employers, start(number)));
        List<Made> urgent = AtOnce.all(
                CLIENTS, URGENT, number -> draft(clients, CONTROL + filings + number, employers, tomorrow()));

        List<Long> before = submitAll(clients, control);
        awaitFiled(stand, CONTROL, Duration.ofSeconds(120));
        long callsBefore = calls(stand);

        long downAt = System.nanoTime();
        goDown(stand.platform());
        List<Long> during = submitAll(clients, waiting);
        submitAll(clients, urgent);
        compare(figures, before, during);
        showAPlace(figures, clients, waiting.getLast());
        sleepUntil(downAt + HOURS_72.toNanos());
        long probes = calls(stand) - callsBefore;
        figures.show("hours_down_of_the_platforms_time", (System.nanoTime() - downAt) * FACTOR / 3_600_000_000_000L);
        figures.show("calls_while_down", probes);
        figures.expectAtMost("calls_while_down_over_the_bound", Math.max(0, probes - mostProbes(downAt)), 0);
        figures.expect("filed_while_down", filed(stand) - CONTROL, 0);

        long backAt = System.currentTimeMillis() * 1000;
        comeBack(stand.platform());
        int all = CONTROL + filings + URGENT;
        awaitFiled(stand, all, Duration.ofSeconds(isFull ? 1800 : 240));
        drained(stand, figures, backAt);
        figures.expect("filed", filed(stand), all);
        figures.expect("filed_in_ledger_once", filedOnce(stand.platform()), all);
        windows(stand, figures);
        order(stand, figures, waiting, urgent);
    }

    private static String tenant(int number) {
        return TENANTS.get(number % TENANTS.size());
    }

    /** Nearest deadlines come last into the queue, each employer has near and far ones. */
    private static LocalDate start(int number) {
        return FIRST_START.plusDays(400 - number % 400);
    }

    private static LocalDate tomorrow() {
        return LocalDate.now(PARIS).plusDays(1);
    }

    private static Made draft(Function<String, Client> clients, int number, int employers, LocalDate start) {
        int employer = number % employers;
        Client client = clients.apply(tenant(employer));
        People.settleWorker(client, employer, number);
        String body = People.request(employer, number, "OU-" + number, "Boulangère")
                .replace("\"start\": \"2027-03-01\"", "\"start\": \"" + start + "\"");
        String id = client.post(REQUESTS, body).ok().text("id");
        client.putPdf(REQUESTS + "/" + id + "/documents/id_passport_pages").ok();
        return new Made(tenant(employer), id, start);
    }

    /** How long each submission took, in microseconds. */
    private static List<Long> submitAll(Function<String, Client> clients, List<Made> requests) throws Exception {
        return AtOnce.all(CLIENTS, requests.size(), number -> submit(clients, requests.get(number)));
    }

    private static long submit(Function<String, Client> clients, Made made) {
        long begin = System.nanoTime();
        clients.apply(made.tenant())
                .post(REQUESTS + "/" + made.id() + "/submission", "{}")
                .ok();
        return (System.nanoTime() - begin) / 1000;
    }

    private static void compare(Figures figures, List<Long> before, List<Long> during) {
        figures.show("submission_p50_us_before", percentile(before, 50));
        figures.show("submission_p50_us_while_down", percentile(during, 50));
        figures.show("submission_p99_us_before", percentile(before, 99));
        figures.show("submission_p99_us_while_down", percentile(during, 99));
        figures.expectAtMost(
                "submission_p50_while_down_in_percent_of_before",
                100 * percentile(during, 50) / percentile(before, 50),
                125);
    }

    private static long percentile(List<Long> times, int percent) {
        List<Long> sorted = times.stream().sorted().toList();
        return sorted.get((sorted.size() - 1) * percent / 100);
    }

    private static void showAPlace(Figures figures, Function<String, Client> clients, Made made) {
        JsonNode shown = clients.apply(made.tenant())
                .get(REQUESTS + "/" + made.id())
                .ok()
                .body();
        figures.show(
                "a_place_in_the_queue",
                Stream.of("state", "filing_mode", "held_by", "drain_rank", "estimated_filing_at", "slack")
                        .map(name -> name + "=" + shown.path(name).asString(""))
                        .collect(Collectors.joining(" ")));
        figures.require(
                "a queued request says why it waits",
                shown.path("held_by").asString("").equals("platform_down"));
    }

    private static void goDown(Client platform) {
        platform.put(
                        "/simulateur/script",
                        "{\"graine\": 1, \"fautes\": [{\"code\": \"bad-gateway\", \"tous_les\": 1}]}")
                .ok();
    }

    private static void comeBack(Client platform) {
        platform.put("/simulateur/script", "{\"graine\": 1}").ok();
    }

    private static long calls(Stand stand) {
        return stand.platform()
                .get("/simulateur/appels")
                .ok()
                .body()
                .path("total")
                .asLong();
    }

    /** For each lane the calls that stop it, those under way meanwhile, and one probe each time the pace allows. */
    private static long mostProbes(long downAt) {
        long probes = (System.nanoTime() - downAt) / PROBE.toNanos() + 1;
        return 3 * (probes + TROUBLES_TO_STOP + AT_ONCE);
    }

    private static long filed(Stand stand) {
        return stand.database().query("select count(*) from event where type = 'request.filed'").stream()
                .mapToLong(Long::parseLong)
                .sum();
    }

    private static void awaitFiled(Stand stand, long count, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end && filed(stand) < count) {
            Thread.sleep(500);
        }
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        long left = (nanos - System.nanoTime()) / 1_000_000;
        if (left > 0) {
            Thread.sleep(left);
        }
    }

    private static long filedOnce(Client platform) {
        List<String> references = new ArrayList<>();
        platform.get("/simulateur/registre")
                .ok()
                .body()
                .path("depots")
                .forEach(entry -> references.add(entry.path("reference_libre").asString("")));
        return references.size() == new HashSet<>(references).size() ? references.size() : -1;
    }

    // What the database saw

    /** The time that the queue took to drain, against the time that its calls take when no budget is ever left unused. */
    private static void drained(Stand stand, Figures figures, long backAt) {
        long end = Long.parseLong(stand.database()
                .query("select (extract(epoch from max(occurred_at)) * 1000000)::bigint from event"
                        + " where type = 'request.filed'")
                .getFirst());
        long allowed = BUDGET.entrySet().stream()
                .mapToLong(lane -> permits(stand, lane.getKey()).stream()
                                .filter(at -> at >= backAt && at <= end)
                                .count()
                        * WINDOW.toNanos()
                        / 1000
                        / lane.getValue())
                .max()
                .orElseThrow();
        figures.show("drain_ms", (end - backAt) / 1000);
        figures.show("drain_ms_that_the_budget_allows", allowed / 1000);
        figures.expectAtMost("drain_in_percent_of_what_the_budget_allows", 100 * (end - backAt) / allowed, 120);
    }

    private static List<Long> permits(Stand stand, String lane) {
        return stand.database().query("select at from proof.permit where lane = '" + lane + "' order by at").stream()
                .map(Long::parseLong)
                .toList();
    }

    /** No window, wherever it begins, holds more calls than the budget; and no call was made without leave. */
    private static void windows(Stand stand, Figures figures) {
        long granted = 0;
        long exceeded = 0;
        for (Map.Entry<String, Integer> lane : BUDGET.entrySet()) {
            List<Long> at = permits(stand, lane.getKey());
            granted += at.size();
            exceeded += LongStream.range(lane.getValue(), at.size())
                    .filter(i -> at.get((int) i) - at.get((int) i - lane.getValue()) < WINDOW.toNanos() / 1000)
                    .count();
        }
        figures.show("calls_granted", granted);
        figures.expect("windows_over_budget", exceeded, 0);
        figures.expectAtLeast("calls_granted_less_calls_made", granted + REPLICAS - calls(stand), 0);
    }

    /** The order in which filings were begun, by the journal of each tenant, against that of their deadlines. */
    private static void order(Stand stand, Figures figures, List<Made> waiting, List<Made> urgent) {
        Map<String, Made> made = waiting.stream().collect(Collectors.toMap(Made::id, Function.identity()));
        long inversions = 0;
        int mostOff = 0;
        for (String tenant : TENANTS) {
            List<Made> begun = begun(stand, tenant).stream()
                    .filter(made::containsKey)
                    .map(made::get)
                    .toList();
            inversions += IntStream.range(1, begun.size())
                    .filter(i -> begun.get(i).start().isBefore(begun.get(i - 1).start()))
                    .count();
            mostOff = Math.max(mostOff, mostOff(begun));
        }
        figures.show("neighbours_out_of_deadline_order", inversions);
        figures.expectAtMost("most_places_off_deadline_order", mostOff, AT_ONCE);
        List<String> first = stand.database()
                .query("select subject_id from event where type = 'request.filing'"
                        + " order by occurred_at desc limit " + (waiting.size() + urgent.size()));
        List<String> urgentIds = urgent.stream().map(Made::id).toList();
        long late = urgentIds.stream()
                .filter(id -> !first.reversed().subList(0, AT_ONCE + URGENT).contains(id))
                .count();
        figures.expect("urgent_ones_not_among_the_first", late, 0);
    }

    private static List<String> begun(Stand stand, String tenant) {
        return stand.database()
                .query("select subject_id from event join tenant on tenant.id = event.tenant_id"
                        + " where type = 'request.filing' and claim = '" + tenant + "' order by position");
    }

    private static int mostOff(List<Made> begun) {
        List<Made> right =
                begun.stream().sorted(Comparator.comparing(Made::start)).toList();
        return IntStream.range(0, begun.size())
                .map(place -> Math.abs(place - right.indexOf(begun.get(place))))
                .max()
                .orElse(0);
    }
}
