package fr.passerelle.persistence;

import fr.passerelle.testing.Store;
import fr.passerelle.webhooks.DeliveryTurnsContract;

class R2dbcDeliveryTurnsTest extends DeliveryTurnsContract {
    @Override
    protected Store anEmptyStore() {
        return R2dbcStore.emptied();
    }
}
