package fr.passerelle.persistence;

import fr.passerelle.testing.Store;
import fr.passerelle.work.WorkQueueContract;

class R2dbcWorkQueueTest extends WorkQueueContract {
    @Override
    protected Store anEmptyStore() {
        return R2dbcStore.emptied();
    }
}
