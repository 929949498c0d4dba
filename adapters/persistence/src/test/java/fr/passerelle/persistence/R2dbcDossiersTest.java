package fr.passerelle.persistence;

import fr.passerelle.requests.DossiersContract;
import fr.passerelle.testing.Store;

class R2dbcDossiersTest extends DossiersContract {
    @Override
    protected Store anEmptyStore() {
        return R2dbcStore.emptied();
    }
}
