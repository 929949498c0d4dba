package fr.passerelle.api.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where the parts of the local run listen; zero is any free port.
 *
 * @param management health and metrics of the service
 */
public record Ports(int service, int management, int simulator, int issuer, int database) {
    static final Ports USUAL = new Ports(8080, 9090, 8090, 8091, 15432);
    public static final Ports ANY = new Ports(0, 0, 0, 0, 0);

    String issuerUrl() {
        return issuer == 0 ? "http://issuer.test" : "http://localhost:" + issuer;
    }

    /** What is taken, in sentences that say what to do; empty when the run can begin. */
    List<String> taken() {
        List<String> sentences = new ArrayList<>();
        note(sentences, "service", service);
        note(sentences, "management", management);
        note(sentences, "simulator", simulator);
        note(sentences, "issuer", issuer);
        note(sentences, "database", database);
        return sentences;
    }

    private static void note(List<String> sentences, String name, int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            socket.getLocalPort();
        } catch (IOException e) {
            sentences.add("Port %d (%s) is taken. End what listens there, or choose another: PASSERELLE_PORT_%s=%d"
                    .formatted(port, name, name.toUpperCase(Locale.ROOT), port + 10_000));
        }
    }
}
