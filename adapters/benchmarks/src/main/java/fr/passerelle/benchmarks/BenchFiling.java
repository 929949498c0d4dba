package fr.passerelle.benchmarks;

import fr.passerelle.benchmarks.FilingLoad.Measured;
import fr.passerelle.benchmarks.FilingLoad.Work;
import fr.passerelle.benchmarks.StatementLog.Statement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How fast requests are created and submitted, beside what PostgreSQL could do at best. Nothing is filed meanwhile: the workers
 * look once and then sleep for an hour. All that is compared is measured in turns, so that a noisy machine hits all alike.
 */
final class BenchFiling implements Proof {
    private static final Path JFR = Path.of("adapters/benchmarks/target/proof/jfr");
    private static final Path SCRIPT = Path.of("adapters/benchmarks/target/proof/filing.pgbench");
    private static final int CONNECTIONS = 64;
    private static final int FEW_CONNECTIONS = 16;
    private static final List<Integer> PGBENCH_CLIENTS = List.of(16, 32, 64);
    private static final Duration WARM_UP = Duration.ofSeconds(90);
    private static final int ROUNDS = 3;
    private static final int AIM_PERCENT = 35;
    private static final String REQUESTS = "/v1/authorisation-requests";
    private static final String ASLEEP = "1h";

    @Override
    public String name() {
        return "bench-filing";
    }

    @Override
    public String claim() {
        return "create and submit at 35 % of what pgbench does with the same statements, and before a JDBC twin (7"
                + " min)";
    }

    @Override
    public Layout layout() {
        return Layout.SINGLE.with(Map.of(
                "passerelle.work.idle-pause", ASLEEP,
                "passerelle.watch.portal", ASLEEP,
                "passerelle.watch.incidents", ASLEEP,
                "passerelle.watch.deadlines", ASLEEP,
                "passerelle.watch.timers", ASLEEP,
                "passerelle.http.rate.quota", "100000000"));
    }

    /** A service that is measured. */
    private record Server(String name, int port, ProcessHandle process) {}

    /** What one server or pgbench did in each round, per second. */
    private record Rounds(Map<String, List<Double>> perSecond) {
        Rounds() {
            this(new LinkedHashMap<>());
        }

        void add(String name, double value) {
            perSecond.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
        }

        double median(String name) {
            List<Double> sorted =
                    perSecond.getOrDefault(name, List.of(0.0)).stream().sorted().toList();
            return sorted.get(sorted.size() / 2);
        }
    }

    @Override
    public void run(Stand stand, Figures figures, boolean isFull) throws Exception {
        Duration span = Duration.ofSeconds(isFull ? 20 : 8);
        FilingCast cast = FilingCast.settle(stand);
        FilingLoad load = new FilingLoad(cast);
        Server service = new Server(
                "service", stand.port(), stand.replicas().getFirst().process().handle());
        int port = Stand.freePort();
        try (JarProcess jar = startTwin(stand, port)) {
            jar.awaitOk("http://localhost:" + port + "/ready", Duration.ofMinutes(2));
            measure(stand, figures, cast, load, List.of(service, new Server("twin", port, jar.handle())), span);
        }
    }

    private static JarProcess startTwin(Stand stand, int port) throws IOException {
        Path log = JFR.resolveSibling("twin.log");
        Files.deleteIfExists(log);
        return JarProcess.start(
                Path.of("adapters/benchmarks/twin"),
                log,
                List.of("-Xmx768m"),
                List.of(
                        "--server.port=" + port,
                        "--spring.datasource.url=jdbc:postgresql://localhost:"
                                + stand.database().port() + "/" + ProofDatabase.NAME + "?ApplicationName=twin",
                        "--spring.datasource.username=passerelle_service",
                        "--spring.datasource.password=service",
                        "--twin.issuer=" + stand.issuerUrl(),
                        "--twin.jwks-uri=" + stand.issuerUrl() + "/oauth2/jwks",
                        "--twin.audience=" + ProofIssuer.AUDIENCE));
    }

    private static void measure(
            Stand stand, Figures figures, FilingCast cast, FilingLoad load, List<Server> servers, Duration span)
            throws Exception {
        Server service = servers.getFirst();
        for (Server server : servers) {
            Measured warm = load.run(server.port, Work.FILE, CONNECTIONS, FilingCast.TENANTS, WARM_UP);
            figures.show(server.name + "_warm_up_per_s", rounded(warm.perSecond()));
        }
        Optional<PgBench> pgbench = listen(stand, figures, cast, load, servers);
        Rounds rounds = new Rounds();
        long used = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (Server server : servers) {
                for (int connections : List.of(CONNECTIONS, FEW_CONNECTIONS)) {
                    String name = server.name + "_" + connections;
                    rounds.add(name, measure(stand, figures, load, server, name, Work.FILE, connections, span));
                }
            }
            if (pgbench.isPresent()) {
                for (int clients : PGBENCH_CLIENTS) {
                    Duration spell = span.dividedBy(2).plusSeconds(1);
                    double tps = pgbench.get().run(clients, spell, used);
                    used += (long) (2 * tps * spell.toSeconds()) + 1000;
                    rounds.add("pgbench_" + clients, tps);
                }
            }
        }
        for (Server server : servers) {
            profile(figures, load, server, span);
        }
        measure(stand, figures, load, service, "lone_tenant", Work.FILE, CONNECTIONS, 1, span);
        measure(stand, figures, load, service, "get", Work.GET, CONNECTIONS, span);
        measure(stand, figures, load, service, "list", Work.LIST, CONNECTIONS, span);
        rounds.perSecond.forEach((name, values) -> figures.show(
                name + "_per_s",
                rounded(rounds.median(name)) + " of "
                        + values.stream().map(BenchFiling::rounded).toList()));
        compare(figures, rounds, pgbench.isPresent());
    }

    private static void compare(Figures figures, Rounds rounds, boolean hasPgbench) {
        for (int connections : List.of(CONNECTIONS, FEW_CONNECTIONS)) {
            double ratio = rounds.median("service_" + connections) / rounds.median("twin_" + connections);
            figures.expectAtLeast("percent_of_twin_at_" + connections, Math.round(100 * ratio), 100);
        }
        if (!hasPgbench) {
            figures.require("pgbench is not installed (Debian: postgresql), so nothing was compared with it", false);
            return;
        }
        double best = PGBENCH_CLIENTS.stream()
                .mapToDouble(clients -> rounds.median("pgbench_" + clients))
                .max()
                .orElseThrow();
        figures.show("pgbench_best_per_s", rounded(best));
        figures.expectAtLeast(
                "percent_of_pgbench", Math.round(100 * rounds.median("service_" + CONNECTIONS) / best), AIM_PERCENT);
    }

    /** What Java itself says that a server does under load. */
    private static void profile(Figures figures, FilingLoad load, Server server, Duration span) throws Exception {
        Path recording = JFR.resolve(server.name + ".jfr").toAbsolutePath();
        Files.createDirectories(JFR);
        tool("jcmd", String.valueOf(server.process.pid()), "JFR.start", "name=filing", "settings=profile");
        load.run(server.port, Work.FILE, CONNECTIONS, FilingCast.TENANTS, span);
        tool("jcmd", String.valueOf(server.process.pid()), "JFR.stop", "name=filing", "filename=" + recording);
        figures.show("profile_of_" + server.name, recording);
        Profile.of(tool(
                        "jfr",
                        "print",
                        "--events",
                        "jdk.ExecutionSample",
                        "--stack-depth",
                        "128",
                        recording.toString()))
                .forEach(line -> System.out.println("  " + line));
    }

    private static String tool(String name, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addFirst(Path.of(System.getProperty("java.home"), "bin", name).toString());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }

    /** Hears what the servers say to PostgreSQL for one call of each kind, and makes pgbench say the same. */
    private static Optional<PgBench> listen(
            Stand stand, Figures figures, FilingCast cast, FilingLoad load, List<Server> servers) throws Exception {
        StatementLog log = new StatementLog(stand.database());
        FilingCast.Filing filing = cast.nextOfLone();
        String id = "";
        log.begin();
        for (Server server : servers) {
            // What is counted once a second is counted now.
            load.once(server.port, cast.nextOfLone(), () -> {});
            log.mark(server.name + "_create");
            FilingCast.Filing next = server == servers.getFirst() ? filing : cast.nextOfLone();
            String made = load.once(server.port, next, () -> log.mark(server.name + "_submit"));
            log.mark("");
            id = next == filing ? made : id;
        }
        Server service = servers.getFirst();
        log.mark("service_get");
        FilingLoad.get(service.port, REQUESTS + "/" + id, filing.token());
        log.mark("service_list");
        FilingLoad.get(service.port, REQUESTS, filing.token());
        log.mark("");
        Map<String, List<Statement>> heard = log.end();
        heard.forEach((name, statements) -> {
            if (!name.isEmpty()) {
                figures.show("round_trips_of_" + name, statements.size());
            }
        });
        List<Statement> said = heard(heard, "service");
        figures.expect(
                "statements_of_the_twin_that_differ",
                said.stream()
                                .map(Statement::text)
                                .toList()
                                .equals(heard(heard, "twin").stream()
                                        .map(Statement::text)
                                        .toList())
                        ? 0
                        : 1,
                0);
        Optional<Path> program = PgBench.program();
        figures.show("pgbench", program.map(Path::toString).orElse("is not installed here"));
        return program.isEmpty()
                ? Optional.empty()
                : Optional.of(PgBench.of(
                        program.get(), stand.database(), SCRIPT, said, unique(stand.database(), cast, filing, id)));
    }

    private static List<Statement> heard(Map<String, List<Statement>> heard, String server) {
        List<Statement> said = new ArrayList<>(heard.getOrDefault(server + "_create", List.of()));
        said.addAll(heard.getOrDefault(server + "_submit", List.of()));
        return said;
    }

    /** What must differ from one transaction of pgbench to the next, and how. */
    private static Map<String, String> unique(
            ProofDatabase database, FilingCast cast, FilingCast.Filing filing, String id) {
        String heard = String.valueOf(filing.number());
        String request = database.query(
                        "select id from authorisation_request where client_reference = 'F-" + heard + "'")
                .getFirst();
        String worker = database.query("select id from worker where client_reference = 'b-" + heard + "'")
                .getFirst();
        Map<String, String> unique = new TreeMap<>();
        unique.put(cast.tenantIds().getFirst(), oneOf(cast.tenantIds()));
        unique.put(cast.employerIds().getFirst(), oneOf(cast.employerIds()));
        unique.put(request, "'01940000-0000-7000-8000-' || lpad(to_hex(:n::bigint), 12, '0')");
        unique.put(worker, "'01930000-0000-7000-8000-' || lpad(to_hex(:n::bigint), 12, '0')");
        unique.put(id, "'req_' || lpad(:n::text, 26, '0')");
        for (String prefix : List.of("F-", "b-", "CT-", "create-", "submit-")) {
            unique.put(prefix + heard, "'" + prefix + "' || :n::text");
        }
        return unique;
    }

    private static String oneOf(List<String> values) {
        return "(array['" + String.join("','", values) + "'])[:t::int + 1]";
    }

    private static double measure(
            Stand stand,
            Figures figures,
            FilingLoad load,
            Server server,
            String name,
            Work work,
            int connections,
            Duration span)
            throws Exception {
        return measure(stand, figures, load, server, name, work, connections, FilingCast.TENANTS, span);
    }

    private static double measure(
            Stand stand,
            Figures figures,
            FilingLoad load,
            Server server,
            String name,
            Work work,
            int connections,
            int tenants,
            Duration span)
            throws Exception {
        ProcessHandle postgres = stand.database().server();
        long serverBefore = ProcessorTime.of(server.process);
        long postgresBefore = ProcessorTime.ofFamily(postgres);
        long clientBefore = ProcessorTime.of(ProcessHandle.current());
        Measured measured = load.run(server.port, work, connections, tenants, span);
        double calls = measured.calls();
        figures.show(
                name,
                String.format(
                        Locale.ROOT,
                        "%.0f/s; %sprocessor ms per call: %.2f server, %.2f postgres, %.2f this client",
                        measured.perSecond(),
                        latencies(measured),
                        (ProcessorTime.of(server.process) - serverBefore) / calls,
                        (ProcessorTime.ofFamily(postgres) - postgresBefore) / calls,
                        (ProcessorTime.of(ProcessHandle.current()) - clientBefore) / calls));
        return measured.perSecond();
    }

    private static String latencies(Measured measured) {
        return latency("create", measured.creations())
                + latency("submit", measured.submissions())
                + latency("read", measured.reads());
    }

    private static String latency(String name, long[] sorted) {
        return sorted.length == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%s p50 %.1f ms, p99 %.1f ms; ",
                        name,
                        Measured.milliseconds(sorted, 0.5),
                        Measured.milliseconds(sorted, 0.99));
    }

    private static long rounded(double value) {
        return Math.round(value);
    }
}
