package fr.passerelle.persistence;

import fr.passerelle.pace.LanesContract;
import fr.passerelle.testing.Store;

class R2dbcLanesTest extends LanesContract {
    @Override
    protected Store anEmptyStore() {
        return R2dbcStore.emptied();
    }
}
