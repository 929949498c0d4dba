package fr.passerelle.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.server.HttpServer;

/**
 * The same portal behind TLS, on a port for each certificate that nobody may trust, and on one for a good certificate. An
 * authority of its own signs them, whose certificate is shown to whoever wants to trust it. All are made anew at each start by the
 * JDK's keytool, so that no private key lies in the repository.
 */
final class BadCertificates implements AutoCloseable {
    static final String GOOD = "certificate-good";

    private static final String PASSWORD = "simulateur";
    private static final String AUTHORITY = "autorite";
    private static final String SIGNED_BY_AUTHORITY = "-signer " + AUTHORITY;
    private static final String OF_THIS_HOST = "-ext san=dns:localhost,ip:127.0.0.1";

    private final List<DisposableServer> listening = new ArrayList<>();
    private final KeyStore keys;
    private final Map<String, Integer> ports = new TreeMap<>();

    private BadCertificates(KeyStore keys) {
        this.keys = keys;
    }

    /** Makes the certificates, which takes some seconds, and listens. */
    static BadCertificates start(HttpServer server, Strikes strikes) {
        try {
            BadCertificates certificates = new BadCertificates(made());
            certificates.listen(server, GOOD, () -> {});
            for (FaultKind kind : List.of(
                    FaultKind.CERTIFICATE_EXPIRED,
                    FaultKind.CERTIFICATE_OF_ANOTHER_HOST,
                    FaultKind.CERTIFICATE_SELF_SIGNED)) {
                certificates.listen(server, kind.code(), () -> strikes.countConnection(kind));
            }
            return certificates;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificates could not be made", e);
        }
    }

    private static KeyStore made() throws IOException, GeneralSecurityException {
        Path folder = Files.createTempDirectory("simulateur");
        Path file = folder.resolve("certificats.p12");
        try {
            generate(file, AUTHORITY, "-ext bc:c");
            generate(file, GOOD, SIGNED_BY_AUTHORITY + " " + OF_THIS_HOST);
            generate(
                    file,
                    FaultKind.CERTIFICATE_EXPIRED.code(),
                    SIGNED_BY_AUTHORITY + " " + OF_THIS_HOST + " -startdate -30d -validity 10");
            generate(
                    file,
                    FaultKind.CERTIFICATE_OF_ANOTHER_HOST.code(),
                    SIGNED_BY_AUTHORITY + " -ext san=dns:autre.exemple");
            generate(file, FaultKind.CERTIFICATE_SELF_SIGNED.code(), OF_THIS_HOST);
            return read(file);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    private static void generate(Path file, String alias, String options) throws IOException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        String command = "%s -genkeypair -keyalg EC -alias %s -dname CN=%s -storetype PKCS12 -storepass %s %s"
                .formatted(keytool, alias, alias, PASSWORD, options);
        List<String> parts = new ArrayList<>(List.of(command.split(" ", -1)));
        parts.addAll(List.of("-keystore", file.toString()));
        Process process = new ProcessBuilder(parts).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("keytool: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static KeyStore read(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(file)) {
            store.load(bytes, PASSWORD.toCharArray());
        }
        return store;
    }

    private void listen(HttpServer server, String alias, Runnable whenConnected) throws GeneralSecurityException {
        Http11SslContextSpec tls = Http11SslContextSpec.forServer(only(alias));
        DisposableServer one = server.port(0)
                .secure(spec -> spec.sslContext(tls))
                .doOnChannelInit((observer, channel, remote) -> whenConnected.run())
                .bindNow();
        listening.add(one);
        ports.put(alias, one.port());
    }

    private KeyManagerFactory only(String alias) throws GeneralSecurityException {
        try {
            KeyStore one = KeyStore.getInstance("PKCS12");
            one.load(null, null);
            char[] password = PASSWORD.toCharArray();
            one.setKeyEntry(alias, keys.getKey(alias, password), password, keys.getCertificateChain(alias));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(one, password);
            return factory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Wire.Certificats report(@Nullable BadCertificates certificates) {
        return certificates == null
                ? new Wire.Certificats("", Map.of())
                : new Wire.Certificats(certificates.authority(), Map.copyOf(certificates.ports));
    }

    /** In PEM. */
    private String authority() {
        try {
            Certificate certificate = keys.getCertificate(AUTHORITY);
            return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                    .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        listening.forEach(DisposableServer::disposeNow);
    }
}
