package fr.passerelle.sender;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.sender.hostile.Listed;
import fr.passerelle.webhooks.AddressFault;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
    private final AddressRules rules = rules(SenderSettings.production());
    private final AddressRules local = rules(new SenderSettings(
            List.of(PortRange.of("1-65535")),
            false,
            Duration.ofSeconds(20),
            Duration.ofSeconds(5),
            65_536,
            10,
            10,
            List.of(Network.of("127.0.0.0/8")),
            List.of()));

    @ParameterizedTest
    @MethodSource("fr.passerelle.sender.hostile.Listed#hostileUrls")
    void refusesEveryHostileAddress(Listed hostile) {
        assertThat(hostile.uri().flatMap(rules::fault).isPresent()
                        || hostile.uri().isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("fr.passerelle.sender.hostile.Listed#goodUrls")
    void findsNothingAgainstAGoodAddress(Listed good) {
        assertThat(rules.fault(URI.create(good.text()))).isEmpty();
    }

    @Test
    void knowsEnoughAddressesOfWhichJavaReadsMost() {
        List<Listed> hostile = Listed.hostileUrls();

        assertThat(new HashSet<>(hostile)).hasSameSizeAs(hostile).hasSizeGreaterThanOrEqualTo(200);
        assertThat(hostile.stream().filter(url -> url.uri().isPresent())).hasSizeGreaterThanOrEqualTo(200);
        assertThat(Listed.goodUrls()).hasSizeGreaterThanOrEqualTo(30);
    }

    @ParameterizedTest
    @CsvSource({
        "https://127.0.0.1/, NOT_PUBLIC",
        "https://0x7f.1/, NOT_PUBLIC",
        "https://2130706433/, NOT_PUBLIC",
        "https://[::1]/, NOT_PUBLIC",
        "https://db/, NOT_PUBLIC",
        "https://metadata.google.internal/, NOT_PUBLIC",
        "https://ex_ample.com/, NOT_AN_URL",
        "https://example.com./, NOT_AN_URL",
        "https://example.com/é, NOT_AN_URL",
        "mailto:a@example.com, NOT_AN_URL",
        "http://example.com/, NOT_HTTPS",
        "ftp://example.com/, NOT_HTTPS",
        "https://a:b@example.com/, HAS_USER_INFO",
        "https://example.com/#a, HAS_FRAGMENT",
        "https://example.com:22/, PORT_NOT_ALLOWED"
    })
    void saysWhatIsWrong(URI address, AddressFault fault) {
        assertThat(rules.fault(address)).contains(fault);
    }

    @Test
    void takesNoAddressLongerThanItsLimit() {
        String base = "https://example.com/";

        assertThat(rules.fault(URI.create(base + "a".repeat(2_048 - base.length()))))
                .isEmpty();
        assertThat(rules.fault(URI.create(base + "a".repeat(2_049 - base.length()))))
                .contains(AddressFault.TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:9000/hook", "http://127.0.0.1/", "https://127.1.2.3:1/", "https://example.com/"
            })
    void letsTheLocalRunPostToItsOwnMachine(URI address) {
        assertThat(local.fault(address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/",
                "http://127.1/",
                "http://localhost/",
                "http://[::1]/",
                "http://169.254.169.254/"
            })
    void letsTheLocalRunPostNowhereElseInside(URI address) {
        assertThat(local.fault(address)).isNotEqualTo(Optional.empty());
    }

    private static AddressRules rules(SenderSettings settings) {
        return new AddressRules(settings, new PublicAddresses(settings.allowedNetworks()));
    }
}
