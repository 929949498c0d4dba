package fr.passerelle.benchmarks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;

/** The token issuer of a proof: whoever asks gets a token of the client they say they are, with every scope. */
final class ProofIssuer implements AutoCloseable {
    static final String AUDIENCE = "passerelle";
    private static final String SCOPES =
            "employers:write requests:read requests:write documents:write tasks:write identity:read webhooks:manage"
                    + " permits:read permits:write";
    private static final Duration LIFE = Duration.ofHours(1);

    private final RSAKey key;
    private final HttpServer server;

    private ProofIssuer(RSAKey key, HttpServer server) {
        this.key = key;
        this.server = server;
    }

    static ProofIssuer start() throws IOException, JOSEException {
        RSAKey key = new RSAKeyGenerator(2048)
                .keyUse(KeyUse.SIGNATURE)
                .keyIDFromThumbprint(true)
                .generate();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ProofIssuer issuer = new ProofIssuer(key, server);
        server.createContext("/oauth2/jwks", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/oauth2/token", exchange -> answer(exchange, issuer.grant(client(exchange))));
        server.start();
        return issuer;
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private static String client(HttpExchange exchange) {
        String basic = exchange.getRequestHeaders().getFirst("Authorization").substring("Basic ".length());
        String credentials = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
        return credentials.substring(0, credentials.indexOf(':'));
    }

    private String grant(String client) {
        return "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d}"
                .formatted(token(client), LIFE.toSeconds());
    }

    String token(String client) {
        Instant now = Instant.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(url())
                .subject(client)
                .audience(AUDIENCE)
                .claim("client_id", client)
                .claim("scope", SCOPES)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .jwtID(UUID.randomUUID().toString())
                .build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID())
                .build();
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
