package fr.passerelle.persistence;

import fr.passerelle.journal.IdempotenciesContract;
import fr.passerelle.testing.Store;

class R2dbcIdempotenciesTest extends IdempotenciesContract {
    @Override
    protected Store anEmptyStore() {
        return R2dbcStore.emptied();
    }
}
