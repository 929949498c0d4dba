package fr.passerelle.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {
    private final PublicAddresses addresses = new PublicAddresses(List.of());

    /** A block's first and last address, and their neighbours on either side where those are public. */
    @ParameterizedTest
    @CsvSource(textBlock = """
        -, 0.0.0.0, 0.255.255.255, 1.0.0.0
        9.255.255.255, 10.0.0.0, 10.255.255.255, 11.0.0.0
        100.63.255.255, 100.64.0.0, 100.127.255.255, 100.128.0.0
        126.255.255.255, 127.0.0.0, 127.255.255.255, 128.0.0.0
        168.63.129.15, 168.63.129.16, 168.63.129.16, 168.63.129.17
        169.253.255.255, 169.254.0.0, 169.254.255.255, 169.255.0.0
        172.15.255.255, 172.16.0.0, 172.31.255.255, 172.32.0.0
        191.255.255.255, 192.0.0.0, 192.0.0.255, 192.0.1.0
        192.0.1.255, 192.0.2.0, 192.0.2.255, 192.0.3.0
        192.31.195.255, 192.31.196.0, 192.31.196.255, 192.31.197.0
        192.52.192.255, 192.52.193.0, 192.52.193.255, 192.52.194.0
        192.88.98.255, 192.88.99.0, 192.88.99.255, 192.88.100.0
        192.167.255.255, 192.168.0.0, 192.168.255.255, 192.169.0.0
        192.175.47.255, 192.175.48.0, 192.175.48.255, 192.175.49.0
        198.17.255.255, 198.18.0.0, 198.19.255.255, 198.20.0.0
        198.51.99.255, 198.51.100.0, 198.51.100.255, 198.51.101.0
        203.0.112.255, 203.0.113.0, 203.0.113.255, 203.0.114.0
        223.255.255.255, 224.0.0.0, 255.255.255.255, -
        -, ::, 1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, -
        -, 2001::, 2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff, 2001:200::
        2001:db7:ffff:ffff:ffff:ffff:ffff:ffff, 2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, 2001:db9::
        2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 2002::, 2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 2003::
        2620:4f:7fff:ffff:ffff:ffff:ffff:ffff, 2620:4f:8000::, 2620:4f:8000:ffff:ffff:ffff:ffff:ffff, 2620:4f:8001::
        3ffd:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 3ffe::, 3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff, -
        -, 3fff::, 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff, 3fff:1000::
        3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 4000::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, -
        """)
    void refusesEachBlockFromItsFirstAddressToItsLast(String before, String first, String last, String after)
            throws Exception {
        assertThat(isAllowed(first)).isFalse();
        assertThat(isAllowed(last)).isFalse();
        assertThat(before.equals("-") || isAllowed(before)).isTrue();
        assertThat(after.equals("-") || isAllowed(after)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::ffff:127.0.0.1",
                "::ffff:10.1.2.3",
                "::ffff:169.254.169.254",
                "::7f00:1",
                "::808:808",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::808:808",
                "2002:7f00:1::",
                "2001:0:4136:e378:8000:63bf:807f:fffe",
                "2a00:1450::5efe:a00:1",
                "2a00:1450::200:5efe:7f00:1"
            })
    void findsTheAddressInsideAnother(String text) throws Exception {
        assertThat(isAllowed(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"::ffff:8.8.8.8", "64:ff9b::808:808", "2a00:1450::5efe:808:808", "2a00:1450::1"})
    void letsPassWhatIsPublicInsideAndOut(String text) throws Exception {
        assertThat(isAllowed(text)).isTrue();
    }

    @Test
    void refusesAnAddressOfAnInterface() throws Exception {
        byte[] bytes = bytes("2a00:1450::1");

        assertThat(addresses.isAllowed(Inet6Address.getByAddress(null, bytes, 1)))
                .isFalse();
        assertThat(addresses.isAllowed(Inet6Address.getByAddress(null, bytes, -1)))
                .isTrue();
    }

    @Test
    void connectsInsideWhereItIsToldToAndNowhereElse() throws Exception {
        PublicAddresses local = new PublicAddresses(List.of(Network.of("127.77.0.1/32"), Network.of("fd00::/63")));

        assertThat(local.isAllowed(address("127.77.0.1"))).isTrue();
        assertThat(local.isAllowed(address("::ffff:127.77.0.1"))).isTrue();
        assertThat(local.isAllowed(address("fd00:0:0:1::9"))).isTrue();
        assertThat(local.isAllowed(address("127.77.0.2"))).isFalse();
        assertThat(local.isAllowed(address("fd00:0:0:2::9"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1/8",
                "10.0.0.0",
                "10.0.0.0/33",
                "fc00::/129",
                "example.com/8",
                "10.0.0.0/-1",
                "fc01::/7"
            })
    void readsNoNetworkThatIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Network.of(text));
    }

    private boolean isAllowed(String text) throws UnknownHostException {
        return addresses.isAllowed(address(text));
    }

    /** As the name server's bytes make it, and not as Java reads a literal: that one unwraps mapped addresses. */
    private static InetAddress address(String text) throws UnknownHostException {
        byte[] bytes = bytes(text);
        return bytes.length == 4 ? InetAddress.getByAddress(bytes) : Inet6Address.getByAddress(null, bytes, -1);
    }

    private static byte[] bytes(String text) {
        return Objects.requireNonNull(NetUtil.createByteArrayFromIpAddressString(text));
    }
}
