package fr.passerelle.testing;

import fr.passerelle.parties.PlatformAccount;
import fr.passerelle.platform.Session;
import fr.passerelle.platform.Sessions;
import reactor.core.publisher.Mono;

/** The platform's sessions in memory, each under its login. */
public final class InMemorySessions implements Sessions {
    private final InMemoryStore store;
    private final Rows<Session> sessions = new Rows<>();

    InMemorySessions(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Mono<Session> find(PlatformAccount account) {
        return store.alone(() -> sessions.get(account.tenant(), account.login()));
    }

    @Override
    public Mono<Void> keep(PlatformAccount account, Session session) {
        return store.alone(() -> {
            sessions.put(account.tenant(), account.login(), session);
            return null;
        });
    }

    @Override
    public Mono<Void> drop(PlatformAccount account) {
        return store.alone(() -> {
            forget(account);
            return null;
        });
    }

    void forget(PlatformAccount account) {
        sessions.remove(account.tenant(), account.login());
    }
}
