package fr.passerelle.parties;

import fr.passerelle.ids.TenantId;
import reactor.core.publisher.Mono;

/** The tenants that we know. */
public interface Tenants {

    /**
     * The tenant to which a token belongs. The tenant is made at the first valid token of a trusted issuer, and the answer is
     * the same ever after, however many calls ask at once and on however many replicas: an answer may be kept for as long as
     * one likes. Never empty. Whether the token is valid and the issuer trusted is for the caller to settle beforehand.
     *
     * <p>An error signal means that the store cannot be reached; the call may be made again.
     *
     * @param issuer as the token names it
     * @param claim the value of the claim that says whose token it is, {@code client_id} by default
     */
    Mono<TenantId> tenantOf(String issuer, String claim);
}
