package fr.passerelle.testing;

import fr.passerelle.ids.AccountId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.platform.Session;
import fr.passerelle.platform.Sessions;
import reactor.core.publisher.Mono;

/** The platform's sessions in memory. */
public final class InMemorySessions implements Sessions {
    private final InMemoryStore store;
    private final Rows<Session> sessions = new Rows<>();

    InMemorySessions(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Mono<Session> find(TenantId tenant, AccountId account) {
        return store.alone(() -> sessions.get(tenant, account));
    }

    @Override
    public Mono<Void> keep(TenantId tenant, AccountId account, Session session) {
        return store.alone(() -> {
            sessions.put(tenant, account, session);
            return null;
        });
    }

    @Override
    public Mono<Void> drop(TenantId tenant, AccountId account) {
        return store.alone(() -> {
            forget(tenant, account);
            return null;
        });
    }

    void forget(TenantId tenant, AccountId account) {
        sessions.remove(tenant, account);
    }
}
