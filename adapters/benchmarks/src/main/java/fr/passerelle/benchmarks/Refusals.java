package fr.passerelle.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * The packaged service refuses to start where a confirmed filing could be lost, shown to somebody else or sent nowhere, and says
 * what to do. That it starts on safe settings shows that it is these which it refuses.
 */
final class Refusals implements Proof {
    private static final int AT_ONCE = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String KEY = "passerelle.secrets.key";
    private static final String KEY_OF_THE_LOCAL_RUN = "bG9jYWwtcnVuLW9ubHktbmV2ZXItaW4tcHJvZHVjdCE=";
    private static final String MAKE_A_KEY = "openssl rand -base64 32";
    private static final String UNPROTECTED_TABLE = """
        create table forgotten (tenant_id uuid, id uuid, primary key (tenant_id, id));
        grant select on forgotten to passerelle_app\
        """;
    private static final String USER = "passerelle.database.service.user";
    private static final String PASSWORD = "passerelle.database.service.password";
    private static final String HOST = "passerelle.database.host";
    private static final String ISSUER = "passerelle.security.issuer";
    private static final String PLATFORM = "passerelle.platform.base-url";

    /** Settings under which it must not start, and what its output must name. */
    private record Unsafe(String name, Map<String, String> settings, String remedy) {}

    /** How a start ended. */
    private record End(String name, boolean isRefused, boolean namesRemedy) {}

    @Override
    public String name() {
        return "refusals";
    }

    @Override
    public String claim() {
        return "the service starts on safe settings alone, and says what to do about the others";
    }

    @Override
    public void run(Stand stand, Figures figures, boolean isFull) throws Exception {
        Map<String, String> safe = new TreeMap<>(stand.settings());
        safe.remove("spring.profiles.active");
        safe.put(PLATFORM, "http://localhost:1");
        try (Replica service = stand.startService("refusals-safe", safe)) {
            service.awaitReady();
            figures.show("started_on_safe_settings", 1);
        }
        try (ProofDatabase forgetful = ProofDatabase.startWith("fsync", "off");
                ProofDatabase torn = ProofDatabase.startWith("full_page_writes", "off");
                ProofDatabase hasty = ProofDatabase.startWith("synchronous_commit", "off")) {
            List<Unsafe> all = Stream.of(
                            settings(safe).stream(),
                            roles(stand.database(), safe).stream(),
                            Stream.of(
                                    with("a simulator", safe, PLATFORM, stand.simulatorUrl(), "the real platform"),
                                    of("fsync off", safe, forgetful, "Set fsync = on"),
                                    of("full_page_writes off", safe, torn, "Set full_page_writes = on"),
                                    of("synchronous_commit off", safe, hasty, "Set synchronous_commit = on")))
                    .flatMap(unsafe -> unsafe)
                    .toList();
            List<End> ends = new ArrayList<>(started(stand, all));
            stand.database().run(UNPROTECTED_TABLE);
            ends.add(start(stand, new Unsafe("a table without row security", safe, "Call isolate_by_tenant")));
            show(figures, ends);
        }
    }

    private static List<Unsafe> settings(Map<String, String> safe) {
        return List.of(
                without(safe, Set.of(KEY), MAKE_A_KEY),
                without(safe, Set.of(PLATFORM, ISSUER, HOST), "Set " + ISSUER),
                with("the key of the local run", safe, KEY, KEY_OF_THE_LOCAL_RUN, MAKE_A_KEY));
    }

    private static List<Unsafe> roles(ProofDatabase database, Map<String, String> safe) {
        database.run("create role a_superuser login superuser password 'service'");
        database.run("create role a_bypasser login bypassrls password 'service' in role passerelle_app");
        database.run("create role a_stranger login password 'service'");
        Unsafe owner = with("the owner", safe, USER, "passerelle_owner", "another role than the owner");
        owner.settings().put(PASSWORD, "owner");
        return List.of(
                owner,
                with("a superuser", safe, USER, "a_superuser", "a role that is no superuser"),
                with("a role with BYPASSRLS", safe, USER, "a_bypasser", "Take BYPASSRLS"),
                with("a role that is not of the service", safe, USER, "a_stranger", "grant passerelle_app"));
    }

    private static Unsafe of(String name, Map<String, String> safe, ProofDatabase database, String remedy) {
        return with(name, safe, "passerelle.database.port", String.valueOf(database.port()), remedy);
    }

    private static Unsafe without(Map<String, String> safe, Set<String> properties, String remedy) {
        Map<String, String> settings = new TreeMap<>(safe);
        settings.keySet().removeAll(properties);
        return new Unsafe("no " + String.join(", ", properties), settings, remedy);
    }

    private static Unsafe with(String name, Map<String, String> safe, String property, String value, String remedy) {
        Map<String, String> settings = new TreeMap<>(safe);
        settings.put(property, value);
        return new Unsafe(name, settings, remedy);
    }

    private static List<End> started(Stand stand, List<Unsafe> all) throws Exception {
        try (ExecutorService starters = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<End>> starts = starters.invokeAll(all.stream()
                    .<Callable<End>>map(unsafe -> () -> start(stand, unsafe))
                    .toList());
            List<End> ends = new ArrayList<>();
            for (Future<End> start : starts) {
                ends.add(start.get());
            }
            return ends;
        }
    }

    private static End start(Stand stand, Unsafe unsafe) throws Exception {
        String log = "refusals-" + unsafe.name().replaceAll("\\W+", "-");
        try (Replica service = stand.startService(log, unsafe.settings())) {
            OptionalInt status = service.process().status(PATIENCE);
            boolean isRefused = status.isPresent() && status.getAsInt() != 0;
            return new End(unsafe.name(), isRefused, service.process().printed().contains(unsafe.remedy()));
        }
    }

    private static void show(Figures figures, List<End> ends) {
        figures.show("refusals_tried", ends.size());
        figures.expect("refused", ends.stream().filter(End::isRefused).count(), ends.size());
        figures.expect("with_remedy", ends.stream().filter(End::namesRemedy).count(), ends.size());
        for (End end : ends) {
            figures.require(end.name() + " is not refused", end.isRefused());
            figures.require(end.name() + " is refused without its remedy", end.namesRemedy());
        }
    }
}
