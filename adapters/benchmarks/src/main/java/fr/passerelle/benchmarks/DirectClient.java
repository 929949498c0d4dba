package fr.passerelle.benchmarks;

import fr.passerelle.anef.PlatformClient;
import fr.passerelle.anef.PlatformClientProperties;
import fr.passerelle.platform.PlatformUnavailable;
import fr.passerelle.platform.PlatformUnavailable.Fault;
import fr.passerelle.platform.PortalState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import reactor.util.retry.Retry;
import tools.jackson.databind.JsonNode;

/**
 * What the real client makes of a platform that cannot prove its name, or has none, although it trusts the authority that signed the
 * certificates: so each is refused for its own fault. The same client reads what the platform announces.
 */
final class DirectClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_TRIES = 60;
    private static final String PASSWORD = "authority";

    private DirectClient() {}

    static void showCertificates(Client simulator, Figures figures) throws IOException, GeneralSecurityException {
        JsonNode certificates = simulator.get("/simulateur/certificats").ok().body();
        trust(certificates.path("autorite").stringValue());
        long before = calls(simulator);
        for (Map.Entry<String, JsonNode> port : certificates.path("ports").properties()) {
            boolean isGood = port.getKey().equals("certificate-good");
            String outcome = ask("https://localhost:" + port.getValue().asInt());
            figures.show(port.getKey(), outcome);
            figures.require(port.getKey() + ": " + outcome, outcome.equals(isGood ? "answered" : "untrusted"));
        }
        figures.expect("calls_heard_behind_certificates", calls(simulator) - before, 1);
        String nowhere = ask("http://portail.invalid");
        figures.show("name_that_does_not_resolve", nowhere);
        figures.require("a name that does not resolve: " + nowhere, nowhere.equals("unreachable"));
    }

    /** Asked until it is answered: on a bad day the portal may just refuse connections. */
    static void showAnnouncement(String simulator, Figures figures) {
        try (PlatformClient client = client(simulator)) {
            PortalState state = Objects.requireNonNull(client.platform()
                    .state()
                    .retryWhen(Retry.fixedDelay(MOST_TRIES, Duration.ofSeconds(1)))
                    .block(PATIENCE.plusSeconds(MOST_TRIES)));
            figures.show("maintenance_announced_from", String.valueOf(state.maintenanceFrom()));
            figures.require("an announced maintenance was not read", state.open() && state.maintenanceFrom() != null);
        }
    }

    private static PlatformClient client(String url) {
        return PlatformClient.create(
                PlatformClientProperties.of(URI.create(url)), InstantSource.system(), new SimpleMeterRegistry());
    }

    /** For this process alone, whose only TLS this is. */
    private static void trust(String authority) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "authority",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(authority.getBytes(StandardCharsets.US_ASCII))));
        Path file = Files.createTempFile("authority", ".p12");
        file.toFile().deleteOnExit();
        try (OutputStream bytes = Files.newOutputStream(file)) {
            trusted.store(bytes, PASSWORD.toCharArray());
        }
        System.setProperty("javax.net.ssl.trustStore", file.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
    }

    private static String ask(String url) {
        try (PlatformClient client = client(url)) {
            PortalState state = Objects.requireNonNull(client.platform().state().block(PATIENCE));
            return state.simulator() ? "answered" : "answered by another";
        } catch (PlatformUnavailable e) {
            return word(e.fault());
        }
    }

    private static String word(Fault fault) {
        return fault.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static long calls(Client simulator) {
        return simulator.get("/simulateur/appels").ok().body().path("total").asLong();
    }
}
