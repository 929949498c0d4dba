package fr.passerelle.api.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

class LocalIssuerTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String ISSUER = "http://issuer.test";

    private final LocalIssuer issuer;
    private final WebTestClient client;
    private final Path keyFile;

    LocalIssuerTest(@TempDir Path folder) {
        keyFile = folder.resolve("local/issuer.jwk");
        issuer = start();
        client = client(issuer);
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void givesATokenForBasicCredentials() throws Exception {
        Map<?, ?> answer = client.post()
                .uri("/oauth2/token")
                .headers(headers -> headers.setBasicAuth("demo", "demo-secret"))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue("grant_type=client_credentials&scope=requests:read+employers:write")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, "no-store")
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();

        SignedJWT token = SignedJWT.parse(String.valueOf(answer == null ? null : answer.get("access_token")));
        assertThat(isSignedBy(issuer, token)).isTrue();
        assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(ISSUER);
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("passerelle");
        assertThat(token.getJWTClaimsSet().getStringClaim("client_id")).isEqualTo("demo");
        assertThat(token.getJWTClaimsSet().getStringClaim("scope")).isEqualTo("requests:read employers:write");
        assertThat(token.getJWTClaimsSet().getExpirationTime()).isEqualTo(NOW.plusSeconds(3600));
    }

    @Test
    void givesAllScopesWhenNoneIsAsked() {
        post("grant_type=client_credentials&client_id=other&client_secret=other-secret")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.scope")
                .isEqualTo(LocalIssuer.ALL_SCOPES)
                .jsonPath("$.token_type")
                .isEqualTo("Bearer");
    }

    @Test
    void keepsItsKeyBetweenStarts() throws Exception {
        SignedJWT token = token(client);

        try (LocalIssuer next = start()) {
            assertThat(isSignedBy(next, token)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=client_credentials&client_id=demo&client_secret=wrong, 401, invalid_client",
        "grant_type=client_credentials&client_id=nobody&client_secret=x, 401, invalid_client",
        "grant_type=client_credentials, 401, invalid_client",
        "grant_type=password&client_id=demo&client_secret=demo-secret, 400, unsupported_grant_type",
        "client_id=demo&client_secret=demo-secret, 400, unsupported_grant_type",
        "grant_type=client_credentials&client_id=demo&client_secret=demo-secret&scope=root, 400, invalid_scope",
        "grant_type=client_credentials&grant_type=x&client_id=demo&client_secret=demo-secret, 400, invalid_request",
        "'', 401, invalid_client"
    })
    void refusesAsRfc6749Says(String form, int status, String error) {
        post(form)
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON)
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo(error);
    }

    @Test
    void refusesWhatIsNoForm() {
        client.post()
                .uri("/oauth2/token")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("invalid_request");
    }

    @Test
    void saysWhereItsEndpointsAre() {
        client.get()
                .uri("/.well-known/openid-configuration")
                .exchange()
                .expectBody()
                .jsonPath("$.issuer")
                .isEqualTo(ISSUER)
                .jsonPath("$.jwks_uri")
                .isEqualTo(ISSUER + "/oauth2/jwks");
    }

    @Test
    void showsItsPublicKeyAlone() {
        client.get()
                .uri("/oauth2/jwks")
                .exchange()
                .expectBody()
                .jsonPath("$.keys[0].d")
                .doesNotExist();
    }

    private LocalIssuer start() {
        return LocalIssuer.start(0, keyFile, ISSUER, "passerelle", InstantSource.fixed(NOW));
    }

    private WebTestClient.ResponseSpec post(String form) {
        return client.post()
                .uri("/oauth2/token")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue(form)
                .exchange();
    }

    private static WebTestClient client(LocalIssuer issuer) {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + issuer.port())
                .build();
    }

    private static SignedJWT token(WebTestClient client) throws Exception {
        Map<?, ?> answer = client.post()
                .uri("/oauth2/token")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue("grant_type=client_credentials&client_id=demo&client_secret=demo-secret")
                .exchange()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        return SignedJWT.parse(String.valueOf(answer == null ? null : answer.get("access_token")));
    }

    private static boolean isSignedBy(LocalIssuer issuer, SignedJWT token) throws Exception {
        byte[] keys = client(issuer)
                .get()
                .uri("/oauth2/jwks")
                .exchange()
                .expectBody()
                .returnResult()
                .getResponseBody();
        JWKSet set = JWKSet.parse(new String(keys == null ? new byte[0] : keys, StandardCharsets.UTF_8));
        return token.verify(new RSASSAVerifier(
                set.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey()));
    }
}
