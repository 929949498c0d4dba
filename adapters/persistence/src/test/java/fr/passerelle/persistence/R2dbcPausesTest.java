package fr.passerelle.persistence;

import fr.passerelle.testing.Store;
import fr.passerelle.work.PausesContract;

class R2dbcPausesTest extends PausesContract {
    @Override
    protected Store anEmptyStore() {
        return R2dbcStore.emptied();
    }
}
