package fr.passerelle.api.local;

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
import fr.passerelle.api.security.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;
import tools.jackson.databind.json.JsonMapper;

/**
 * The token issuer of the local run: client credentials alone (RFC 6749 §4.4), tokens as of RFC 9068. Its key is kept in a file,
 * so that tokens outlive a restart. Its two clients and their secrets are public.
 */
public final class LocalIssuer implements AutoCloseable {
    static final Map<String, String> CLIENTS =
            Map.of("demo", "demo-secret", "other", "other-secret", "third", "third-secret");
    static final String ALL_SCOPES =
            Arrays.stream(Scope.values()).map(Scope::text).collect(Collectors.joining(" "));

    private static final Duration LIFE = Duration.ofHours(1);
    private static final int LONGEST_FORM = 8 * 1024;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final RSAKey key;
    private final String issuer;
    private final String audience;
    private final InstantSource clock;
    private final DisposableServer server;

    private LocalIssuer(int port, RSAKey key, String issuer, String audience, InstantSource clock) {
        this.key = key;
        this.issuer = issuer;
        this.audience = audience;
        this.clock = clock;
        this.server = HttpServer.create()
                .host("localhost")
                .port(port)
                .route(this::route)
                .bindNow();
    }

    /**
     * Starts the issuer and returns once it answers.
     *
     * @param port to listen on; 0 for any that is free
     * @param keyFile where its key is kept; made when absent
     * @param issuer as its tokens name it, and where clients find it
     * @param audience as its tokens name it
     * @param clock by which tokens live; real time unless the service's clock is moved too
     */
    public static LocalIssuer start(int port, Path keyFile, String issuer, String audience, InstantSource clock) {
        return new LocalIssuer(port, key(keyFile), issuer, audience, clock);
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(5));
    }

    private void route(HttpServerRoutes routes) {
        routes.post("/oauth2/token", this::token)
                .options(
                        "/oauth2/token",
                        (request, response) -> open(response).status(204).send())
                .get("/oauth2/jwks", (request, response) -> json(response, 200, jwks()))
                .get("/.well-known/openid-configuration", (request, response) -> json(response, 200, configuration()));
    }

    private Publisher<Void> token(HttpServerRequest request, HttpServerResponse response) {
        return request.receive()
                .aggregate()
                .asString()
                .defaultIfEmpty("")
                .map(form -> TokenRequest.of(request.requestHeaders(), form, LONGEST_FORM))
                .map(this::granted)
                .flatMap(answer -> Mono.from(json(response, 200, answer)))
                .onErrorResume(TokenRequest.Refused.class, refused -> Mono.from(refuse(response, refused)));
    }

    private Map<String, Object> granted(TokenRequest request) {
        return Map.of(
                "access_token", sign(request),
                "token_type", "Bearer",
                "expires_in", LIFE.toSeconds(),
                "scope", request.scope());
    }

    private String sign(TokenRequest request) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(request.client())
                .audience(audience)
                .claim("client_id", request.client())
                .claim("scope", request.scope())
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

    private Map<String, Object> jwks() {
        return new JWKSet(key.toPublicJWK()).toJSONObject();
    }

    private Map<String, Object> configuration() {
        return Map.of(
                "issuer", issuer,
                "token_endpoint", issuer + "/oauth2/token",
                "jwks_uri", issuer + "/oauth2/jwks",
                "grant_types_supported", List.of(TokenRequest.CLIENT_CREDENTIALS),
                "token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post"),
                "scopes_supported", List.of(ALL_SCOPES.split(" ", -1)),
                "response_types_supported", List.of("token"));
    }

    private static Publisher<Void> refuse(HttpServerResponse response, TokenRequest.Refused refused) {
        if (refused.status() == 401) {
            response.header("WWW-Authenticate", "Basic realm=\"passerelle\"");
        }
        return json(
                response,
                refused.status(),
                Map.of("error", refused.error(), "error_description", refused.description()));
    }

    private static Publisher<Void> json(HttpServerResponse response, int status, Map<String, Object> body) {
        return open(response)
                .status(status)
                .header("Content-Type", "application/json")
                .header("Cache-Control", "no-store")
                .sendString(Mono.just(JSON.writeValueAsString(body)));
    }

    /** Lets the page of the contract, which another port serves, ask for a token. */
    private static HttpServerResponse open(HttpServerResponse response) {
        return response.header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Allow-Headers", "Authorization, Content-Type, X-Requested-With");
    }

    private static RSAKey key(Path file) {
        try {
            return Files.exists(file) ? RSAKey.parse(Files.readString(file)) : keep(newKey(), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalStateException(file + " holds no key; remove it and a new one is made", e);
        }
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Written beside and moved, so that a stop in between leaves no half of a key. */
    private static RSAKey keep(RSAKey key, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path beside = Files.createTempFile(
                folder,
                "issuer",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(beside, key.toJSONString());
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        return key;
    }
}
