package fr.passerelle.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.samples.SampleApi;
import fr.passerelle.samples.SampleIssuer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class CallersTest extends SampleApi {

    @Test
    void readsTheCallerFromTheToken() {
        ResponseSpec answer = whoami(SampleIssuer.rsaToken(claims -> claims.claim("client_id", "vendor")
                .claim("scope", "requests:read unknown:scope tasks:write")
                .claim("act", Map.of("sub", "alice"))));

        answer.expectBody()
                .jsonPath("$.client")
                .isEqualTo("vendor")
                .jsonPath("$.scopes")
                .isEqualTo(List.of("requests:read", "tasks:write"))
                .jsonPath("$.acting_user")
                .isEqualTo("alice");
    }

    @Test
    void takesScopesAsAList() {
        whoami(SampleIssuer.rsaToken(claims -> claims.claim("scope", List.of("requests:read", "requests:write"))))
                .expectBody()
                .jsonPath("$.scopes")
                .isEqualTo(List.of("requests:read", "requests:write"));
    }

    @Test
    void takesATokenWithoutScopes() {
        whoami(SampleIssuer.rsaToken(claims -> claims.claim("scope", null)))
                .expectBody()
                .jsonPath("$.scopes")
                .isEqualTo(List.of());
    }

    @Test
    void givesEachClientItsOwnTenantForGood() {
        String demo = tenant(SampleIssuer.tokenOf("demo"));

        assertThat(tenant(SampleIssuer.tokenOf("demo", "requests:read"))).isEqualTo(demo);
        assertThat(tenant(SampleIssuer.tokenOf("other"))).isNotEqualTo(demo);
    }

    @Test
    void refusesAScopeThatIsMissing() {
        call(HttpMethod.GET, "/v1/samples", "requests:write")
                .expectStatus()
                .isForbidden()
                .expectHeader()
                .valueEquals(
                        HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\", scope=\"requests:read\"")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("insufficient_scope");
    }

    @Test
    void asksForEachOfSeveralScopes() {
        call(HttpMethod.DELETE, "/v1/samples/1", "requests:write")
                .expectStatus()
                .isForbidden();
        call(HttpMethod.DELETE, "/v1/samples/1", "documents:write")
                .expectStatus()
                .isForbidden();
        call(HttpMethod.DELETE, "/v1/samples/1", "documents:write", "requests:write")
                .expectStatus()
                .isNoContent();
    }

    @Test
    void saysWhatIsLeftOfTheQuotaOnRefusalsToo() {
        for (String uri : List.of("/v1/whoami", "/v1/samples", "/v1/nothing")) {
            call(HttpMethod.GET, uri, "requests:write")
                    .expectHeader()
                    .valueEquals("RateLimit-Policy", "\"burst\";q=600;w=60")
                    .expectHeader()
                    .valueMatches("RateLimit", "\"burst\";r=\\d+;t=\\d+");
        }
    }

    @Test
    void needsNoTokenOnOpenRoutes() {
        client.get().uri("/docs/faults/stale").exchange().expectStatus().isEqualTo(412);
    }

    private String tenant(String token) {
        Map<?, ?> me = whoami(token).expectBody(Map.class).returnResult().getResponseBody();
        return String.valueOf(me == null ? null : me.get("tenant"));
    }

    private ResponseSpec whoami(String token) {
        return client.get()
                .uri("/v1/whoami")
                .headers(headers -> headers.setBearerAuth(token))
                .exchange()
                .expectStatus()
                .isOk();
    }

    private ResponseSpec call(HttpMethod method, String uri, String... scopes) {
        return client.method(method)
                .uri(uri)
                .headers(headers -> headers.setBearerAuth(SampleIssuer.token(scopes)))
                .exchange();
    }
}
