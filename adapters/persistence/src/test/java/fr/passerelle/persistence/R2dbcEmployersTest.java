package fr.passerelle.persistence;

import fr.passerelle.parties.EmployersContract;
import fr.passerelle.testing.Store;

class R2dbcEmployersTest extends EmployersContract {
    @Override
    protected Store anEmptyStore() {
        return R2dbcStore.emptied();
    }
}
