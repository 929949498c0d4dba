package fr.passerelle.samples;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Signs good tokens and bad ones, and shows its public keys. */
public final class SampleIssuer {
    public static final String ISSUER = "https://issuer.test";
    public static final String AUDIENCE = "https://passerelle.test";
    public static final RSAKey RSA = rsa("rsa-1");
    public static final RSAKey STRANGER = rsa("rsa-1");
    public static final ECKey EC = ec();

    private static final DisposableServer SERVER = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .route(routes -> routes.get("/jwks", (request, response) -> response.sendString(Mono.just(keys()))))
            .bindNow();

    private SampleIssuer() {}

    public static String jwksUri() {
        return "http://127.0.0.1:" + SERVER.port() + "/jwks";
    }

    public static String keys() {
        return new JWKSet(List.of(RSA, EC)).toString(true);
    }

    /** A good token of the client {@code demo} with these scopes. */
    public static String token(String... scopes) {
        return tokenOf("demo", scopes);
    }

    public static String tokenOf(String client, String... scopes) {
        return rsaToken(claims -> claims.claim("client_id", client).claim("scope", String.join(" ", scopes)));
    }

    /** A token good in all but what the change does to its claims. */
    public static String rsaToken(Consumer<JWTClaimsSet.Builder> change) {
        return signed(header(JWSAlgorithm.RS256, RSA.getKeyID()).build(), change, signer(RSA));
    }

    public static JWSHeader.Builder header(JWSAlgorithm algorithm, String key) {
        return new JWSHeader.Builder(algorithm).keyID(key).type(new JOSEObjectType("at+jwt"));
    }

    public static String signed(JWSHeader header, Consumer<JWTClaimsSet.Builder> change, JWSSigner signer) {
        try {
            SignedJWT token = new SignedJWT(header, claims(change));
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject("demo")
                .claim("client_id", "demo")
                .claim("scope", "requests:read requests:write")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)));
        change.accept(claims);
        return claims.build();
    }

    public static JWSSigner signer(RSAKey key) {
        try {
            return new RSASSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static JWSSigner signer(ECKey key) {
        try {
            return new ECDSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey ec() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("ec-1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
