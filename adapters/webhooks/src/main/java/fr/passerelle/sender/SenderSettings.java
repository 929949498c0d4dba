package fr.passerelle.sender;

import java.time.Duration;
import java.util.List;

/**
 * What is posted to, and how much of us it may take.
 *
 * @param allowedPorts no other is connected to
 * @param httpsOnly false in the local run alone
 * @param attemptLimit from the look at the name to the last byte that is read
 * @param connectLimit of which a connection may take so much, and so may its TLS
 * @param mostBytesRead of an answer's body, which is dropped; the connection of one that goes on is closed
 * @param connectionsPerHost open at once to one host and port; further attempts wait, within their limit
 * @param connections open at once in all; further attempts are held back
 * @param allowedNetworks connected to although they are not public; empty in production
 * @param nameServers literal addresses, each with a port where it is not 53; those of the machine where there are none
 */
public record SenderSettings(
        List<PortRange> allowedPorts,
        boolean httpsOnly,
        Duration attemptLimit,
        Duration connectLimit,
        int mostBytesRead,
        int connectionsPerHost,
        int connections,
        List<Network> allowedNetworks,
        List<String> nameServers) {
    public SenderSettings {
        if (allowedPorts.isEmpty()) {
            throw new IllegalArgumentException("at least one port");
        }
        if (!attemptLimit.isPositive() || !connectLimit.isPositive() || connectLimit.compareTo(attemptLimit) >= 0) {
            throw new IllegalArgumentException("a connection takes some time, and less than its attempt");
        }
        if (mostBytesRead < 0) {
            throw new IllegalArgumentException("no less than nothing is read");
        }
        if (connectionsPerHost < 1 || connections < connectionsPerHost) {
            throw new IllegalArgumentException("at least one connection to a host, and no fewer in all");
        }
        allowedPorts = List.copyOf(allowedPorts);
        allowedNetworks = List.copyOf(allowedNetworks);
        nameServers = List.copyOf(nameServers);
    }

    /** As application.yaml has it, where each value has its reason. */
    public static SenderSettings production() {
        return new SenderSettings(
                List.of(PortRange.only(443), PortRange.only(8443)),
                true,
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                65_536,
                20,
                2_000,
                List.of(),
                List.of());
    }

    boolean allowsPort(int port) {
        return allowedPorts.stream().anyMatch(range -> range.contains(port));
    }
}
