package fr.passerelle.persistence;

import fr.passerelle.testing.Store;
import fr.passerelle.webhooks.EndpointsContract;

class R2dbcEndpointsTest extends EndpointsContract {
    @Override
    protected Store anEmptyStore() {
        return R2dbcStore.emptied();
    }
}
