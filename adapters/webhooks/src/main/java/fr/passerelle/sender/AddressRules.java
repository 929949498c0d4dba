package fr.passerelle.sender;

import fr.passerelle.webhooks.AddressFault;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of an address without asking anybody. Whoever reads an address may find another host in it than we do: so a host
 * is a plain DNS name or a literal in its one usual form, and what might be anything else is refused.
 */
final class AddressRules {
    private static final int LONGEST = 2_048;
    private static final int LONGEST_NAME = 253;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private static final Pattern ASCII = Pattern.compile("[!-~]+");
    private static final Pattern AUTHORITY =
            Pattern.compile("(?<host>\\[[0-9a-f:.]+]|[a-z0-9.-]+)(?::(?<port>[1-9][0-9]{0,4}))?");
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern IPV4 = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

    /** No number in any notation looks like it: those end in a digit, or in {@code 0x} and digits. */
    private static final Pattern TOP_LEVEL = Pattern.compile("[a-z]{2,63}|xn--[a-z0-9-]{1,59}");

    /** Reserved by RFC 6761 and its like, kept for private use by ICANN, or in use inside so many networks. */
    private static final List<String> PRIVATE_NAMES = List.of(
            "alt",
            "arpa",
            "corp",
            "home",
            "internal",
            "intranet",
            "invalid",
            "lan",
            "local",
            "localdomain",
            "localhost",
            "mail",
            "onion",
            "private",
            "svc",
            "test");

    private final SenderSettings settings;
    private final PublicAddresses addresses;

    AddressRules(SenderSettings settings, PublicAddresses addresses) {
        this.settings = settings;
        this.addresses = addresses;
    }

    Optional<AddressFault> fault(URI address) {
        return Optional.ofNullable(firstFault(address));
    }

    private @Nullable AddressFault firstFault(URI address) {
        String authority = address.getRawAuthority();
        if (address.toString().length() > LONGEST) {
            return AddressFault.TOO_LONG;
        }
        if (authority == null || !ASCII.matcher(address.toString()).matches()) {
            return AddressFault.NOT_AN_URL;
        }
        if (!isSpoken(address.getScheme())) {
            return AddressFault.NOT_HTTPS;
        }
        if (authority.indexOf('@') >= 0) {
            return AddressFault.HAS_USER_INFO;
        }
        return address.getRawFragment() != null ? AddressFault.HAS_FRAGMENT : faultOfAuthority(address, authority);
    }

    private boolean isSpoken(@Nullable String scheme) {
        return "https".equalsIgnoreCase(scheme) || !settings.httpsOnly() && "http".equalsIgnoreCase(scheme);
    }

    private @Nullable AddressFault faultOfAuthority(URI address, String authority) {
        Matcher parts = AUTHORITY.matcher(authority.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return AddressFault.NOT_AN_URL;
        }
        if (!settings.allowsPort(port(address, parts.group("port")))) {
            return AddressFault.PORT_NOT_ALLOWED;
        }
        AddressFault fault = faultOfHost(parts.group("host"));
        // What Java takes for the host is what is connected to: it must be what was judged.
        boolean isSame = parts.group("host").equalsIgnoreCase(address.getHost());
        return fault == null && !isSame ? AddressFault.NOT_AN_URL : fault;
    }

    private static int port(URI address, @Nullable String given) {
        if (given != null) {
            return Integer.parseInt(given);
        }
        return "https".equalsIgnoreCase(address.getScheme()) ? HTTPS : HTTP;
    }

    private @Nullable AddressFault faultOfHost(String host) {
        if (host.startsWith("[")) {
            return faultOfLiteral(host.substring(1, host.length() - 1));
        }
        return IPV4.matcher(host).matches() ? faultOfLiteral(host) : faultOfName(host);
    }

    private @Nullable AddressFault faultOfLiteral(String text) {
        InetAddress address;
        try {
            address = InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return AddressFault.NOT_AN_URL;
        }
        if (!addresses.isAllowed(address)) {
            return AddressFault.NOT_PUBLIC;
        }
        return NetUtil.toAddressString(address).equals(text) ? null : AddressFault.NOT_AN_URL;
    }

    private static @Nullable AddressFault faultOfName(String name) {
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            return AddressFault.NOT_AN_URL;
        }
        int lastDot = name.lastIndexOf('.');
        String topLevel = name.substring(lastDot + 1);
        boolean isPublic = lastDot > 0 && TOP_LEVEL.matcher(topLevel).matches() && !PRIVATE_NAMES.contains(topLevel);
        return isPublic ? null : AddressFault.NOT_PUBLIC;
    }
}
