package fr.passerelle.sender;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells public addresses from all others: unicast that anybody on the internet can reach. Judges the bytes that would be connected
 * to; an IPv4 address inside an IPv6 address is taken out first and judged as itself.
 *
 * <p>Source: IANA's special-purpose registries of IPv4 and IPv6 and its registry of IPv6 unicast assignments (consulted
 * 2026-11-24). Stricter than they are: a block of which a part is public is refused whole where no receiver of webhooks lives there,
 * and so is what leads through tunnels.
 */
final class PublicAddresses {
    private static final List<Network> REFUSED = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10", // carriers' NAT; the metadata of Alibaba's cloud
            "127.0.0.0/8",
            "168.63.129.16/32", // looks public, and is the host of each machine in Azure
            "169.254.0.0/16", // link-local; the metadata of most clouds
            "172.16.0.0/12",
            "192.0.0.0/24", // the metadata of Oracle's cloud
            "192.0.2.0/24",
            "192.31.196.0/24", // AS112, as below: answers nothing but DNS
            "192.52.193.0/24", // multicast tunnels
            "192.88.99.0/24", // relays of 6to4
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "2001::/23", // Teredo, ORCHID, benchmarking and other protocols
            "2001:db8::/32",
            "2002::/16", // 6to4, which no longer works
            "2620:4f:8000::/48",
            "3ffe::/16", // given back, and given to nobody since
            "3fff::/20");

    /** All that IANA has assigned of IPv6: loopback, local, multicast and the rest lie beyond. */
    private static final Network IPV6_UNICAST = Network.of("2000::/3");

    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};
    private static final Network NAT64 = Network.of("64:ff9b::/96");
    private static final byte[] ISATAP = {0, 0, 0x5e, (byte) 0xfe};
    private static final byte[] ISATAP_UNIQUE = {2, 0, 0x5e, (byte) 0xfe};
    private static final int IPV4_INSIDE = 12;

    private final List<Network> allowed;

    /** @param allowed connected to although they are not public */
    PublicAddresses(List<Network> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    boolean isAllowed(InetAddress address) {
        return !isScoped(address) && isAllowed(meant(address.getAddress()));
    }

    private boolean isAllowed(byte[] address) {
        return allowed.stream().anyMatch(network -> network.contains(address)) || isPublic(address);
    }

    private static boolean isPublic(byte[] address) {
        if (REFUSED.stream().anyMatch(network -> network.contains(address))) {
            return false;
        }
        return address.length == 4 || IPV6_UNICAST.contains(address) && !leadsInside(address);
    }

    /** One that is of an interface of this machine is of nobody else's. */
    private static boolean isScoped(InetAddress address) {
        return address instanceof Inet6Address six && six.getScopeId() != 0;
    }

    /** A mapped address is the IPv4 address itself, and NAT64 leads to it. */
    private static byte[] meant(byte[] address) {
        boolean isInside = address.length == 16
                && (Arrays.equals(address, 0, IPV4_INSIDE, MAPPED, 0, IPV4_INSIDE) || NAT64.contains(address));
        return isInside ? inside(address) : address;
    }

    /** ISATAP: the last 32 bits of an address within any prefix are where its packets are sent. */
    private static boolean leadsInside(byte[] address) {
        boolean isIsatap = Arrays.equals(address, 8, IPV4_INSIDE, ISATAP, 0, ISATAP.length)
                || Arrays.equals(address, 8, IPV4_INSIDE, ISATAP_UNIQUE, 0, ISATAP_UNIQUE.length);
        return isIsatap && !isPublic(inside(address));
    }

    private static byte[] inside(byte[] address) {
        return Arrays.copyOfRange(address, IPV4_INSIDE, address.length);
    }

    private static List<Network> networks(String... blocks) {
        return Stream.of(blocks).map(Network::of).toList();
    }
}
