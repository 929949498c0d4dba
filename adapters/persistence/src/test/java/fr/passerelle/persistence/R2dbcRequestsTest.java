package fr.passerelle.persistence;

import fr.passerelle.requests.RequestsContract;
import fr.passerelle.testing.Store;

class R2dbcRequestsTest extends RequestsContract {
    @Override
    protected Store anEmptyStore() {
        return R2dbcStore.emptied();
    }
}
