package fr.passerelle.persistence;

import fr.passerelle.pace.IncidentsContract;
import fr.passerelle.testing.Store;

class R2dbcIncidentsTest extends IncidentsContract {
    @Override
    protected Store anEmptyStore() {
        return R2dbcStore.emptied();
    }
}
