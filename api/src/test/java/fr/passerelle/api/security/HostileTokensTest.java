package fr.passerelle.api.security;

import static fr.passerelle.samples.SampleIssuer.EC;
import static fr.passerelle.samples.SampleIssuer.RSA;
import static fr.passerelle.samples.SampleIssuer.STRANGER;
import static fr.passerelle.samples.SampleIssuer.claims;
import static fr.passerelle.samples.SampleIssuer.header;
import static fr.passerelle.samples.SampleIssuer.rsaToken;
import static fr.passerelle.samples.SampleIssuer.signed;
import static fr.passerelle.samples.SampleIssuer.signer;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.PlainJWT;
import fr.passerelle.samples.SampleApi;
import fr.passerelle.samples.SampleIssuer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class HostileTokensTest extends SampleApi {

    static Stream<Named<String>> hostile() throws Exception {
        Instant now = Instant.now();
        String good = SampleIssuer.token("requests:read");
        String[] parts = good.split("\\.", -1);
        return Stream.of(
                Named.of("alg none", new PlainJWT(claims(c -> {})).serialize()),
                Named.of("alg none, signature kept", json("{\"alg\":\"none\"}") + "." + parts[1] + "." + parts[2]),
                Named.of("alg None", json("{\"alg\":\"None\"}") + "." + parts[1] + "."),
                Named.of("no signature", parts[0] + "." + parts[1] + "."),
                Named.of("HS256 with the public key", hmac(RSA.toRSAPublicKey().getEncoded())),
                Named.of("HS256 with the public key in PEM", hmac(pem())),
                Named.of(
                        "RS512, not on our list",
                        signed(header(JWSAlgorithm.RS512, "rsa-1").build(), c -> {}, signer(RSA))),
                Named.of(
                        "signed by another key of the same name",
                        signed(header(JWSAlgorithm.RS256, "rsa-1").build(), c -> {}, signer(STRANGER))),
                Named.of(
                        "a key that the issuer does not have",
                        signed(header(JWSAlgorithm.RS256, "rsa-2").build(), c -> {}, signer(RSA))),
                Named.of(
                        "the name of a key of another kind",
                        signed(header(JWSAlgorithm.RS256, "ec-1").build(), c -> {}, signer(RSA))),
                Named.of(
                        "jku",
                        signed(
                                header(JWSAlgorithm.RS256, "rsa-1")
                                        .jwkURL(URI.create("https://evil.test/jwks"))
                                        .build(),
                                c -> {},
                                signer(RSA))),
                Named.of(
                        "x5u",
                        signed(
                                header(JWSAlgorithm.RS256, "rsa-1")
                                        .x509CertURL(URI.create("https://evil.test/x"))
                                        .build(),
                                c -> {},
                                signer(RSA))),
                Named.of(
                        "x5c",
                        signed(
                                header(JWSAlgorithm.RS256, "rsa-1")
                                        .x509CertChain(List.of(new com.nimbusds.jose.util.Base64("AAAA")))
                                        .build(),
                                c -> {},
                                signer(RSA))),
                Named.of(
                        "its own key",
                        signed(
                                header(JWSAlgorithm.RS256, "rsa-1")
                                        .jwk(STRANGER.toPublicJWK())
                                        .build(),
                                c -> {},
                                signer(STRANGER))),
                Named.of(
                        "a critical header",
                        signed(
                                header(JWSAlgorithm.RS256, "rsa-1")
                                        .criticalParams(Set.of("exp"))
                                        .customParam("exp", 1)
                                        .build(),
                                c -> {},
                                signer(RSA))),
                Named.of(
                        "typ of an identity token",
                        signed(
                                header(JWSAlgorithm.RS256, "rsa-1")
                                        .type(new JOSEObjectType("id+jwt"))
                                        .build(),
                                c -> {},
                                signer(RSA))),
                Named.of(
                        "typ of a logout token",
                        signed(
                                header(JWSAlgorithm.RS256, "rsa-1")
                                        .type(new JOSEObjectType("logout+jwt"))
                                        .build(),
                                c -> {},
                                signer(RSA))),
                Named.of(
                        "claims of an identity token",
                        rsaToken(c -> c.claim("nonce", "n").claim("at_hash", "h"))),
                Named.of(
                        "expired",
                        rsaToken(c -> c.issueTime(Date.from(now.minusSeconds(300)))
                                .expirationTime(Date.from(now.minusSeconds(120))))),
                Named.of("no expiry", rsaToken(c -> c.expirationTime(null))),
                Named.of("expiry in words", rsaToken(c -> c.claim("exp", "tomorrow"))),
                Named.of("not yet", rsaToken(c -> c.notBeforeTime(Date.from(now.plusSeconds(120))))),
                Named.of("no audience", rsaToken(c -> c.audience((String) null))),
                Named.of("another audience", rsaToken(c -> c.audience("https://other.test"))),
                Named.of(
                        "an audience that begins like ours",
                        rsaToken(c -> c.audience(SampleIssuer.AUDIENCE + ".evil"))),
                Named.of("another issuer", rsaToken(c -> c.issuer("https://evil.test"))),
                Named.of("the issuer with a slash", rsaToken(c -> c.issuer(SampleIssuer.ISSUER + "/"))),
                Named.of("no issuer", rsaToken(c -> c.issuer(null))),
                Named.of("bound to a certificate", rsaToken(c -> c.claim("cnf", Map.of("x5t#S256", "abc")))),
                Named.of("bound to a key", rsaToken(c -> c.claim("cnf", Map.of("jkt", "abc")))),
                Named.of("no client", rsaToken(c -> c.claim("client_id", null))),
                Named.of("an empty client", rsaToken(c -> c.claim("client_id", " "))),
                Named.of("a list of clients", rsaToken(c -> c.claim("client_id", List.of("demo", "other")))),
                Named.of("a client with NUL", rsaToken(c -> c.claim("client_id", "demo\0"))),
                Named.of(
                        "the same claim twice",
                        signedText(
                                "{\"iss\":\"https://issuer.test\",\"aud\":\"https://evil.test\",\"aud\":\"https://passerelle.test\",\"client_id\":\"demo\",\"exp\":"
                                        + now.plusSeconds(300).getEpochSecond() + "}")),
                Named.of("claims that are a list", signedText("[]")),
                Named.of("claims that are no JSON", signedText("hello")),
                Named.of(
                        "a changed claim", parts[0] + "." + json("{\"iss\":\"https://issuer.test\"}") + "." + parts[2]),
                Named.of("a changed signature", parts[0] + "." + parts[1] + "." + "A".repeat(parts[2].length())),
                Named.of("ES256 with zeros", es256WithZeros()),
                Named.of("four parts", good + ".x"),
                Named.of("five parts", "a.b.c.d.e"),
                Named.of("two parts", parts[0] + "." + parts[1]),
                Named.of("no parts", "garbage"),
                Named.of("dots", ".."),
                Named.of("a huge token", rsaToken(c -> c.claim("padding", "x".repeat(9_000)))),
                Named.of("deep claims", signedText("{\"a\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}")));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refusesHostileTokens(String token) {
        assertRefused(client.get()
                .uri("/v1/whoami")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer  x",
                "Basic ZGVtbzpkZW1v",
                "DPoP abc",
                "x",
                "Bearer a b",
                "Bearer é"
            })
    void refusesOtherHeaders(String header) {
        assertRefused(client.get()
                .uri("/v1/whoami")
                .header(HttpHeaders.AUTHORIZATION, header)
                .exchange());
    }

    @Test
    void refusesTwoHeaders() {
        String good = "Bearer " + SampleIssuer.token("requests:read");

        assertRefused(client.get()
                .uri("/v1/whoami")
                .header(HttpHeaders.AUTHORIZATION, good, good)
                .exchange());
        assertRefused(client.get()
                .uri("/v1/whoami")
                .header(HttpHeaders.AUTHORIZATION, good, "Basic x")
                .exchange());
    }

    @Test
    void takesNoTokenFromElsewhere() {
        String good = SampleIssuer.token("requests:read");

        ResponseSpec answer = client.get()
                .uri("/v1/whoami?access_token=" + good)
                .cookie("access_token", good)
                .exchange();

        answer.expectStatus().isUnauthorized().expectHeader().valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    @ParameterizedTest
    @MethodSource("good")
    void takesGoodTokens(String token) {
        client.get()
                .uri("/v1/whoami")
                .header(HttpHeaders.AUTHORIZATION, "bearer " + token)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.client")
                .isEqualTo("demo");
    }

    static Stream<Named<String>> good() {
        Instant now = Instant.now();
        return Stream.of(
                Named.of("RS256", rsaToken(c -> {})),
                Named.of("PS256", signed(header(JWSAlgorithm.PS256, "rsa-1").build(), c -> {}, signer(RSA))),
                Named.of("ES256", signed(header(JWSAlgorithm.ES256, "ec-1").build(), c -> {}, signer(EC))),
                Named.of("no key named", signed(header(JWSAlgorithm.RS256, null).build(), c -> {}, signer(RSA))),
                Named.of(
                        "typ JWT",
                        signed(
                                header(JWSAlgorithm.RS256, "rsa-1")
                                        .type(JOSEObjectType.JWT)
                                        .build(),
                                c -> {},
                                signer(RSA))),
                Named.of(
                        "no typ",
                        signed(header(JWSAlgorithm.RS256, "rsa-1").type(null).build(), c -> {}, signer(RSA))),
                Named.of(
                        "one of our audiences",
                        rsaToken(c -> c.audience(List.of("https://other.test", SampleIssuer.AUDIENCE)))),
                Named.of(
                        "just expired",
                        rsaToken(c -> c.issueTime(Date.from(now.minusSeconds(90)))
                                .expirationTime(Date.from(now.minusSeconds(30))))),
                Named.of("clock ahead", rsaToken(c -> c.notBeforeTime(Date.from(now.plusSeconds(30))))));
    }

    private static void assertRefused(ResponseSpec answer) {
        Map<?, ?> problem = answer.expectStatus()
                .isUnauthorized()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        assertThat(problem).isNotNull();
        assertThat(problem.get("code")).isEqualTo("unauthenticated");
    }

    private static String json(String text) {
        return Base64URL.encode(text).toString();
    }

    private static String hmac(byte[] secret) throws Exception {
        return signed(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa-1").build(), c -> {}, new MACSigner(secret));
    }

    private static byte[] pem() throws Exception {
        String encoded = java.util.Base64.getMimeEncoder()
                .encodeToString(RSA.toRSAPublicKey().getEncoded());
        return ("-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A good signature over any text. */
    private static String signedText(String payload) throws Exception {
        String signed = json("{\"alg\":\"RS256\",\"kid\":\"rsa-1\"}") + "." + json(payload);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(RSA.toRSAPrivateKey());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + Base64URL.encode(signature.sign());
    }

    private static String es256WithZeros() throws Exception {
        String claims = Base64URL.encode(claims(c -> {}).toString()).toString();
        return json("{\"alg\":\"ES256\",\"kid\":\"ec-1\"}") + "." + claims + "." + Base64URL.encode(new byte[64]);
    }
}
