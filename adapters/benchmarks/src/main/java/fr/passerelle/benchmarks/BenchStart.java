package fr.passerelle.benchmarks;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long the production folder takes to start, beside an empty application of the same framework with a cache of its own, and
 * what it holds of memory when nobody asks anything. They start in turns, so that a busy machine hinders both. The service has
 * the settings of production, and a platform that answers.
 */
final class BenchStart implements LoneProof {
    private static final Path PRODUCTION = Path.of("api/target/production");
    private static final Path EMPTY = Path.of("adapters/benchmarks/empty");
    private static final Path WORK = Path.of("adapters/benchmarks/target/proof/bench-start");
    private static final String EMPTY_CACHE = "empty.aot";
    private static final String WITHOUT_CACHE = "-XX:AOTMode=off";

    private static final int STARTS = 7;
    private static final int STARTS_FULL = 15;
    private static final int STARTS_WITHOUT_CACHE = 3;
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration TRAINED = Duration.ofMinutes(5);

    private static final long MOST_PERCENT = 150;
    private static final long MOST_RESIDENT_MB = 349;
    private static final String AIM = "3.50";
    private static final int SECRET = 32;

    @Override
    public String name() {
        return "bench-start";
    }

    @Override
    public String claim() {
        return "the production folder starts within 1.5 times an empty application; under 350 MB resident when idle";
    }

    @Override
    public void run(Figures figures, boolean isFull) throws Exception {
        Files.createDirectories(WORK);
        HttpServer platform = platform();
        try (ProofDatabase database = ProofDatabase.start();
                ProofIssuer issuer = ProofIssuer.start()) {
            Startup service = service(database, issuer, platform);
            Startup empty = empty();
            close(service.start()); // brings the schema up to date
            compare(figures, service, empty, isFull ? STARTS_FULL : STARTS);
            showWithoutCache(figures, service, empty);
            measureMemory(figures, service, empty);
        } finally {
            platform.stop(0);
        }
    }

    private static void compare(Figures figures, Startup service, Startup empty, int starts) throws Exception {
        List<Duration> ours = new ArrayList<>();
        List<Duration> theirs = new ArrayList<>();
        for (int start = 0; start < starts; start++) {
            theirs.add(timed(figures, empty));
            ours.add(timed(figures, service));
        }
        show(figures, "empty", theirs);
        show(figures, "service", ours);
        figures.show("service_aim_seconds", AIM);
        figures.expectAtMost(
                "service_percent_of_empty",
                Math.round(100.0 * median(ours).toMillis() / median(theirs).toMillis()),
                MOST_PERCENT);
    }

    private static Duration timed(Figures figures, Startup startup) throws Exception {
        Startup.Started started = startup.start();
        try (JarProcess process = started.process()) {
            figures.require(startup.name() + " does not use its cache", startup.usesCache(process));
            return started.took();
        }
    }

    private static void showWithoutCache(Figures figures, Startup service, Startup empty) throws Exception {
        for (Startup startup : List.of(empty.withOption(WITHOUT_CACHE), service.withOption(WITHOUT_CACHE))) {
            List<Duration> took = new ArrayList<>();
            for (int start = 0; start < STARTS_WITHOUT_CACHE; start++) {
                took.add(close(startup.start()));
            }
            show(figures, startup.name() + "_without_cache", took);
        }
    }

    private static void measureMemory(Figures figures, Startup service, Startup empty) throws Exception {
        try (JarProcess ours = service.start().process();
                JarProcess theirs = empty.start().process()) {
            Thread.sleep(IDLE);
            figures.show("idle_seconds", IDLE.toSeconds());
            figures.show("empty_resident_mb", megabytes(theirs, "status", "VmRSS:"));
            figures.show("service_proportional_mb", megabytes(ours, "smaps_rollup", "Pss:"));
            figures.expectAtMost("service_resident_mb", megabytes(ours, "status", "VmRSS:"), MOST_RESIDENT_MB);
        }
    }

    private static Duration close(Startup.Started started) {
        started.process().close();
        return started.took();
    }

    private static void show(Figures figures, String name, List<Duration> took) {
        List<Duration> sorted = took.stream().sorted().toList();
        figures.show(name + "_starts", sorted.size());
        figures.show(name + "_seconds_median", seconds(median(took)));
        figures.show(name + "_seconds_least", seconds(sorted.getFirst()));
        figures.show(name + "_seconds_most", seconds(sorted.getLast()));
    }

    private static Duration median(List<Duration> took) {
        return took.stream().sorted().toList().get(took.size() / 2);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f", duration.toMillis() / 1000.0);
    }

    /** A figure that Linux gives of a process in units of 1,024 bytes, in millions of bytes. */
    private static long megabytes(JarProcess process, String file, String name) throws IOException {
        Path path = Path.of("/proc", String.valueOf(process.pid()), file);
        String line = Files.readAllLines(path).stream()
                .filter(candidate -> candidate.startsWith(name))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024 / 1_000_000;
    }

    private static Startup service(ProofDatabase database, ProofIssuer issuer, HttpServer platform) throws IOException {
        if (!Files.exists(PRODUCTION.resolve("passerelle.aot"))) {
            throw new IllegalStateException(PRODUCTION + " is not there: ./mvnw -Pproduction -DskipTests package");
        }
        int management = freePort();
        Map<String, Object> settings = new TreeMap<>(Map.of(
                "server.port",
                freePort(),
                "management.server.port",
                management,
                "passerelle.platform.base-url",
                "http://localhost:" + platform.getAddress().getPort(),
                "passerelle.secrets.key",
                secret(),
                "passerelle.security.issuer",
                issuer.url(),
                "passerelle.security.jwks-uri",
                issuer.url() + "/oauth2/jwks",
                "passerelle.security.audience",
                ProofIssuer.AUDIENCE,
                "passerelle.http.closing-grace",
                "0s"));
        settings.putAll(databaseSettings(database));
        return new Startup(
                "service",
                PRODUCTION,
                "passerelle.jar",
                List.of("@java.options"),
                "passerelle.aot",
                arguments(settings),
                readiness(management),
                WORK.resolve("service.log").toAbsolutePath());
    }

    private static Map<String, Object> databaseSettings(ProofDatabase database) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("passerelle.database.host", "localhost");
        settings.put("passerelle.database.port", database.port());
        settings.put("passerelle.database.name", ProofDatabase.NAME);
        settings.put("passerelle.database.tls", "disable");
        settings.put("passerelle.database.service.user", "passerelle_service");
        settings.put("passerelle.database.service.password", "service");
        settings.put("passerelle.database.owner.user", "passerelle_owner");
        settings.put("passerelle.database.owner.password", "owner");
        return settings;
    }

    /** Takes the empty application apart and trains its cache, by a start and an end like those that are measured. */
    private static Startup empty() throws Exception {
        Path folder = WORK.resolve("empty");
        Files.createDirectories(folder);
        takeApart(folder);
        int port = freePort();
        Startup cached = new Startup(
                "empty",
                folder,
                "empty.jar",
                List.of("--enable-native-access=ALL-UNNAMED", "-Xmx1g", "-XX:AOTCache=" + EMPTY_CACHE),
                EMPTY_CACHE,
                List.of("--server.port=" + port),
                readiness(port),
                WORK.resolve("empty.log").toAbsolutePath());
        Files.deleteIfExists(folder.resolve(EMPTY_CACHE));
        train(cached);
        return cached;
    }

    private static void train(Startup cached) throws Exception {
        List<String> options = cached.options().stream()
                .map(option -> option.replace("-XX:AOTCache=", "-XX:AOTCacheOutput="))
                .toList();
        Startup training = new Startup(
                cached.name(),
                cached.folder(),
                cached.jar(),
                options,
                cached.cache(),
                cached.arguments(),
                cached.readiness(),
                cached.log());
        JarProcess process = training.start().process();
        process.terminate();
        if (process.status(TRAINED).isEmpty() || !Files.exists(cached.folder().resolve(EMPTY_CACHE))) {
            process.kill();
            throw new IllegalStateException("the empty application left no cache behind:\n" + process.printed());
        }
    }

    private static void takeApart(Path folder) throws Exception {
        List<String> extract = List.of(
                "extract", "--force", "--destination", folder.toString(), "--application-filename", "empty.jar");
        try (JarProcess process = JarProcess.start(
                List.of("-jar", JarProcess.jar(EMPTY).toString()),
                WORK.resolve("apart.log"),
                List.of("-Djarmode=tools"),
                extract)) {
            if (process.status(TRAINED).orElse(1) != 0) {
                throw new IllegalStateException("the empty application was not taken apart:\n" + process.printed());
            }
        }
    }

    private static List<String> arguments(Map<String, Object> settings) {
        return settings.entrySet().stream()
                .map(given -> "--" + given.getKey() + "=" + given.getValue())
                .toList();
    }

    private static String readiness(int port) {
        return "http://localhost:" + port + "/actuator/health/readiness";
    }

    /** Open, and no simulator: that one the service refuses outside the local profile. */
    private static HttpServer platform() throws IOException {
        byte[] open = "{\"etat\":\"ouvert\"}".getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/portail/etat", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, open.length);
            exchange.getResponseBody().write(open);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String secret() {
        byte[] bytes = new byte[SECRET];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
