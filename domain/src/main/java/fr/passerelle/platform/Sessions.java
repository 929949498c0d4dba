package fr.passerelle.platform;

import fr.passerelle.ids.AccountId;
import fr.passerelle.ids.TenantId;
import reactor.core.publisher.Mono;

/**
 * Sessions that are still good, shared by all replicas: the platform grants one per account, and logging in anew ends the
 * former. Only who holds the lease on an employer's work touches its session.
 */
public interface Sessions {

    /** Empty when none is kept. */
    Mono<Session> find(TenantId tenant, AccountId account);

    Mono<Void> keep(TenantId tenant, AccountId account, Session session);

    Mono<Void> drop(TenantId tenant, AccountId account);
}
