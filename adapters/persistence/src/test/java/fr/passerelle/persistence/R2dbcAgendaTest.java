package fr.passerelle.persistence;

import fr.passerelle.requests.AgendaContract;
import fr.passerelle.testing.Store;

class R2dbcAgendaTest extends AgendaContract {
    @Override
    protected Store anEmptyStore() {
        return R2dbcStore.emptied();
    }
}
