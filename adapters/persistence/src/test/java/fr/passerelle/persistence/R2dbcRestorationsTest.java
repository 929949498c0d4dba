package fr.passerelle.persistence;

import fr.passerelle.requests.RestorationsContract;
import fr.passerelle.testing.Store;

class R2dbcRestorationsTest extends RestorationsContract {
    @Override
    protected Store anEmptyStore() {
        return R2dbcStore.emptied();
    }
}
