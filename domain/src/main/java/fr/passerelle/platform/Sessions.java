package fr.passerelle.platform;

import fr.passerelle.parties.PlatformAccount;
import reactor.core.publisher.Mono;

/**
 * Sessions that are still good, shared by all replicas: the platform grants one per login, and logging in anew ends the
 * former. A login may file for several employers of a tenant, whose accounts then share its session. Only who holds the
 * lease on work under a login touches its session.
 */
public interface Sessions {

    /** The session of the account's login; empty when none is kept. */
    Mono<Session> find(PlatformAccount account);

    Mono<Void> keep(PlatformAccount account, Session session);

    Mono<Void> drop(PlatformAccount account);
}
