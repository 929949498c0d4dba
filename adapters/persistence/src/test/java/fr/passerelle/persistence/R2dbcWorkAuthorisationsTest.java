package fr.passerelle.persistence;

import fr.passerelle.requests.WorkAuthorisationsContract;
import fr.passerelle.testing.Store;

class R2dbcWorkAuthorisationsTest extends WorkAuthorisationsContract {
    @Override
    protected Store anEmptyStore() {
        return R2dbcStore.emptied();
    }
}
