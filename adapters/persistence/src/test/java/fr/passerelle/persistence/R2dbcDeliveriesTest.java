package fr.passerelle.persistence;

import fr.passerelle.testing.Store;
import fr.passerelle.webhooks.DeliveriesContract;

class R2dbcDeliveriesTest extends DeliveriesContract {
    @Override
    protected Store anEmptyStore() {
        return R2dbcStore.emptied();
    }
}
