package fr.passerelle.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.netty.resources.LoopResources;

/** Loopback's first address stands for the public one: it alone is allowed. */
class NamesTest {
    private static final SigningKeys KEYS = new SigningKeys(List.of(new Secret(new byte[24])), List.of());
    private static final Message MESSAGE = new Message("msg_1", "{}".getBytes(StandardCharsets.UTF_8));

    private final MockWebServer server = new MockWebServer();
    private final FakeNameServer names = nameServer();
    private final HttpReceivers receivers = HttpReceivers.create(
            TestSettings.asking(List.of(names.address()), Duration.ofSeconds(5), 10, "127.0.0.1/32"),
            InstantSource.system(),
            new SimpleMeterRegistry());

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.getByName("127.0.0.1"), 0);
    }

    @AfterEach
    void close() {
        receivers.close();
        server.close();
        names.close();
    }

    @Test
    void postsToWhereANameLeads() {
        names.says("hooks.names.example", "127.0.0.1");
        server.enqueue(new MockResponse.Builder().build());

        assertThat(post("hooks.names.example")).isInstanceOf(Answered.class);
    }

    @Test
    void takesThePublicOnesAmongSeveralAddresses() {
        names.says("hooks.names.example", "10.0.0.1", "::1", "127.0.0.1", "169.254.169.254");
        server.enqueue(new MockResponse.Builder().build());

        assertThat(post("hooks.names.example")).isInstanceOf(Answered.class);
    }

    /** The resolver alone: what stands at the socket would not let the others pass either. */
    @Test
    void keepsThePublicOnesOfWhatANameLeadsTo() throws Exception {
        names.says("hooks.names.example", "10.0.0.1", "127.0.0.1", "169.254.169.254");
        LoopResources loops = LoopResources.create("names", 1, true);
        PublicAddresses addresses = new PublicAddresses(List.of(Network.of("127.0.0.1/32")));
        try (PublicNames publicNames =
                new PublicNames(NameServers.of(List.of(names.address())).resolver(loops), addresses)) {
            List<InetSocketAddress> kept = publicNames
                    .getResolver(loops.onClient(true).next())
                    .resolveAll(InetSocketAddress.createUnresolved("hooks.names.example", 443))
                    .get(10, TimeUnit.SECONDS);

            assertThat(kept)
                    .extracting(address -> address.getAddress().getHostAddress())
                    .containsExactly("127.0.0.1");
        } finally {
            loops.dispose();
        }
    }

    @ParameterizedTest
    @MethodSource("fr.passerelle.sender.hostile.HostileName#all")
    void connectsNowhereByANameThatLeadsInside(HostileName hostile) throws Exception {
        names.says(hostile.name(), hostile.addresses().toArray(String[]::new));
        try (HttpReceivers production = production()) {
            URI address = address(hostile.name());

            assertThat(production.fault(address)).isEmpty();
            assertThat(production.post(address, MESSAGE, KEYS).block(Duration.ofSeconds(20)))
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> assertThat(failed.failure())
                                    .isIn(Failure.ADDRESS_NOT_PUBLIC, Failure.NAME_NOT_RESOLVED));
        }
        assertThat(server.getRequestCount()).isZero();
    }

    /** What stands at the resolver and at the socket holds without the rules: nobody is there to refuse a connection. */
    @Test
    void connectsNowhereInsideEvenWhereTheRulesAreGoneRound() {
        SignedMessage signed = SignedMessage.at(InstantSource.system().instant(), MESSAGE, KEYS);
        List<Listed> urls = hostileUrlsThatLeadInside();
        try (HttpReceivers production = production()) {
            assertThat(urls)
                    .hasSizeGreaterThan(200)
                    .allSatisfy(url -> assertThat(failure(past(production, URI.create(url.text()), signed)))
                            .isNotIn(Failure.CONNECTION_REFUSED, Failure.TIMEOUT, Failure.TLS));
        }
    }

    private static Posted past(HttpReceivers receivers, URI address, SignedMessage signed) {
        return Objects.requireNonNull(
                receivers.exchange(new Attempt(1), address, signed).block(Duration.ofSeconds(20)));
    }

    /** Public addresses in an odd form are let be: to connect to them would do no harm. */
    private static List<Listed> hostileUrlsThatLeadInside() {
        return Listed.hostileUrls().stream()
                .filter(url -> !url.what().contains("a public address"))
                .filter(url -> url.text().startsWith("http"))
                .filter(url -> url.uri().map(URI::getHost).isPresent())
                .toList();
    }

    /** The second look-up of a name that is not remembered leads inside; a connection kept open goes on to where it was checked. */
    @Test
    void checksEachAddressThatANameLeadsTo() {
        names.says("rebinding.names.example", "127.0.0.1").says("rebinding.names.example", "127.0.0.2");
        server.enqueue(
                new MockResponse.Builder().addHeader("Connection", "close").build());

        assertThat(post("rebinding.names.example")).isInstanceOf(Answered.class);
        assertThat(failure(post("rebinding.names.example"))).isEqualTo(Failure.ADDRESS_NOT_PUBLIC);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void saysThatANameLeadsNowhere() {
        assertThat(failure(post("nobody.names.example"))).isEqualTo(Failure.NAME_NOT_RESOLVED);
    }

    /** Whoever owns a zone writes its referrals: one that leads inside would have us send packets there. */
    @Test
    void asksNoNameServerButItsOwn() throws IOException {
        try (DatagramSocket inside = inside()) {
            names.refers("referral.names.example", inside.getLocalAddress().getHostAddress());

            assertThat(failure(post("referral.names.example"))).isEqualTo(Failure.NAME_NOT_RESOLVED);

            inside.setSoTimeout(200);
            assertThatThrownBy(() -> inside.receive(new DatagramPacket(new byte[512], 512)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** A referral always leads to port 53, which not everybody may listen on: the proof does. */
    private static DatagramSocket inside() throws IOException {
        try {
            return new DatagramSocket(new InetSocketAddress("127.0.0.3", 53));
        } catch (BindException e) {
            return Assumptions.abort("port 53 may not be listened on here");
        }
    }

    /** Allows nothing inside. */
    private HttpReceivers production() {
        return HttpReceivers.create(
                TestSettings.asking(List.of(names.address()), Duration.ofSeconds(5), 10),
                InstantSource.system(),
                new SimpleMeterRegistry());
    }

    private Posted post(String host) {
        return Objects.requireNonNull(
                receivers.post(address(host), MESSAGE, KEYS).block(Duration.ofSeconds(20)));
    }

    private URI address(String host) {
        return URI.create("http://" + host + ":" + server.getPort() + "/");
    }

    private static Failure failure(Posted posted) {
        assertThat(posted).isInstanceOf(Failed.class);
        return ((Failed) posted).failure();
    }

    private static FakeNameServer nameServer() {
        try {
            return new FakeNameServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
