package fr.passerelle.persistence;

import fr.passerelle.parties.WorkersContract;
import fr.passerelle.testing.Store;

class R2dbcWorkersTest extends WorkersContract {
    @Override
    protected Store anEmptyStore() {
        return R2dbcStore.emptied();
    }
}
