package fr.passerelle.benchmarks;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What goes on, a line each time one looks. */
final class DemoBoard {
    private static final int LINES_TO_A_HEAD = 20;
    private static final String HEAD = "time | queued filing unclear  filed rejected |    open   | calls in %3ds    |"
            + " faults | the platform%n     |                                      |    tasks  | read write login |"
            + "    met |%n";
    private static final String LINE = "%3ds | %6d %6d %7d %6d %8d | %9d | %4d %5d %5d | %6d | %s%n";
    private static final String COUNTS = """
        select state_code || ':' || count(*) from (
            select case when state_code in ('draft', 'queued', 'filing', 'outcome_unknown', 'not_accepted')
                then state_code else 'filed' end as state_code
            from authorisation_request
        ) as request group by state_code
        union all select 'tasks:' || count(*) from task where resolved_at is null\
        """;
    private static final String LANES = """
        select lane || ':' || (
            select count(*) from unnest(calls) as call
            where to_timestamp(call / 1e6) between clock_timestamp() - interval '%d seconds' and clock_timestamp()
        ) || ':' || case when stopped_at is not null then 'down, probed'
                         when held_until > clock_timestamp() then 'busy' else 'answers' end
        from pace_lane order by stopped_at nulls last, held_until desc nulls last\
        """;

    private final Stand stand;
    private final DemoCast cast;
    private final Duration window;
    private Map<String, Long> struck = Map.of();
    private int lines;

    DemoBoard(Stand stand, DemoCast cast, Duration window) {
        this.stand = stand;
        this.cast = cast;
        this.window = window;
    }

    /** How one request stands: where it is, and whether a human is asked for. */
    static String place(JsonNode request) {
        String state = request.path("state").asString("");
        return switch (state) {
            case "queued", "filing", "outcome_unknown", "not_accepted", "draft" -> state;
            default -> "filed";
        };
    }

    static boolean asksForHuman(JsonNode request) {
        return request.path("needs_attention").asBoolean(false);
    }

    void look(Duration elapsed) {
        Map<String, Long> counts = counts();
        Map<String, String> lanes = new HashMap<>();
        String platform = "answers";
        for (String lane : stand.database().query(LANES.formatted(window.toSeconds()))) {
            String[] parts = lane.split(":");
            lanes.put(parts[0], parts[1]);
            platform = platform.equals("answers") ? parts[2] : platform;
        }
        if (lines++ % LINES_TO_A_HEAD == 0) {
            System.out.printf(HEAD, window.toSeconds());
        }
        System.out.printf(
                LINE,
                elapsed.toSeconds(),
                counts.getOrDefault("queued", 0L),
                counts.getOrDefault("filing", 0L),
                counts.getOrDefault("outcome_unknown", 0L),
                counts.getOrDefault("filed", 0L),
                counts.getOrDefault("not_accepted", 0L),
                counts.getOrDefault("tasks", 0L),
                Integer.parseInt(lanes.get("read")),
                Integer.parseInt(lanes.get("write")),
                Integer.parseInt(lanes.get("login")),
                faults().values().stream().mapToLong(Long::longValue).sum(),
                platform);
    }

    /** Read past the API, so that who looks does not slow down what goes on. */
    private Map<String, Long> counts() {
        return stand.database().query(COUNTS).stream()
                .map(count -> count.split(":"))
                .collect(Collectors.toMap(count -> count[0], count -> Long.parseLong(count[1])));
    }

    void say(String what) {
        if (!what.isEmpty()) {
            System.out.println("     > " + what);
        }
    }

    /** The faults that struck, each with how often; while the portal is closed, as they were before. */
    Map<String, Long> faults() {
        try {
            struck = stand.platform()
                    .get("/simulateur/fautes")
                    .ok()
                    .body()
                    .path("fautes")
                    .valueStream()
                    .filter(fault -> fault.path("nombre").asLong() > 0)
                    .collect(Collectors.toMap(
                            fault -> fault.path("code").asString(""),
                            fault -> fault.path("nombre").asLong(),
                            Long::sum,
                            TreeMap::new));
        } catch (UncheckedIOException e) {
            return struck;
        }
        return struck;
    }

    /** Whether nothing more is to happen without a human. */
    boolean allHaveEnded(int asked) {
        List<JsonNode> requests = cast.requests();
        return requests.size() == asked && requests.stream().allMatch(DemoBoard::hasEnded);
    }

    static boolean hasEnded(JsonNode request) {
        return place(request).equals("filed") || place(request).equals("not_accepted") || asksForHuman(request);
    }
}
