package fr.passerelle.benchmarks;

import fr.passerelle.sender.HttpReceivers;
import fr.passerelle.sender.Network;
import fr.passerelle.sender.PortRange;
import fr.passerelle.sender.SenderSettings;
import fr.passerelle.sender.hostile.Certificate;
import fr.passerelle.sender.hostile.FakeNameServer;
import fr.passerelle.sender.hostile.HostileName;
import fr.passerelle.sender.hostile.Listed;
import fr.passerelle.webhooks.Message;
import fr.passerelle.webhooks.Posted;
import fr.passerelle.webhooks.Posted.Answered;
import fr.passerelle.webhooks.Posted.Failed;
import fr.passerelle.webhooks.Posted.Failure;
import fr.passerelle.webhooks.SigningKeys;
import fr.passerelle.webhooks.SigningKeys.Secret;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * The sender against addresses that lead inside, with the settings of production. One address of loopback is allowed where a proof
 * needs a receiver; canaries listen on the others. Names are those of a name server of our own: nothing leaves this machine.
 */
final class Ssrf implements LoneProof {
    private static final String RECEIVER = "127.77.0.1";
    private static final int PORT = 8443;
    private static final String REDIRECTING = "redirecting.names.example";
    private static final String REFERRING = "referring%d.names.example";
    private static final String REBINDING = "rebinding%d.names.example";
    private static final int REBINDINGS = 50;
    private static final int REFERRALS = 10;
    private static final int AT_ONCE = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> INSIDE = List.of("127.0.0.1", "127.0.0.2", "127.255.255.254", "::1");
    private static final List<Integer> PORTS =
            List.of(22, 25, 53, 80, 443, 2375, 5432, 6379, 8080, 8443, 9090, 9200, 10250, 11211);
    private static final List<Integer> STATUSES = List.of(301, 302, 303, 307, 308);
    private static final SigningKeys KEYS = new SigningKeys(List.of(new Secret(new byte[24])), List.of());
    private static final Message MESSAGE = new Message("msg_1", "{}".getBytes(StandardCharsets.UTF_8));

    /** What a filter on Spring's connector lets through, of those that lead to a canary. */
    private static final List<String> LET_THROUGH_ELSEWHERE = List.of(
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:7f00:1]/",
            "http://[0:0:0:0:0:ffff:127.0.0.1]/",
            "http://127.0.0.1/",
            "http://[::1]/");

    @Override
    public String name() {
        return "ssrf";
    }

    @Override
    public String claim() {
        return "hostile URLs, names that lead inside, rebinding DNS, referrals and redirects: no connection to an"
                + " address that is not public";
    }

    @Override
    public void run(Figures figures, boolean isFull) throws Exception {
        Path folder = Files.createTempDirectory("ssrf");
        String rebinding =
                names(REBINDING, REBINDINGS).map(name -> ",dns:" + name).reduce("", String::concat);
        Certificate certificate = Certificate.make(folder.resolve("receiver.p12"), "dns:" + REDIRECTING + rebinding);
        certificate.trust();
        try (FakeNameServer names = new FakeNameServer();
                Canary canary = Canary.listen(INSIDE, PORTS);
                Redirector redirector = Redirector.listen(RECEIVER, PORT, certificate)) {
            figures.expectAtLeast("canaries", canary.listeners(), 20);
            figures.expectAtLeast("canaries_for_dns", canary.nameServers(), 1);
            show(canary, figures);
            Tally tally = new Tally(canary, figures);
            urls(names, tally);
            names(names, tally);
            rebindings(names, redirector, tally);
            referrals(names, tally);
            redirects(names, redirector, tally);
            Thread.sleep(1_000);
            figures.expect("connections_to_addresses_not_public", tally.connections(), 0);
            figures.expect("packets_to_name_servers_inside", tally.packets(), 0);
        }
    }

    /** That the canaries sing at all: somebody who guards nothing reaches them by the same addresses. */
    private static void show(Canary canary, Figures figures) throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.2", 443), 1_000);
        }
        HttpClient unguarded = HttpClient.create().responseTimeout(Duration.ofSeconds(5));
        Flux.fromIterable(LET_THROUGH_ELSEWHERE)
                .concatMap(url ->
                        unguarded.get().uri(URI.create(url)).response().then().onErrorComplete())
                .blockLast(PATIENCE);
        Thread.sleep(500);
        figures.expectAtLeast(
                "control_connections_of_an_unguarded_client", canary.connections(), 1 + LET_THROUGH_ELSEWHERE.size());
    }

    /** What the canaries have heard since it began, and how the attempts ended. */
    private record Tally(Canary canary, Figures figures, long heard, long asked) {
        Tally(Canary canary, Figures figures) {
            this(canary, figures, canary.connections(), canary.packets());
        }

        long connections() {
            return canary.connections() - heard;
        }

        long packets() {
            return canary.packets() - asked;
        }

        void expect(String name, List<Posted> all, long expected, Failure... failures) {
            List<Failure> allowed = List.of(failures);
            figures.expect(
                    name,
                    all.stream()
                            .filter(posted -> posted instanceof Failed failed && allowed.contains(failed.failure()))
                            .count(),
                    expected);
        }
    }

    /** By the rules of production; and by rules that let every scheme's port pass, so that more comes to the guard at the socket. */
    private static void urls(FakeNameServer names, Tally tally) throws Exception {
        List<URI> urls = Listed.hostileUrls().stream()
                .map(Listed::uri)
                .flatMap(Optional::stream)
                .toList();
        tally.figures().expectAtLeast("hostile_urls", Listed.hostileUrls().size(), 200);
        tally.figures().expectAtLeast("hostile_urls_that_java_reads", urls.size(), 200);
        try (HttpReceivers production = receivers(production(names))) {
            long refused = urls.stream()
                    .filter(url -> production.fault(url).isPresent())
                    .count();
            tally.figures().expect("refused_when_registered", refused, urls.size());
            tally.expect("refused_when_posted_to", post(production, urls), urls.size(), Failure.ADDRESS_NOT_PUBLIC);
        }
        try (HttpReceivers lax = receivers(lax(names))) {
            long passed = urls.stream().filter(url -> lax.fault(url).isEmpty()).count();
            tally.figures().show("passed_by_lax_rules", passed);
            tally.expect(
                    "refused_under_lax_rules",
                    post(lax, urls),
                    urls.size(),
                    Failure.ADDRESS_NOT_PUBLIC,
                    Failure.NAME_NOT_RESOLVED);
        }
    }

    private static void names(FakeNameServer names, Tally tally) throws Exception {
        List<HostileName> hostile = HostileName.all();
        hostile.forEach(name -> names.says(name.name(), name.addresses().toArray(String[]::new)));
        List<URI> urls = hostile.stream()
                .flatMap(name -> Stream.of("https://" + name.name() + "/", "https://" + name.name() + ":8443/"))
                .map(URI::create)
                .toList();
        try (HttpReceivers production = receivers(production(names))) {
            tally.expect(
                    "names_that_lead_inside",
                    post(production, urls),
                    urls.size(),
                    Failure.ADDRESS_NOT_PUBLIC,
                    Failure.NAME_NOT_RESOLVED);
        }
    }

    /** Each name leads to the receiver at first, and then inside; what was found at first is not remembered. */
    private static void rebindings(FakeNameServer names, Redirector redirector, Tally tally) throws Exception {
        names(REBINDING, REBINDINGS).forEach(name -> names.says(name, RECEIVER).says(name, "127.0.0.1", "::1"));
        List<URI> urls = names(REBINDING, REBINDINGS).map(Ssrf::rebindingUrl).toList();
        long before = redirector.requests();
        try (HttpReceivers receivers = receivers(withReceiver(names))) {
            tally.figures().expect("rebinding_at_first", answered(post(receivers, urls)), REBINDINGS);
            for (int i = 0; i < 3; i++) {
                tally.expect("rebound", post(receivers, urls), REBINDINGS, Failure.ADDRESS_NOT_PUBLIC);
            }
        }
        tally.figures().expect("requests_to_the_receiver", redirector.requests() - before, REBINDINGS);
    }

    private static URI rebindingUrl(String name) {
        return URI.create("https://" + name + ":" + PORT + "/302/https://" + name + "/");
    }

    private static void referrals(FakeNameServer names, Tally tally) throws Exception {
        names(REFERRING, REFERRALS).forEach(name -> names.refers(name, "127.0.0.1"));
        List<URI> urls = names(REFERRING, REFERRALS)
                .map(name -> URI.create("https://" + name + "/"))
                .toList();
        try (HttpReceivers production = receivers(production(names))) {
            tally.expect("referrals_not_followed", post(production, urls), REFERRALS, Failure.NAME_NOT_RESOLVED);
        }
    }

    private static void redirects(FakeNameServer names, Redirector redirector, Tally tally) throws Exception {
        names.says(REDIRECTING, RECEIVER);
        List<URI> urls = STATUSES.stream()
                .flatMap(status ->
                        destinations().map(to -> "https://" + REDIRECTING + ":" + PORT + "/" + status + "/" + to))
                .map(URI::create)
                .toList();
        long before = redirector.requests();
        try (HttpReceivers receivers = receivers(withReceiver(names))) {
            tally.figures().expect("redirects_not_followed", redirected(post(receivers, urls)), urls.size());
        }
        tally.figures().expect("requests_to_the_redirector", redirector.requests() - before, urls.size());
    }

    private static Stream<String> destinations() {
        return Stream.of(
                "http://169.254.169.254/latest/meta-data/",
                "http://127.0.0.1/",
                "https://127.0.0.1/",
                "https://127.0.0.1:8443/",
                "http://2130706433/",
                "https://loopback.names.example/",
                "http://localhost/",
                "https://" + REDIRECTING + ":" + PORT + "/302/http://127.0.0.1/",
                "//127.0.0.1/");
    }

    private static Stream<String> names(String pattern, int count) {
        return Stream.iterate(0, i -> i < count, i -> i + 1).map(pattern::formatted);
    }

    private static long answered(List<Posted> all) {
        return all.stream().filter(Answered.class::isInstance).count();
    }

    private static long redirected(List<Posted> all) {
        return all.stream()
                .filter(posted -> posted instanceof Answered answer && STATUSES.contains(answer.status()))
                .count();
    }

    private static List<Posted> post(HttpReceivers receivers, List<URI> urls) {
        return new ArrayList<>(Objects.requireNonNull(Flux.fromIterable(urls)
                .flatMap(url -> posted(receivers, url), AT_ONCE)
                .collectList()
                .block(PATIENCE)));
    }

    private static Mono<Posted> posted(HttpReceivers receivers, URI url) {
        return receivers.post(url, MESSAGE, KEYS);
    }

    private static HttpReceivers receivers(SenderSettings settings) throws IOException {
        return HttpReceivers.create(settings, InstantSource.system(), new SimpleMeterRegistry());
    }

    private static SenderSettings production(FakeNameServer names) {
        SenderSettings settings = SenderSettings.production();
        return with(settings.allowedPorts(), settings.httpsOnly(), List.of(), names);
    }

    private static SenderSettings withReceiver(FakeNameServer names) {
        SenderSettings settings = SenderSettings.production();
        return with(settings.allowedPorts(), settings.httpsOnly(), List.of(Network.of(RECEIVER + "/32")), names);
    }

    private static SenderSettings lax(FakeNameServer names) {
        return with(List.of(PortRange.of("1-65535")), false, List.of(), names);
    }

    private static SenderSettings with(
            List<PortRange> ports, boolean httpsOnly, List<Network> networks, FakeNameServer names) {
        SenderSettings settings = SenderSettings.production();
        return new SenderSettings(
                ports,
                httpsOnly,
                settings.attemptLimit(),
                settings.connectLimit(),
                settings.mostBytesRead(),
                settings.connectionsPerHost(),
                settings.connections(),
                networks,
                List.of(names.address()));
    }
}
