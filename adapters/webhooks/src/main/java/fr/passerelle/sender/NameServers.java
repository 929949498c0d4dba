package fr.passerelle.sender;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.resolver.HostsFileEntriesResolver;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverChannelStrategy;
import io.netty.resolver.dns.DnsServerAddressStream;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import reactor.netty.resources.LoopResources;

/**
 * Whom we ask for addresses, and nobody else. A name is looked up as it stands: neither in this machine's file of hosts nor below the
 * domains that it searches, which are no business of clients'.
 *
 * <p>Netty follows a referral to further name servers wherever it leads, and whoever owns a zone writes its referrals: a packet that
 * is not for one of our own servers is dropped.
 */
final class NameServers {
    private static final int DNS = 53;
    private static final int MOST_QUERIES = 8;
    /** So that there is time for a second server. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** Seconds. An address that has changed is noticed soon, whatever its owner says. */
    private static final int LONGEST_REMEMBERED = 60;

    private static final int FAILURE_REMEMBERED = 5;
    private static final HostsFileEntriesResolver NO_HOSTS_FILE = (_, _) -> null;

    private final List<InetSocketAddress> servers;

    private NameServers(List<InetSocketAddress> servers) {
        this.servers = List.copyOf(servers);
    }

    /** Those given; those of the machine where none are. */
    static NameServers of(List<String> given) {
        return new NameServers(
                given.isEmpty()
                        ? ofMachine()
                        : given.stream().map(NameServers::read).toList());
    }

    private static InetSocketAddress read(String text) {
        URI uri = URI.create("dns://" + text);
        String host = String.valueOf(uri.getHost()).replaceAll("[\\[\\]]", "");
        return new InetSocketAddress(InetAddress.ofLiteral(host), uri.getPort() < 0 ? DNS : uri.getPort());
    }

    private static List<InetSocketAddress> ofMachine() {
        DnsServerAddressStream stream =
                DnsServerAddressStreamProviders.platformDefault().nameServerAddressStream("");
        List<InetSocketAddress> servers = new ArrayList<>();
        for (int i = 0; i < stream.size(); i++) {
            servers.add(stream.next());
        }
        return servers;
    }

    DnsAddressResolverGroup resolver(LoopResources loops) {
        EventLoopGroup group = loops.onClient(LoopResources.DEFAULT_NATIVE);
        DropsOthers others = new DropsOthers(Set.copyOf(servers));
        return new DnsAddressResolverGroup(new DnsNameResolverBuilder()
                .datagramChannelFactory(() -> channel(loops, group, others))
                // A port of its own for each look-up: an answer is harder to forge.
                .datagramChannelStrategy(DnsNameResolverChannelStrategy.ChannelPerResolution)
                .nameServerProvider(new SequentialDnsServerAddressStreamProvider(servers))
                .hostsFileEntriesResolver(NO_HOSTS_FILE)
                .searchDomains(List.of())
                .queryTimeoutMillis(PATIENCE.toMillis())
                .maxQueriesPerResolve(MOST_QUERIES)
                .ttl(0, LONGEST_REMEMBERED)
                .negativeTtl(FAILURE_REMEMBERED));
    }

    private static DatagramChannel channel(LoopResources loops, EventLoopGroup group, ChannelHandler others) {
        DatagramChannel channel = loops.onChannel(DatagramChannel.class, group);
        channel.pipeline().addFirst(others);
        return channel;
    }

    /** Stands right before the socket. */
    @ChannelHandler.Sharable
    private static final class DropsOthers extends ChannelOutboundHandlerAdapter {
        private final Set<InetSocketAddress> servers;

        DropsOthers(Set<InetSocketAddress> servers) {
            this.servers = servers;
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof DatagramPacket packet && servers.contains(packet.recipient())) {
                context.write(message, promise);
            } else {
                ReferenceCountUtil.release(message);
                promise.setFailure(new AddressNotPublic());
            }
        }
    }
}
