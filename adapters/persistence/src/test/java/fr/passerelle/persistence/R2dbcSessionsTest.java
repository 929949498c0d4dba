package fr.passerelle.persistence;

import fr.passerelle.platform.SessionsContract;
import fr.passerelle.testing.Store;

class R2dbcSessionsTest extends SessionsContract {
    @Override
    protected Store anEmptyStore() {
        return R2dbcStore.emptied();
    }
}
