package fr.passerelle.samples;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Runs tests against the sample application on a real port. One application serves all of them. */
@SpringBootTest(
        classes = SampleApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "passerelle.secrets.key=c2FtcGxlLWtleS1zYW1wbGUta2V5LXNhbXBsZS1rZXk=",
            "passerelle.security.issuer=" + SampleIssuer.ISSUER,
            "passerelle.security.audience=" + SampleIssuer.AUDIENCE
        })
public abstract class SampleApi {
    @LocalServerPort
    protected int port;

    protected WebTestClient client;

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry registry) {
        registry.add("passerelle.security.jwks-uri", SampleIssuer::jwksUri);
    }

    @BeforeEach
    void connect() {
        client =
                WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
    }

    /** A client whose token has all scopes. */
    protected WebTestClient authorised() {
        return client.mutate()
                .defaultHeaders(headers -> headers.setBearerAuth(
                        SampleIssuer.token("requests:read", "requests:write", "documents:write", "employers:write")))
                .build();
    }
}
