package fr.passerelle.sender;

import java.time.Duration;
import java.util.List;

/** Settings that reach a server of a test on loopback, small enough for a test to meet their limits. */
final class TestSettings {
    private TestSettings() {}

    static SenderSettings reaching(String... networks) {
        return limited(Duration.ofSeconds(10), 10, networks);
    }

    static SenderSettings limited(Duration attempt, int connections, String... networks) {
        return asking(List.of(), attempt, connections, networks);
    }

    static SenderSettings asking(List<String> nameServers, Duration attempt, int connections, String... networks) {
        return new SenderSettings(
                List.of(PortRange.of("1-65535")),
                false,
                attempt,
                attempt.dividedBy(2),
                65_536,
                Math.min(2, connections),
                connections,
                List.of(networks).stream().map(Network::of).toList(),
                nameServers);
    }
}
