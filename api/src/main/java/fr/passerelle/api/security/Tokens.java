package fr.passerelle.api.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.source.JWKSecurityContextJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWKSecurityContext;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/**
 * Decides whether a token is good. Every step is composed by hand: Spring's default validators read the servlet request and its
 * default key source asks the issuer again for each unknown key.
 */
final class Tokens {
    /** Where a token brings its own key. Nimbus passes over them; a token that tries is refused. */
    private static final Set<String> OWN_KEYS = Set.of("jku", "jwk", "x5u", "x5c");

    /** What only an identity token has. It says who somebody is, not what its bearer may do. */
    private static final Set<String> IDENTITY_CLAIMS = Set.of("nonce", "at_hash", "c_hash");

    /** Binds the token to a key of its owner. We do not check the binding, so such a token in other hands would pass. */
    private static final String CONFIRMATION = "cnf";

    private final Set<JWSAlgorithm> algorithms;
    private final IssuerKeys keys;
    private final DefaultJWTProcessor<JWKSecurityContext> processor = new DefaultJWTProcessor<>();

    private Tokens(SecurityProperties properties, IssuerKeys keys) {
        this.algorithms =
                properties.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet());
        this.keys = keys;
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, new JWKSecurityContextJWKSet()));
        processor.setJWSTypeVerifier((type, context) -> {});
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
    }

    static ReactiveJwtDecoder decoder(SecurityProperties properties, IssuerKeys keys, InstantSource clock) {
        NimbusReactiveJwtDecoder decoder = new NimbusReactiveJwtDecoder(new Tokens(properties, keys)::verified);
        decoder.setJwtValidator(validator(properties, clock));
        return decoder;
    }

    private static OAuth2TokenValidator<Jwt> validator(SecurityProperties properties, InstantSource clock) {
        JwtTimestampValidator times = new JwtTimestampValidator(properties.clockSkew());
        times.setClock(clock.withZone(ZoneOffset.UTC));
        times.setAllowEmptyExpiryClaim(false);
        JwtTypeValidator types = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
        types.setAllowEmpty(true);
        return new DelegatingOAuth2TokenValidator<>(List.of(
                types,
                new JwtIssuerValidator(properties.issuer()),
                new JwtAudienceValidator(properties.audience()),
                times,
                Tokens::isOfAnAcceptedKind));
    }

    private static OAuth2TokenValidatorResult isOfAnAcceptedKind(Jwt token) {
        boolean isBound = token.hasClaim(CONFIRMATION);
        boolean isIdentity = IDENTITY_CLAIMS.stream().anyMatch(token::hasClaim);
        return isBound || isIdentity
                ? OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token"))
                : OAuth2TokenValidatorResult.success();
    }

    private Mono<JWTClaimsSet> verified(JWT token) {
        if (!(token instanceof SignedJWT signed) || !isAcceptable(signed.getHeader())) {
            return Mono.error(new BadJwtException("the header is not one that we accept"));
        }
        return keys.matching(signed.getHeader()).map(matching -> verified(signed, matching));
    }

    private boolean isAcceptable(JWSHeader header) {
        return algorithms.contains(header.getAlgorithm())
                && header.getIncludedParams().stream().noneMatch(OWN_KEYS::contains);
    }

    private JWTClaimsSet verified(SignedJWT token, List<JWK> matching) {
        try {
            return processor.process(token, new JWKSecurityContext(matching));
        } catch (BadJOSEException | JOSEException | RuntimeException e) {
            throw new BadJwtException("the signature is not good", e);
        }
    }
}
