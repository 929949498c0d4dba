package fr.passerelle.api.security;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Whose tokens we trust.
 *
 * @param issuer the one trusted issuer, as its tokens name it
 * @param jwksUri where its public keys are; asked at the first token, never at start
 * @param audience what {@code aud} must hold
 * @param tenantClaim the claim that says whose token it is
 * @param clockSkew by how much the issuer's clock may differ from ours
 * @param algorithms of signatures; asymmetric ones alone
 * @param longestToken longer ones are refused unread
 * @param keysFresh for so long the keys are used without asking again
 * @param keysKept for so long the last good keys are used when the issuer does not answer
 * @param keysPause between two askings, whatever the tokens name
 */
@ConfigurationProperties("passerelle.security")
public record SecurityProperties(
        String issuer,
        URI jwksUri,
        String audience,
        @DefaultValue("client_id") String tenantClaim,
        @DefaultValue("60s") Duration clockSkew,
        @DefaultValue({"RS256", "PS256", "ES256"}) Set<String> algorithms,
        @DefaultValue("8KB") DataSize longestToken,
        @DefaultValue("1h") Duration keysFresh,
        @DefaultValue("24h") Duration keysKept,
        @DefaultValue("1m") Duration keysPause) {
    private static final Set<String> ASYMMETRIC = Set.of("RS256", "PS256", "ES256");

    public SecurityProperties {
        algorithms = Set.copyOf(algorithms);
        if (algorithms.isEmpty() || !ASYMMETRIC.containsAll(algorithms)) {
            throw new IllegalArgumentException("passerelle.security.algorithms takes some of " + ASYMMETRIC);
        }
        if (issuer.isBlank() || audience.isBlank() || tenantClaim.isBlank()) {
            throw new IllegalArgumentException("passerelle.security needs an issuer, an audience and a tenant claim");
        }
    }
}
