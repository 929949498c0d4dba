package fr.passerelle.persistence;

import fr.passerelle.requests.DecisionsContract;
import fr.passerelle.testing.Store;

class R2dbcDecisionsTest extends DecisionsContract {
    @Override
    protected Store anEmptyStore() {
        return R2dbcStore.emptied();
    }
}
