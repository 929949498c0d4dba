package fr.passerelle.persistence;

import fr.passerelle.permits.PermitsContract;
import fr.passerelle.testing.Store;

class R2dbcPermitsTest extends PermitsContract {
    @Override
    protected Store anEmptyStore() {
        return R2dbcStore.emptied();
    }
}
