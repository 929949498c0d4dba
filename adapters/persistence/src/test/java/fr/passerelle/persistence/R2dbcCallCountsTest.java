package fr.passerelle.persistence;

import fr.passerelle.platform.CallCountsContract;
import fr.passerelle.testing.Store;

class R2dbcCallCountsTest extends CallCountsContract {
    @Override
    protected Store anEmptyStore() {
        return R2dbcStore.emptied();
    }
}
