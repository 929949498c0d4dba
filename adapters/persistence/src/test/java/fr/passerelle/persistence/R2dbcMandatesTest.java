package fr.passerelle.persistence;

import fr.passerelle.parties.MandatesContract;
import fr.passerelle.testing.Store;

class R2dbcMandatesTest extends MandatesContract {
    @Override
    protected Store anEmptyStore() {
        return R2dbcStore.emptied();
    }
}
