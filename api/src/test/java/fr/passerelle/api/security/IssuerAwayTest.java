package fr.passerelle.api.security;

import fr.passerelle.samples.SampleApplication;
import fr.passerelle.samples.SampleIssuer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The service starts without its issuer, and says that it cannot tell rather than that a token is bad. */
@SpringBootTest(
        classes = SampleApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "passerelle.secrets.key=c2FtcGxlLWtleS1zYW1wbGUta2V5LXNhbXBsZS1rZXk=",
            "passerelle.security.issuer=" + SampleIssuer.ISSUER,
            "passerelle.security.audience=" + SampleIssuer.AUDIENCE,
            "passerelle.security.jwks-uri=http://127.0.0.1:1/jwks"
        })
class IssuerAwayTest {
    @LocalServerPort
    private int port;

    @Test
    void answersUnavailable() {
        WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .build()
                .get()
                .uri("/v1/whoami")
                .headers(headers -> headers.setBearerAuth(SampleIssuer.token()))
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists(HttpHeaders.RETRY_AFTER)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("unavailable");
    }
}
