package fr.passerelle.anef;

import fr.passerelle.platform.DraftNumber;
import fr.passerelle.platform.FilingForms;
import fr.passerelle.platform.Session;
import fr.passerelle.platform.Submission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.springframework.util.unit.DataSize;

/** A portal that answers what a test says, over a real socket. */
final class ScriptedPortal implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-23T09:15:30Z");
    static final Session SESSION = new Session("jeton-1", NOW.plusSeconds(1200));
    static final DraftNumber DRAFT = new DraftNumber("B-2026-0000001");
    static final Submission SUBMISSION = new Submission(
            DRAFT, "Anne Durand", FilingForms.aForm().reference("PSR-0001").expected(DRAFT));
    static final String JSON = "application/json; charset=utf-8";

    private final MockWebServer server = new MockWebServer();

    ScriptedPortal() {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void provesItsNameWith(SSLSocketFactory certificate) {
        server.useHttps(certificate);
    }

    URI url() {
        return server.url("/").uri();
    }

    PlatformClientProperties properties() {
        return properties(url(), Duration.ofSeconds(10));
    }

    /** Limits small enough for a test to pass them. */
    static PlatformClientProperties properties(URI url, Duration deadline) {
        return new PlatformClientProperties(
                url,
                deadline,
                deadline.dividedBy(2),
                2,
                DataSize.ofKilobytes(64),
                DataSize.ofKilobytes(128),
                DataSize.ofKilobytes(4),
                Duration.ofHours(24),
                new PlatformClientProperties.Breaker(4, 4, 50, deadline, 100, Duration.ofMinutes(1)));
    }

    WebClientPlatform platform() {
        return platform(properties());
    }

    static WebClientPlatform platform(PlatformClientProperties properties) {
        return new WebClientPlatform(new Portal(properties, InstantSource.fixed(NOW)));
    }

    void answers(int status, String json) {
        answers(response(status, JSON, json));
    }

    void answersPdf(byte[] pdf) {
        answers(new MockResponse.Builder()
                .addHeader("Content-Type", "application/pdf")
                .body(new Buffer().write(pdf)));
    }

    void answers(MockResponse.Builder response) {
        server.enqueue(response.build());
    }

    static MockResponse.Builder response(int status, String type, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", type)
                .body(body);
    }

    RecordedRequest request() {
        try {
            return Objects.requireNonNull(server.takeRequest(5, TimeUnit.SECONDS), "no request came");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int requests() {
        return server.getRequestCount();
    }

    @Override
    public void close() {
        server.close();
    }

    static String error(String code) {
        return """
            {"code": "%s", "message": "Refusé.", "erreurs": [{"champ": "salarie.nom", "message": "Nom absent"}]}\
            """.formatted(code);
    }

    static String receipt() {
        return receipt("B-2026-0000001", "PSR-0001", "73282932000074", "EL AMRANI", "1990-04-12");
    }

    static String receipt(String draft, String reference, String siret, String name, String birthDate) {
        return """
            {"numero_depot": "D-2026-0000001", "numero_brouillon": "%s", "reference_libre": "%s",
             "date_enregistrement": "2026-11-23T10:15:30+01:00", "service_instructeur": "Plateforme MOE de Béthune",
             "siret": "%s", "salarie": {"nom": "%s", "prenoms": ["Youssef", "Ali"], "date_naissance": "%s"},
             "attestation": "/portail/demandes/D-2026-0000001/attestation", "date_decision_implicite": "2027-01-23"}\
            """.formatted(draft, reference, siret, name, birthDate);
    }

    static String draft(String pieces) {
        return """
            {"numero_brouillon": "B-2026-0000001", "etat": "brouillon", "cree_le": "2026-11-23T10:15:30+01:00",
             "siret": "73282932000074", "reference_libre": "PSR-0001", "type_demande": "salarie",
             "salarie": {"nom": "El Amrani", "prenoms": ["Youssef", "Ali"], "date_naissance": "1990-04-12",
                         "numero_etranger": "9912345678"},
             "contrat": {"intitule": "Maçon", "debut": "2027-02-01"}, "pieces": [%s]}\
            """.formatted(pieces);
    }

    static String file(String number, String label, String further) {
        return """
            {"numero_depot": "%s", "numero_brouillon": "B-2026-0000001", "reference_libre": "PSR-0001",
             "siret": "73282932000074", "type_demande": "salarie",
             "salarie": {"nom": "El Amrani", "prenoms": ["Youssef", "Ali"], "date_naissance": "1990-04-12"},
             "contrat": {"intitule": "Maçon", "debut": "2027-02-01"}, "statut": "%s",
             "statut_depuis": "2026-11-24T10:15:30+01:00", "date_enregistrement": "2026-11-23T10:15:30+01:00",
             "service_instructeur": "Plateforme MOE de Béthune"%s}\
            """.formatted(number, label, further);
    }

    static String page(int page, int pages, int total, String... files) {
        return """
            {"demandes": [%s], "page": %d, "pages": %d, "total": %d}\
            """.formatted(String.join(",", files), page, pages, total);
    }
}
